//! The answer about some records that follow each other.

use std::fmt;

use crate::counts::{Counts, count};
use crate::finding::RecordFindings;

/// The answer about the next records of the input.
pub struct Part<'a> {
    /// The counts of all records so far, these among them.
    pub counts: &'a Counts,
    /// The records with findings, in their order, within the limit of the [`Batch`](crate::Batch).
    pub records: Vec<RecordFindings>,
    /// The bodies of the valid records, where the [`Batch`](crate::Batch) asks for them.
    pub bodies: Vec<Body>,
    /// How many bytes of the (uncompressed) input are done; 0 for an input that is no text.
    pub bytes: u64,
    pub(crate) text: &'a [u8],
    pub(crate) pieces: Vec<(Piece, usize)>,
}

/// The body of a valid record.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    /// The number of the record, counted from 1.
    pub record: u64,
    /// The line of the input on which it begins, counted from 1; `None` where the input has no lines.
    pub line: Option<u64>,
    /// The body as JSON, which may hold a password.
    pub json: Vec<u8>,
}

impl Body {
    /// Numbers that were counted from the start of a chunk, from the start of the input.
    pub(crate) const fn shift(&mut self, records: u64, lines: u64) {
        count(&mut self.record, records);
        if let Some(line) = &mut self.line {
            count(line, lines);
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { record, line, .. } = self;
        formatter.debug_struct("Body").field("record", record).field("line", line).finish_non_exhaustive()
    }
}

/// What some bytes of the input are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The first line of a table, which names its columns.
    Heading,
    /// Lines of valid records, and blank ones.
    Valid,
    /// Lines of invalid records.
    Invalid,
}

impl<'a> Part<'a> {
    /// The bytes of these records as they stand in the input, none left out; none at all for an input without lines.
    pub fn pieces(&self) -> impl Iterator<Item = (Piece, &'a [u8])> + use<'a, '_> {
        let (text, mut start) = (self.text, 0);
        self.pieces.iter().map(move |(piece, end)| {
            let bytes = text.get(start..*end).unwrap_or_default();
            start = *end;
            (*piece, bytes)
        })
    }
}
