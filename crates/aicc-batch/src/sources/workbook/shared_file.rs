//! The bytes of a workbook, which two readers share.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The value of a [`SeekWatch`] that is not watching.
const IDLE: u64 = u64::MAX;
/// The value of a [`SeekWatch`] that waits for the first seek.
const WAITING: u64 = u64::MAX - 1;

/// A reader of the bytes of a workbook. Its clones share the bytes.
#[derive(Clone)]
pub struct SharedFile {
    bytes: Cursor<SharedBytes>,
    watch: SeekWatch,
}

#[derive(Clone)]
struct SharedBytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Watches which part of the archive the library opens, since only the library knows which part it reads for a name.
#[derive(Clone)]
pub(super) struct SeekWatch(Arc<AtomicU64>);

impl SeekWatch {
    /// Calls `open` and returns the first position that it seeks. The library cannot read during the call.
    pub(super) fn first_seek(&self, open: impl FnOnce()) -> Option<u64> {
        self.0.store(WAITING, Ordering::Relaxed);
        open();
        let place = self.0.swap(IDLE, Ordering::Relaxed);
        (place < WAITING).then_some(place)
    }
}

impl SharedFile {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self::from_start(SharedBytes(Arc::new(bytes)))
    }

    pub(super) fn watch(&self) -> SeekWatch {
        self.watch.clone()
    }

    /// Returns another reader of the same bytes, at their start and not watched.
    pub(super) fn again(&self) -> Self {
        Self::from_start(self.bytes.get_ref().clone())
    }

    fn from_start(bytes: SharedBytes) -> Self {
        Self { bytes: Cursor::new(bytes), watch: SeekWatch(Arc::new(AtomicU64::new(IDLE))) }
    }

    pub(super) fn content(&self) -> &[u8] {
        self.bytes.get_ref().as_ref()
    }
}

impl Read for SharedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.watch.0.load(Ordering::Relaxed) != IDLE {
            return Err(io::Error::other("not yet"));
        }
        self.bytes.read(buffer)
    }
}

impl Seek for SharedFile {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        let place = self.bytes.seek(position)?;
        // Only the first seek counts.
        self.watch.0.compare_exchange(WAITING, place, Ordering::Relaxed, Ordering::Relaxed).ok();
        Ok(place)
    }
}
