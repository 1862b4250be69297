//! The totals of a run.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::results::chunk::ChunkResult;
use crate::results::counts::Counts;
use crate::results::record::RecordFindings;
use crate::results::region::TextPosition;
use crate::results::update::BatchUpdate;
use crate::sources::source::Chunk;
use crate::sources::text::chunker::length_of_mark;

/// The totals of all chunks so far.
pub(crate) struct Progress {
    counts: Counts,
    /// How many more findings can be kept. Threads may read an older and greater number, which is still an upper bound of
    /// what they need to keep.
    room: Arc<AtomicUsize>,
    rows: u64,
    lines: u64,
    /// The number of characters after the last line end.
    last_line: u64,
    bytes: u64,
}

impl Progress {
    /// Begins a run. `room` is how many findings can be kept.
    pub(crate) fn new(room: Arc<AtomicUsize>) -> Self {
        Self { room, counts: Counts::default(), rows: 0, lines: 0, last_line: 0, bytes: 0 }
    }

    /// Returns the counts of the chunks so far.
    pub(crate) const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Returns the counts of all chunks.
    pub(crate) fn into_counts(self) -> Counts {
        self.counts
    }

    /// Adds the result of the next chunk and returns it with positions that count from the start of the input.
    pub(crate) fn update<'a>(&'a mut self, result: ChunkResult<'a>, chunk: &'a dyn Chunk) -> BatchUpdate<'a> {
        let ChunkResult {
            counts, known_places, mut records, mut bodies, pieces, rows, lines, last_line, bytes, ..
        } = result;
        let has_offsets = chunk.has_input_bytes();
        for record in &mut records {
            record.record = record.record.saturating_add(self.counts.records);
            record.position.add(self.rows, self.lines, has_offsets);
        }
        for body in &mut bodies {
            body.record = body.record.saturating_add(self.counts.records);
            body.position.add(self.rows, self.lines, has_offsets);
        }
        let room = keep_at_most(self.room.load(Ordering::Relaxed), &mut records);
        self.room.store(room, Ordering::Relaxed);
        known_places.add_to(&mut self.counts);
        self.counts.add(counts);
        let mark = if self.bytes == 0 { length_of_mark(chunk.bytes()) } else { 0 };
        let position = TextPosition { line: self.lines.saturating_add(1), column: self.last_line.saturating_add(1) };
        let start = (mark, position);
        self.last_line = if lines > 0 { last_line } else { self.last_line.saturating_add(last_line) };
        let rows_before = self.rows;
        self.rows = self.rows.saturating_add(rows);
        self.lines = self.lines.saturating_add(lines);
        self.bytes = self.bytes.saturating_add(bytes);
        BatchUpdate {
            counts: &self.counts,
            records,
            bodies,
            bytes: self.bytes,
            chunk,
            start,
            known: Cell::new(start),
            pieces,
            rows_before,
        }
    }
}

/// Drops the findings beyond `room` and returns the remaining room.
fn keep_at_most(mut room: usize, records: &mut Vec<RecordFindings>) -> usize {
    records.retain_mut(|record| {
        room = room.saturating_sub(record.keep_at_most(room));
        record.kept() > 0
    });
    room
}
