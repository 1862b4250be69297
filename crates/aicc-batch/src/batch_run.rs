//! A run that its caller advances.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::Error;
use crate::progress::Progress;
use crate::results::chunk::ChunkResult;
use crate::results::counts::Counts;
use crate::results::update::BatchUpdate;
use crate::seen_records::{MAXIMUM_RECORDS, SeenRecords};
use crate::settings::Settings;
use crate::sources::source::{Chunk, Source};

/// A run over the records of a source that its caller advances, on the calling thread. [`Settings::run`] is the same with several
/// threads, and runs to the end.
pub struct BatchRun<S: Source> {
    source: S,
    /// The chunk that was read last, and whether it is not yet checked.
    chunk: Option<S::Chunk>,
    is_unchecked: bool,
    /// An error to return instead of the first chunk.
    failure: Option<Error>,
    room: Arc<AtomicUsize>,
    progress: Progress,
    seen: SeenRecords,
}

impl<S: Source> BatchRun<S> {
    /// Begins a run. `settings` are those of each call of [`next`](Self::next).
    #[must_use]
    pub fn new(source: S, settings: &Settings<'_>) -> Self {
        let room = Arc::new(AtomicUsize::new(settings.limit));
        let progress = Progress::new(Arc::clone(&room));
        let seen = SeenRecords::new(MAXIMUM_RECORDS);
        Self { source, chunk: None, is_unchecked: false, failure: None, room, progress, seen }
    }

    /// Begins a run and reads the first chunk. [`next`](Self::next) returns an error of it.
    pub(crate) fn begun(source: S, settings: &Settings<'_>) -> Self {
        let mut run = Self::new(source, settings);
        run.failure = run.read(settings).err();
        run
    }

    /// Checks the records of the next chunk, and returns their results; `None` at the end of the input.
    ///
    /// # Errors
    ///
    /// Returns an error if the rest of the input cannot be read. After an error of the kind
    /// [`WouldBlock`](std::io::ErrorKind::WouldBlock), the call can be repeated, unless it is the first one.
    pub fn next<'r>(&'r mut self, settings: &'r Settings<'_>) -> Result<Option<BatchUpdate<'r>>, Error> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        self.read(settings)?;
        self.is_unchecked = false;
        let Some(chunk) = &self.chunk else { return Ok(None) };
        let mut result = ChunkResult::new(settings, self.room.load(Ordering::Relaxed));
        chunk.check(&mut result);
        result.compare(chunk, &mut self.seen, self.room.load(Ordering::Relaxed));
        Ok(Some(self.progress.update(result, chunk)))
    }

    /// Reads the next chunk, unless the last one is not yet checked.
    ///
    /// # Errors
    ///
    /// See [`next`](Self::next).
    fn read(&mut self, settings: &Settings<'_>) -> Result<(), Error> {
        if !self.is_unchecked {
            self.chunk = None;
            self.chunk = self.source.next_chunk(settings)?;
            self.is_unchecked = true;
        }
        Ok(())
    }

    /// Returns the counts of the records so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = self.progress.counts().clone();
        counts.add_reading(self.source.reading().into_iter().chain(self.seen.reading()).collect());
        counts
    }
}
