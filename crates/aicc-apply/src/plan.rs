//! The plan: what happens to each record.

pub(crate) mod builder;
pub(crate) mod content;
pub(crate) mod file;
pub(crate) mod record;

use aicc_core::Profile;

use crate::journal::digest::JournalKey;
use crate::plan::record::{PlannedRecord, RecordStateKind};

/// What happens to each record of an input.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) profile: Profile,
    pub(crate) key: JournalKey,
    pub(crate) records: Vec<PlannedRecord>,
}

impl Plan {
    /// Returns the records, in the order of the input.
    #[must_use]
    pub fn records(&self) -> &[PlannedRecord] {
        &self.records
    }

    /// Returns the number of records in a state.
    #[must_use]
    pub fn count(&self, kind: RecordStateKind) -> u64 {
        let count = self.records.iter().filter(|record| record.state.kind() == kind).count();
        u64::try_from(count).unwrap_or(u64::MAX)
    }
}
