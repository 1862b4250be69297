//! Equal failures in a row.

use crate::failure::CallFailure;

/// The failures of the calls for one purpose since the last one that did what it should.
#[derive(Debug, Default)]
pub(super) struct FailureStreak {
    last: Option<CallFailure>,
    count: u32,
}

impl FailureStreak {
    /// Adds a failure. Returns how many equal ones came in a row.
    pub(super) fn add(&mut self, failure: &CallFailure) -> u32 {
        self.count = if self.last.as_ref() == Some(failure) { self.count.saturating_add(1) } else { 1 };
        self.last = Some(failure.clone());
        self.count
    }

    pub(super) fn end(&mut self) {
        *self = Self::default();
    }
}
