//! The lines of a journal.

use serde::{Deserialize, Serialize};

use crate::failure::CallFailure;
use crate::journal::digest::{BodyDigest, JournalKey};
use crate::steps::AgentStep;

/// The version of the journal's format. A journal of another version is refused.
pub const JOURNAL_VERSION: u32 = 1;

/// A line of a journal. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum JournalEntry {
    /// The first line.
    Journal {
        /// The version of the format: [`JOURNAL_VERSION`].
        version: u32,
        /// The name of the interface whose records are applied.
        interface: String,
        /// The key of the digests.
        key: JournalKey,
    },
    /// The account is about to be sent. The line is on the disk before the call begins.
    Sent {
        /// The account.
        account: String,
        /// The digest of the body without its secrets.
        digest: BodyDigest,
    },
    /// The last call certainly created nothing, and the account can be sent again: nothing left the machine, or the platform put the
    /// call off.
    NotDone {
        /// The account.
        account: String,
    },
    /// The account exists.
    Created {
        /// The account.
        account: String,
        /// The agent ID; absent if the platform did not say it.
        #[serde(skip_serializing_if = "Option::is_none")]
        work_no: Option<i64>,
        /// Whether the platform said so when it was asked, and not in the answer to the creation.
        adopted: bool,
    },
    /// The platform refused the account, and created nothing.
    Refused {
        /// The account.
        account: String,
        /// The result code of a reply with status 200.
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        /// The HTTP status of any other reply.
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
    },
    /// The answer was lost, and the platform did not find the account when it was asked.
    Unknown {
        /// The account.
        account: String,
    },
    /// A step of the account is about to be sent. The line is on the disk before the call begins.
    StepSent {
        /// The account.
        account: String,
        /// The step.
        step: AgentStep,
    },
    /// The last call for a step certainly did nothing, and can be sent again.
    StepNotDone {
        /// The account.
        account: String,
        /// The step.
        step: AgentStep,
    },
    /// A step is done.
    StepDone {
        /// The account.
        account: String,
        /// The step.
        step: AgentStep,
    },
    /// The platform refused a step, and did nothing.
    StepRefused {
        /// The account.
        account: String,
        /// The step.
        step: AgentStep,
        /// The result code of a reply with status 200.
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        /// The HTTP status of any other reply.
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
    },
    /// The answer to a step was lost.
    StepUnknown {
        /// The account.
        account: String,
        /// The step.
        step: AgentStep,
    },
}

impl JournalEntry {
    /// Returns the line with its line feed.
    #[must_use]
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    /// Returns the account; `None` for the first line.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Journal { .. } => None,
            Self::Sent { account, .. }
            | Self::NotDone { account }
            | Self::Created { account, .. }
            | Self::Refused { account, .. }
            | Self::Unknown { account }
            | Self::StepSent { account, .. }
            | Self::StepNotDone { account, .. }
            | Self::StepDone { account, .. }
            | Self::StepRefused { account, .. }
            | Self::StepUnknown { account, .. } => Some(account),
        }
    }

    /// Returns the line of a refusal.
    pub(crate) fn refused(account: &str, failure: &CallFailure) -> Self {
        let (code, status) = code_or_status(failure);
        Self::Refused { account: account.to_owned(), code, status }
    }

    /// Returns the line of a step that was refused.
    pub(crate) fn step_refused(account: String, step: AgentStep, failure: &CallFailure) -> Self {
        let (code, status) = code_or_status(failure);
        Self::StepRefused { account, step, code, status }
    }
}

fn code_or_status(failure: &CallFailure) -> (Option<String>, Option<u16>) {
    match failure {
        CallFailure::Code(code) => (Some(code.to_string()), None),
        CallFailure::Status(status) => (None, Some(*status)),
        CallFailure::Unreadable | CallFailure::Lost(_) | CallFailure::NotSent(_) => (None, None),
    }
}

/// Returns the failure of a line that says a refusal; `None` if it says neither code nor status.
pub(crate) fn failure_of(code: Option<String>, status: Option<u16>) -> Option<CallFailure> {
    code.map(|code| CallFailure::Code(code.into())).or_else(|| status.map(CallFailure::Status))
}
