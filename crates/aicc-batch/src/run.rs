//! The run over the records of a source.

use std::cell::Cell;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{Error, Failure};
use crate::pool;
use crate::results::chunk::ChunkResult;
use crate::results::counts::Counts;
use crate::results::record::RecordFindings;
use crate::results::region::TextPosition;
use crate::results::report::BatchReport;
use crate::results::split::Split;
use crate::results::update::BatchUpdate;
use crate::seen_records::{MAXIMUM_RECORDS, SeenRecords};
use crate::settings::Settings;
use crate::sources::source::{Chunk, Source};
use crate::sources::text::chunker::length_of_mark;

impl Settings<'_> {
    /// Checks every record of a source and returns the report.
    ///
    /// # Errors
    ///
    /// Returns an error if the input cannot be read to its end. The failure holds the report on the records before.
    pub fn check<S: Source>(&self, source: S) -> Result<BatchReport, Failure<BatchReport>> {
        self.collect(source, |_| Ok(()))
    }

    /// Checks every record of a JSON Lines or CSV file, returns the report, and writes valid records to one output and
    /// invalid records to another: see [`Split`].
    ///
    /// # Errors
    ///
    /// Returns an error if the input cannot be read to its end, or if an output cannot be written. The failure holds the
    /// report on the records before.
    pub fn split<S: Source>(
        &self,
        source: S,
        valid: impl Write,
        invalid: impl Write,
    ) -> Result<BatchReport, Failure<BatchReport>> {
        let mut split = Split::new(valid, invalid);
        let ended = self.collect(source, |update| split.write(update));
        let written = split.finish();
        let report = ended?;
        match written {
            Ok(_) => Ok(report),
            Err(error) => Err(Failure::new(error, report)),
        }
    }

    /// Runs and keeps all findings of the updates.
    fn collect<S: Source>(
        &self,
        source: S,
        mut on_update: impl FnMut(&BatchUpdate<'_>) -> Result<(), Error>,
    ) -> Result<BatchReport, Failure<BatchReport>> {
        let mut records = Vec::new();
        let ended = self.run(source, |mut update| {
            let continues = on_update(&update);
            records.append(&mut update.records);
            continues
        });
        match ended {
            Ok(counts) => Ok(BatchReport { counts, records }),
            Err(Failure { error, before }) => Err(Failure::new(error, BatchReport { counts: *before, records })),
        }
    }

    /// Checks every record of a source, calls `on_update` with the results of each chunk in the order of the records,
    /// and returns the counts.
    ///
    /// # Errors
    ///
    /// Returns an error if the input cannot be read to its end, or if `on_update` returns one. The failure holds the
    /// counts of the records before.
    pub fn run<S: Source>(
        &self,
        mut source: S,
        mut on_update: impl FnMut(BatchUpdate<'_>) -> Result<(), Error>,
    ) -> Result<Counts, Failure<Counts>> {
        let room = AtomicUsize::new(self.limit);
        let mut progress =
            Progress { room: &room, counts: Counts::default(), rows: 0, lines: 0, last_line: 0, bytes: 0 };
        let mut seen = SeenRecords::new(MAXIMUM_RECORDS);
        let check = |chunk: &S::Chunk| {
            let mut result = ChunkResult::new(self, room.load(Ordering::Relaxed));
            chunk.check(&mut result);
            result
        };
        let next = || source.next_chunk(self);
        let take = |chunk: &S::Chunk, mut result: ChunkResult<'_>| {
            result.compare(chunk, &mut seen, room.load(Ordering::Relaxed));
            on_update(progress.update(result, chunk))
        };
        let ended = pool::run(self.threads, next, check, take);
        progress.counts.add_reading(source.reading().into_iter().chain(seen.reading()).collect());
        match ended {
            Ok(()) => Ok(progress.counts),
            Err(error) => Err(Failure::new(error, progress.counts)),
        }
    }
}

/// The totals of all chunks so far.
struct Progress<'a> {
    counts: Counts,
    /// How many more findings can be kept. Threads may read an older and greater number, which is still an upper bound of
    /// what they need to keep.
    room: &'a AtomicUsize,
    rows: u64,
    lines: u64,
    /// The number of characters after the last line end.
    last_line: u64,
    bytes: u64,
}

impl Progress<'_> {
    /// Adds the result of the next chunk and returns it with positions that count from the start of the input.
    fn update<'a>(&'a mut self, result: ChunkResult<'a>, chunk: &'a dyn Chunk) -> BatchUpdate<'a> {
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
