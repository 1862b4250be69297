//! Calls, and their answers.

use std::fmt;

use aicc_core::interfaces::{AGENT_ACCOUNT_CREATE, AGENT_INFO_QUERY, AGENT_SETTINGS_CREATE, AGENT_SIGN_IN};
use aicc_core::spec::Interface;

use crate::failure::{LostReason, NotSentReason};
use crate::steps::AgentStep;

/// The number of a call, unique within a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(pub(crate) u64);

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Purpose {
    /// It creates the account: `agentAccount/create`.
    Create,
    /// It asks whether the account exists: `queryAgentInfoByAccount`.
    Query,
    /// It creates the settings of the agent: `agentsettings/create`.
    Settings,
    /// It signs the agent in: `loginex`.
    SignIn,
}

impl Purpose {
    /// Returns the interface that is called.
    #[must_use]
    pub const fn interface(self) -> &'static Interface {
        match self {
            Self::Create => &AGENT_ACCOUNT_CREATE,
            Self::Query => &AGENT_INFO_QUERY,
            Self::Settings => &AGENT_SETTINGS_CREATE,
            Self::SignIn => &AGENT_SIGN_IN,
        }
    }

    /// Returns the step that the call is of; `None` if it creates an account or asks for one.
    pub(crate) const fn step(self) -> Option<AgentStep> {
        match self {
            Self::Create | Self::Query => None,
            Self::Settings => Some(AgentStep::Settings),
            Self::SignIn => Some(AgentStep::SignIn),
        }
    }
}

/// A call to send now. [`Machine::request`](crate::Machine::request) returns its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutgoingCall {
    /// The number of the call, for [`Machine::answered`](crate::Machine::answered).
    pub id: CallId,
    /// The index of the record in the plan.
    pub index: usize,
    /// What the call is for.
    pub purpose: Purpose,
}

/// The result of a call.
///
/// If it is not certain that nothing left the machine, the answer is [`Lost`](Self::Lost), never [`NotSent`](Self::NotSent).
#[derive(Clone, Copy)]
pub enum Answered<'a> {
    /// A whole reply came.
    Reply {
        /// The HTTP status.
        status: u16,
        /// The header fields.
        headers: &'a [(&'a str, &'a str)],
        /// The body, after content codings were removed.
        body: &'a [u8],
    },
    /// The request may have reached the platform, but there is no whole reply.
    Lost(LostReason),
    /// Nothing of the request left this machine.
    NotSent(NotSentReason),
}

/// It shows neither header fields nor the body, since a server may send back secrets that it received.
impl fmt::Debug for Answered<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reply { status, body, .. } => write!(formatter, "Reply {{ {status}, {} bytes }}", body.len()),
            Self::Lost(reason) => write!(formatter, "Lost({reason:?})"),
            Self::NotSent(reason) => write!(formatter, "NotSent({reason:?})"),
        }
    }
}
