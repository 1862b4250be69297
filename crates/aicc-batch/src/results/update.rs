//! The results of the records that were checked last.

use std::fmt;

use super::counts::Counts;
use super::record::{RecordFindings, RecordPosition};

/// The results of the next records of the input.
pub struct BatchUpdate<'a> {
    /// The counts of all records so far, including these.
    pub counts: &'a Counts,
    /// The records with findings, in input order, up to the [`limit`](crate::Settings::limit).
    pub records: Vec<RecordFindings>,
    /// The bodies of the valid records if the [settings](crate::Settings::bodies) ask for them.
    pub bodies: Vec<ValidBody>,
    /// The number of bytes of the (uncompressed) input that are done; 0 if the input is not text.
    pub bytes: u64,
    pub(crate) text: &'a [u8],
    pub(crate) pieces: Vec<(Piece, usize)>,
}

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

/// What a piece of the input contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The row that names the columns of a table, and the blank rows before it.
    Heading,
    /// Lines of valid records, and blank lines.
    Valid,
    /// Lines of invalid records.
    Invalid,
}

impl<'a> BatchUpdate<'a> {
    /// Returns all bytes of these records as they are in the input, in pieces; nothing if the input has no lines.
    pub fn pieces(&self) -> impl Iterator<Item = (Piece, &'a [u8])> + use<'a, '_> {
        let (text, mut start) = (self.text, 0);
        self.pieces.iter().map(move |(piece, end)| {
            let bytes = text.get(start..*end).unwrap_or_default();
            start = *end;
            (*piece, bytes)
        })
    }
}
