//! The run over the records of a source.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{Error, Failure};
use crate::pool;
use crate::progress::Progress;
use crate::results::chunk::ChunkResult;
use crate::results::counts::Counts;
use crate::results::report::BatchReport;
use crate::results::split::Split;
use crate::results::update::BatchUpdate;
use crate::seen_records::{MAXIMUM_RECORDS, SeenRecords};
use crate::settings::Settings;
use crate::sources::source::{Chunk, Source};

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
        let room = Arc::new(AtomicUsize::new(self.limit));
        let mut progress = Progress::new(Arc::clone(&room));
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
        let mut counts = progress.into_counts();
        counts.add_reading(source.reading().into_iter().chain(seen.reading()).collect());
        match ended {
            Ok(()) => Ok(counts),
            Err(error) => Err(Failure::new(error, counts)),
        }
    }
}
