//! The runner: the journal and the made passwords on disk, the HTTP client, the token, and the loop that does what the machine says.

mod beside;
mod client;
mod connector;
mod drive;
mod ended;
mod error;
mod folder;
mod journal_file;
mod options;
mod password_file;
mod stop;
mod token;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use self::drive::{EndedRun, Runner};
pub use self::error::RunnerError;
pub use self::journal_file::{JournalFile, JournalFileError};
pub use self::options::{Certificates, RunOptions, TimeLimits};
pub use self::password_file::{PasswordFile, PasswordFileError};
pub use self::stop::Stop;
pub use self::token::{AccessToken, TokenError, TokenSource};

/// Locks what no thread leaves half changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
