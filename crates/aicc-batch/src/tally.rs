//! What one thread notes about one chunk.

use aicc_core::Report;

use crate::batch::Batch;
use crate::counts::Counts;
use crate::documented::Documented;
use crate::finding::{Answer, BatchFinding, RecordFindings};
use crate::part::{Body, Piece};
use crate::unreadable::Unreadable;

/// The notes on one chunk: records and lines are counted from its start.
#[derive(Debug)]
pub struct Tally<'b> {
    batch: &'b Batch<'b>,
    pub(crate) counts: Counts,
    pub(crate) documented: Documented,
    pub(crate) records: Vec<RecordFindings>,
    pub(crate) room: usize,
    pub(crate) bodies: Vec<Body>,
    pub(crate) pieces: Vec<(Piece, usize)>,
    pub(crate) lines: u64,
    pub(crate) bytes: u64,
}

/// What a record turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// A message, with the report on it.
    Report(Report),
    /// No message.
    Unreadable(Unreadable),
}

impl Verdict {
    fn says_nothing(&self) -> bool {
        matches!(self, Self::Report(report) if report.is_empty())
    }
}

/// Where a record begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Its line, counted from 1 at the start of the chunk.
    pub line: Option<u64>,
    /// Its byte, counted from 0 at the start of the input.
    pub offset: Option<u64>,
}

impl<'b> Tally<'b> {
    /// Notes that keep at most `room` findings.
    pub(crate) fn new(batch: &'b Batch<'b>, room: usize) -> Self {
        Self {
            batch,
            counts: Counts::default(),
            documented: Documented::default(),
            records: Vec::new(),
            room,
            bodies: Vec::new(),
            pieces: Vec::new(),
            lines: 0,
            bytes: 0,
        }
    }

    /// The batch that this is part of: its interface and its profile.
    #[must_use]
    pub const fn batch(&self) -> &'b Batch<'b> {
        self.batch
    }

    /// Notes the next record; `spot` is asked for only where something is to be said about it. Answers whether the
    /// record is valid.
    pub fn record(&mut self, verdict: Verdict, spot: impl FnOnce() -> Spot) -> bool {
        // Most records end here: before anything is moved.
        if verdict.says_nothing() {
            self.counts.add_record(true);
            return true;
        }
        let answer = match verdict {
            Verdict::Report(report) => Answer::Report { report, advice: self.batch.advice },
            Verdict::Unreadable(unreadable) => Answer::Unreadable(self.batch.interface, unreadable),
        };
        let is_valid = answer.is_valid();
        self.counts.add_record(is_valid);
        let findings = answer.findings().inspect(|finding| self.found(finding)).count();
        self.keep(answer, findings, spot);
        is_valid
    }

    /// Notes the body of the record that was just found valid, as JSON, where the batch asks for it.
    pub fn body(&mut self, spot: impl FnOnce() -> Spot, json: impl FnOnce() -> Vec<u8>) {
        if self.batch.bodies {
            self.bodies.push(Body { record: self.counts.records, line: spot().line, json: json() });
        }
    }

    fn found(&mut self, finding: &BatchFinding<'_>) {
        match finding {
            BatchFinding::Rule(rule) if self.documented.add(rule) => {}
            other => self.counts.add_finding(other),
        }
    }

    fn keep(&mut self, answer: Answer, findings: usize, spot: impl FnOnce() -> Spot) {
        let kept = findings.min(self.room);
        if kept == 0 {
            return;
        }
        self.room = self.room.saturating_sub(kept);
        self.records.push(RecordFindings::new(self.counts.records, spot(), answer, kept));
    }

    /// Whether the line of a later record may be told: otherwise those of this chunk need not be counted.
    pub(crate) const fn tells_lines(&self) -> bool {
        self.room > 0 || self.batch.bodies
    }

    /// Notes what the bytes of the chunk are, up to `end`.
    pub(crate) fn piece(&mut self, piece: Piece, end: usize) {
        match self.pieces.last_mut() {
            Some((last, last_end)) if *last == piece => *last_end = end,
            _ => self.pieces.push((piece, end)),
        }
    }
}
