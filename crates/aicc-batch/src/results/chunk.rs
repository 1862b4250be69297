//! The result of checking one chunk.

use aicc_core::Severity;
use serde_json::{Map, Value};

use super::compared::ComparedRecord;
use super::counts::Counts;
use super::finding::BatchFinding;
use super::known_places::KnownPlaceCounts;
use super::piece::Piece;
use super::record::{RecordFindings, RecordPosition};
use super::valid_body::ValidBody;
use super::verdict::Verdict;
use crate::settings::Settings;

/// The result of checking one chunk, filled by one thread. Records, rows and lines count from the start of the chunk.
#[derive(Debug)]
pub struct ChunkResult<'s> {
    settings: &'s Settings<'s>,
    pub(crate) counts: Counts,
    pub(crate) known_places: KnownPlaceCounts,
    pub(crate) records: Vec<RecordFindings>,
    /// How many more findings can be kept.
    room: usize,
    /// Every record, if the settings compare records.
    pub(crate) compared: Vec<ComparedRecord>,
    compares_records: bool,
    pub(crate) bodies: Vec<ValidBody>,
    /// The pieces of the chunk's bytes, each with its end.
    pub(crate) pieces: Vec<(Piece, usize)>,
    pub(crate) rows: u64,
    pub(crate) lines: u64,
    /// The number of characters after the last line end of the chunk.
    pub(crate) last_line: u64,
    pub(crate) bytes: u64,
}

impl<'s> ChunkResult<'s> {
    /// Returns an empty result that keeps at most `room` findings.
    pub(crate) fn new(settings: &'s Settings<'s>, room: usize) -> Self {
        Self {
            settings,
            counts: Counts::default(),
            known_places: KnownPlaceCounts::default(),
            records: Vec::new(),
            room,
            compared: Vec::new(),
            compares_records: settings.compares_records(),
            bodies: Vec::new(),
            pieces: Vec::new(),
            rows: 0,
            lines: 0,
            last_line: 0,
            bytes: 0,
        }
    }

    /// Returns the settings of the run.
    #[must_use]
    pub const fn settings(&self) -> &'s Settings<'s> {
        self.settings
    }

    /// Adds the verdict on the next record, and returns whether the record is valid. `place` is the place of the record in its
    /// chunk, for [`Chunk::places`](crate::Chunk::places): the places of later records are greater. `position` and `key` are called only if
    /// the record is reported, `key` only if the settings name members of the interface: it returns their values.
    pub fn add_record(
        &mut self,
        verdict: Verdict,
        place: usize,
        position: impl FnOnce() -> RecordPosition,
        key: impl FnOnce() -> Map<String, Value>,
    ) -> bool {
        if self.compares_records {
            self.compared.push(ComparedRecord { place, identity: verdict.identity() });
        }
        // Most records return here, before their report is moved.
        if verdict.has_no_findings() {
            self.counts.add_record(true);
            return true;
        }
        let Settings { interface, advice, .. } = *self.settings;
        let is_valid = verdict.is_valid();
        self.counts.add_record(is_valid);
        // Violations come before advice.
        let is_reported = |finding: &BatchFinding<'_>| advice || finding.severity() == Severity::Violation;
        let findings = verdict.findings(interface).take_while(is_reported);
        let kept = findings.inspect(|finding| self.count(finding)).count().min(self.room);
        if kept > 0 {
            self.room = self.room.saturating_sub(kept);
            let record = self.counts.records;
            let key = if self.settings.key.applies_to(interface) { key() } else { Map::new() };
            self.records.push(RecordFindings::new(record, position(), key, interface, verdict, kept));
        }
        is_valid
    }

    /// Adds the body of the valid record that was added last, as JSON. Neither closure is called if the settings do not
    /// ask for bodies.
    pub fn add_body(&mut self, position: impl FnOnce() -> RecordPosition, json: impl FnOnce() -> Vec<u8>) {
        if self.settings.bodies {
            self.bodies.push(ValidBody { record: self.counts.records, position: position(), json: json() });
        }
    }

    pub(crate) fn count(&mut self, finding: &BatchFinding<'_>) {
        match finding {
            BatchFinding::Rule(rule) if self.known_places.add(rule) => {}
            other => self.counts.add_finding(other.rule(), (other.location(), other.pattern())),
        }
    }

    /// Whether the line of a later record may be reported. If not, the lines of this chunk need not be counted.
    pub(crate) const fn needs_lines(&self) -> bool {
        self.room > 0 || self.settings.bodies
    }

    /// Adds the bytes of the chunk up to `end` as a piece.
    pub(crate) fn add_piece(&mut self, piece: Piece, end: usize) {
        match self.pieces.last_mut() {
            Some((last, last_end)) if *last == piece => *last_end = end,
            _ => self.pieces.push((piece, end)),
        }
    }
}
