//! The findings of one record, and its position.

use aicc_core::Interface;

use super::finding::BatchFinding;
use super::verdict::Verdict;

/// Where a record begins in its input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordPosition {
    /// The line, counted from 1; `None` if the input has no lines. A [`Chunk`](crate::Chunk) counts from its own start.
    pub line: Option<u64>,
    /// The byte of the (uncompressed) input, counted from 0; `None` if the input is not text.
    pub offset: Option<u64>,
}

impl RecordPosition {
    /// Adds the lines before the chunk.
    pub(crate) fn add_lines(&mut self, lines: u64) {
        self.line = self.line.map(|line| line.saturating_add(lines));
    }
}

/// The findings of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordFindings {
    /// The number of the record, counted from 1.
    pub record: u64,
    /// Where the record begins.
    pub position: RecordPosition,
    interface: &'static Interface,
    verdict: Verdict,
    kept: usize,
}

impl RecordFindings {
    pub(crate) const fn new(
        record: u64,
        position: RecordPosition,
        interface: &'static Interface,
        verdict: Verdict,
        kept: usize,
    ) -> Self {
        Self { record, position, interface, verdict, kept }
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
