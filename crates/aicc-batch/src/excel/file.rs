//! The bytes of a workbook, which are read in two places at once.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What [`Watch`] holds while nobody looks.
const IDLE: u64 = u64::MAX;
/// What it holds until something is sought.
const WAITING: u64 = u64::MAX - 1;

/// A reader of shared bytes.
#[derive(Clone)]
pub(super) struct File {
    bytes: Cursor<Bytes>,
    watch: Watch,
}

#[derive(Clone)]
struct Bytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Sees which part of the archive the library opens: which one a name means, it alone can say.
#[derive(Clone)]
pub(super) struct Watch(Arc<AtomicU64>);

impl Watch {
    /// Where the library looks for a part first. It is kept from reading meanwhile.
    pub(super) fn first_seek(&self, open: impl FnOnce()) -> Option<u64> {
        self.0.store(WAITING, Ordering::Relaxed);
        open();
        let place = self.0.swap(IDLE, Ordering::Relaxed);
        (place < WAITING).then_some(place)
    }
}

impl File {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes: Cursor::new(Bytes(Arc::new(bytes))), watch: Watch(Arc::new(AtomicU64::new(IDLE))) }
    }

    pub(super) fn watch(&self) -> Watch {
        self.watch.clone()
    }

    /// The same bytes, from the beginning, with nobody looking.
    pub(super) fn again(&self) -> Self {
        Self { bytes: Cursor::new(self.bytes.get_ref().clone()), watch: Watch(Arc::new(AtomicU64::new(IDLE))) }
    }

    pub(super) fn starts_with(&self, magic: &[u8]) -> bool {
        self.bytes.get_ref().as_ref().starts_with(magic)
    }
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.watch.0.load(Ordering::Relaxed) != IDLE {
            return Err(io::Error::other("not yet"));
        }
        self.bytes.read(buffer)
    }
}

impl Seek for File {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        let place = self.bytes.seek(position)?;
        // Only the first one counts.
        self.watch.0.compare_exchange(WAITING, place, Ordering::Relaxed, Ordering::Relaxed).ok();
        Ok(place)
    }
}
