//! The options of a run over many records.

use std::num::NonZeroUsize;

use aicc_core::{Check, Interface, Profile};

use crate::identity;
use crate::key::KeyMembers;
use crate::table_options::TableOptions;

/// The interface of the records and the options of a run: [`check`](Self::check), [`split`](Self::split) and
/// [`run`](Self::run) start one.
#[derive(Clone, Debug)]
pub struct Settings<'p> {
    /// The interface: each record is a request body of it.
    pub interface: &'static Interface,
    /// The profile that each record is checked with. A record larger than its maximum size is reported, and not held
    /// in memory.
    pub profile: &'p Profile,
    /// The number of threads that check. A number above 256 counts as 256. With more than one, the calling thread only
    /// reads the source and handles the updates. Default: one for each available processor.
    pub threads: NonZeroUsize,
    /// The maximum number of findings to keep. All further findings are counted only. Default: 10,000.
    pub limit: usize,
    /// Whether advice is reported. Default: `true`.
    pub advice: bool,
    /// The members that say whose record it is: see [`RecordFindings::key`](crate::RecordFindings::key). Members of another
    /// interface are ignored. Default: no members.
    pub key: KeyMembers,
    /// Whether updates contain the bodies of valid records as JSON. Default: `false`.
    pub bodies: bool,
    /// Whether the caller supplies the passwords that are missing: such a record can be valid, and its body has no password. Default:
    /// `false`, a missing password is a finding.
    pub supplied_passwords: bool,
    /// Whether the texts of Arrow data are read as the cells of a CSV file: `"4"` is a number if the member is one, the
    /// name of a column can be a path (`skills/0/skillId`), and an empty text is an absent member. Default: `false`, a
    /// text is a text.
    pub texts_are_cells: bool,
    /// How a table is read. Default: as its content says.
    pub table: TableOptions,
    /// The approximate size of a chunk in bytes. A few chunks for each thread are in memory. Default: 256 KiB.
    pub chunk_size: NonZeroUsize,
}

const CHUNK_SIZE: NonZeroUsize = NonZeroUsize::MIN.saturating_add((256 << 10) - 1);

impl<'p> Settings<'p> {
    /// Returns the settings with all defaults.
    #[must_use]
    pub fn new(interface: &'static Interface, profile: &'p Profile) -> Self {
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self {
            interface,
            profile,
            threads,
            limit: 10_000,
            advice: true,
            key: KeyMembers::none(interface),
            bodies: false,
            supplied_passwords: false,
            texts_are_cells: false,
            table: TableOptions::default(),
            chunk_size: CHUNK_SIZE,
        }
    }

    /// Starts the check of a record, for a source that reads its records itself: [`Verdict::of`](crate::Verdict::of) returns the
    /// verdict.
    #[must_use]
    #[inline(always)]
    pub fn start_check(&self) -> Check<'p> {
        let check = Check::new(self.interface, self.profile);
        let check = if self.supplied_passwords { check.with_supplied_password() } else { check };
        if self.compares_records() { check.identified_by(identity::hash) } else { check }
    }

    /// Whether each record is compared with the records before it: there is advice on duplicates (reading R20).
    pub(crate) fn compares_records(&self) -> bool {
        self.advice && self.interface.unique.is_some()
    }
}
