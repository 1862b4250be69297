//! The commands: one file each.

use std::ffi::OsString;

use crate::exit::ExitStatus;
use crate::streams::Streams;

/// Runs the command with its arguments, of which the first is the name of the program, and returns the exit status.
///
/// Nothing is written except to the streams and to the files that an option names.
pub fn run(_arguments: impl IntoIterator<Item = OsString>, _streams: Streams<'_>) -> ExitStatus {
    ExitStatus::Failed
}
