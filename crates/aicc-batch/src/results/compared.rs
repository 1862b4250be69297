//! Records that are compared with the records before them (reading R20).

use std::num::NonZeroU64;

use aicc_core::RecordIdentity;

/// A record that is compared with the records before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ComparedRecord {
    /// Its place in its chunk.
    pub(crate) place: usize,
    /// Whose record it is, if that is known.
    pub(crate) identity: Option<RecordIdentity>,
}

impl ComparedRecord {
    /// Returns the hash by which it is compared.
    pub(crate) fn hash(&self) -> Option<NonZeroU64> {
        NonZeroU64::new(self.identity?.hash())
    }
}
