//! The findings of one record, and its position.

use aicc_core::{Finding, Interface};
use serde_json::{Map, Value};

use super::finding::BatchFinding;
use super::verdict::Verdict;

/// Where a record begins in its input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordPosition {
    /// The row of a table, counted from 1; `None` if the input is not a table. For CSV and workbooks it is the row that a
    /// spreadsheet shows: the heading and blank rows count, and a line break in a cell does not begin a row.
    /// A [`Chunk`](crate::Chunk) counts from its own start.
    pub row: Option<u64>,
    /// The line of a text, counted from 1; `None` if the input is not text. A [`Chunk`](crate::Chunk) counts from its own
    /// start.
    pub line: Option<u64>,
    /// The byte of the (uncompressed) input, counted from 0; `None` if the input is not text, or a text that is not UTF-8.
    pub offset: Option<u64>,
}

impl RecordPosition {
    /// Adds the rows and lines before the chunk, and drops an offset that is not one of the input.
    pub(crate) fn add(&mut self, rows: u64, lines: u64, has_offsets: bool) {
        self.row = self.row.map(|row| row.saturating_add(rows));
        self.line = self.line.map(|line| line.saturating_add(lines));
        self.offset = self.offset.filter(|_| has_offsets);
    }
}

/// The findings of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordFindings {
    /// The number of the record, counted from 1.
    pub record: u64,
    /// Where the record begins.
    pub position: RecordPosition,
    /// The values of the members that say whose record it is, by name, in the order of the [settings](crate::Settings::key):
    /// texts of at most 200 characters, numbers and booleans. A member that is absent, or that cannot be read, is left out.
    pub key: Map<String, Value>,
    interface: &'static Interface,
    verdict: Verdict,
    kept: usize,
    /// Where the record begins in the text, which was decoded if the input is not UTF-8.
    start: Option<u64>,
}

impl RecordFindings {
    pub(crate) const fn new(
        record: u64,
        position: RecordPosition,
        key: Map<String, Value>,
        interface: &'static Interface,
        verdict: Verdict,
        kept: usize,
    ) -> Self {
        Self { record, position, key, interface, verdict, kept, start: position.offset }
    }

    /// Returns where the record begins in the text; `None` if the input is not text.
    pub(crate) const fn start(&self) -> Option<u64> {
        self.start
    }

    /// Returns whether the record could be read as a message: its values belong to its members.
    pub(crate) const fn is_message(&self) -> bool {
        matches!(self.verdict, Verdict::Report { .. })
    }

    /// Adds advice, and keeps one finding more.
    pub(crate) fn add_advice(&mut self, advice: Finding) {
        self.verdict.add_advice(advice);
        self.kept = self.kept.saturating_add(1);
    }

    /// Keeps at most `room` findings and returns the number that it keeps.
    pub(crate) fn keep_at_most(&mut self, room: usize) -> usize {
        self.kept = self.kept.min(room);
        self.kept
    }

    /// Returns how many findings are kept: fewer than there are if the [`limit`](crate::Settings::limit) was reached.
    #[must_use]
    pub const fn kept(&self) -> usize {
        self.kept
    }

    /// Returns the kept findings in the documented order: violations, then advice.
    pub fn findings(&self) -> impl Iterator<Item = BatchFinding<'_>> {
        self.verdict.findings(self.interface).take(self.kept)
    }
}
