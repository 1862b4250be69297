//! The exit status.

use std::process::ExitCode;

/// The exit status of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: all records are valid; of `aicc apply`: all accounts exist.
    Valid,
    /// 1: at least one record is not valid or is refused, and nothing else is wrong.
    Violations,
    /// 2: a file or an option cannot be used.
    Failed,
    /// 3: at least one record is not sent, or its outcome is not known.
    Unfinished,
}

impl ExitStatus {
    /// Returns the number that the process ends with: 0, 1, 2 or 3.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Violations => 1,
            Self::Failed => 2,
            Self::Unfinished => 3,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        status.code().into()
    }
}
