//! The exit status.

use std::process::ExitCode;

/// The exit status of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: all records are valid.
    Valid,
    /// 1: at least one record is not valid, and nothing else is wrong.
    Violations,
    /// 2: a file or an option cannot be used.
    Failed,
}

impl ExitStatus {
    /// Returns the number that the process ends with: 0, 1 or 2.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Violations => 1,
            Self::Failed => 2,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        status.code().into()
    }
}
