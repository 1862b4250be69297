//! The body of a valid record.

use std::fmt;

use super::record::RecordPosition;

/// The body of a valid record.
#[derive(Clone, PartialEq, Eq)]
pub struct ValidBody {
    /// The number of the record, counted from 1.
    pub record: u64,
    /// Where the record begins.
    pub position: RecordPosition,
    /// The body as JSON. It may contain a password.
    pub json: Vec<u8>,
}

/// Without the body.
impl fmt::Debug for ValidBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { record, position, .. } = self;
        formatter.debug_struct("ValidBody").field("record", record).field("position", position).finish_non_exhaustive()
    }
}
