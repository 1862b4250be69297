//! Why a run ended.

use crate::failure::CallFailure;
use crate::machine::call::Purpose;

/// Why a run ended. Nothing is lost in any case: the same command goes on with the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunEnding {
    /// Every record has its outcome.
    Done,
    /// [`Machine::stop`](crate::Machine::stop) was called.
    Stopped,
    /// Calls failed in the same way one after the other, or one call failed as often as it is sent at most.
    StoppedAfterFailures {
        /// The number of failures.
        count: u32,
        /// What the calls were for.
        purpose: Purpose,
        /// The failure.
        failure: CallFailure,
    },
    /// The platform did not accept the token, and there is no other.
    NoToken,
    /// The journal cannot be written.
    JournalFailed,
}

impl RunEnding {
    /// Returns the name: `done`, `stopped`, `stoppedAfterFailures`, `noToken`, `journalFailed`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::StoppedAfterFailures { .. } => "stoppedAfterFailures",
            Self::NoToken => "noToken",
            Self::JournalFailed => "journalFailed",
        }
    }
}
