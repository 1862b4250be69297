//! The file of a journal: what is flushed stays, and a crash keeps any part of the rest.

use fastrand::Rng;

/// A file that one process at a time can lock.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    bytes: Vec<u8>,
    /// The number of bytes that a crash cannot remove.
    flushed: usize,
    is_locked: bool,
}

impl Disk {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What a crash cannot remove.
    pub(crate) fn flushed(&self) -> &[u8] {
        &self.bytes[..self.flushed]
    }

    /// Returns whether the caller has the lock now.
    pub(crate) fn lock(&mut self) -> bool {
        !std::mem::replace(&mut self.is_locked, true)
    }

    /// The process ends, and the system writes the rest.
    pub(crate) fn close(&mut self) {
        self.flush();
        self.is_locked = false;
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
        self.flushed = self.flushed.min(length);
    }

    pub(crate) fn append(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn flush(&mut self) {
        self.flushed = self.bytes.len();
    }

    /// The process or the machine ends: of what was not flushed, the first bytes stay, and sometimes zeros in place of the others.
    pub(crate) fn crash(&mut self, random: &mut Rng) {
        let written = self.bytes.len() - self.flushed;
        let kept = self.flushed + random.usize(..=written);
        if random.u8(..4) == 0 {
            self.bytes[kept..].fill(0);
        } else {
            self.bytes.truncate(kept);
        }
        self.flushed = self.bytes.len();
        self.is_locked = false;
    }
}
