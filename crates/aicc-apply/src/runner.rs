//! The runner: the journal on disk, the HTTP client, the token, and the loop that does what the machine says.

mod beside;
mod client;
mod connector;
mod drive;
mod ended;
mod error;
mod journal_file;
mod options;
mod stop;
mod token;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use self::drive::{EndedRun, Runner};
pub use self::error::RunnerError;
pub use self::journal_file::{JournalFile, JournalFileError};
pub use self::options::{Certificates, RunOptions, TimeLimits};
pub use self::stop::Stop;
pub use self::token::{AccessToken, TokenError, TokenSource};

/// Locks what no thread leaves half changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
