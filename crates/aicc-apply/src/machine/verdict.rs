//! What an answer means for the account or its step.

use aicc_core::spec::Service;
use aicc_core::{
    AgentAccountCreateReply, AgentInfoQueryReply, AgentSettingsCreateReply, AgentSignInReply, Outcome, Profile,
    ReplyField, read_reply,
};

use crate::failure::CallFailure;
use crate::machine::call::{Answered, Purpose};
use crate::machine::retry_after::retry_after;

/// The status of a reply to a token that is not accepted.
pub(super) const UNAUTHORIZED: u16 = 401;

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CallVerdict {
    /// The call did what it should. An agent ID that the platform did not say is absent.
    Done(Option<i64>),
    /// The platform understood the call and did nothing.
    Refused(CallFailure),
    /// The call certainly did nothing, and can be sent again.
    PutOff(CallFailure),
    /// The platform did not accept the token, and did nothing.
    Unauthorized,
    /// The call may have had its effect.
    Lost(CallFailure),
}

impl CallVerdict {
    /// Returns what an answer means, and how long the platform asks to wait, in milliseconds.
    pub(super) fn of(purpose: Purpose, answered: Answered<'_>, profile: &Profile, now: u64) -> (Self, Option<u64>) {
        match answered {
            Answered::NotSent(reason) => (Self::PutOff(CallFailure::NotSent(reason)), None),
            Answered::Lost(reason) => (Self::Lost(CallFailure::Lost(reason)), None),
            Answered::Reply { status, headers, body } => {
                let outcome = work_no(purpose, status, headers, body, profile);
                (Self::of_reply(purpose, &outcome, status), retry_after(headers, now))
            }
        }
    }

    /// Returns the failure; `None` if there was none. A token that is not accepted is not a failure yet.
    pub(super) const fn failure(&self) -> Option<&CallFailure> {
        match self {
            Self::Done(_) | Self::Unauthorized => None,
            Self::Refused(failure) | Self::PutOff(failure) | Self::Lost(failure) => Some(failure),
        }
    }

    /// Returns the failure, if there was one. The status of a token that is not accepted is one.
    pub(super) fn into_failure(self) -> Option<CallFailure> {
        match self {
            Self::Done(_) => None,
            Self::Unauthorized => Some(CallFailure::Status(UNAUTHORIZED)),
            Self::Refused(failure) | Self::PutOff(failure) | Self::Lost(failure) => Some(failure),
        }
    }

    fn of_reply(purpose: Purpose, outcome: &Outcome<Option<i64>>, status: u16) -> Self {
        match outcome {
            Outcome::Success(answer) => Self::Done(answer.body),
            Outcome::Refusal(answer) => {
                let failure = CallFailure::Code(answer.code.as_str().into());
                if outcome.is_temporary() { Self::PutOff(failure) } else { Self::Refused(failure) }
            }
            Outcome::Unreadable(..) => Self::Lost(CallFailure::Unreadable),
            Outcome::DocumentedStatus(..) | Outcome::UndocumentedStatus(..) => Self::of_status(purpose, status),
        }
    }

    /// Only what a status certainly says about the effect counts: a server that fails, or that gave up waiting, may have done it.
    fn of_status(purpose: Purpose, status: u16) -> Self {
        let failure = CallFailure::Status(status);
        let has_token = purpose.interface().service == Service::Configuration;
        match status {
            UNAUTHORIZED if has_token => Self::Unauthorized,
            429 => Self::PutOff(failure),
            300..=407 | 409..=499 => Self::Refused(failure),
            _ => Self::Lost(failure),
        }
    }
}

/// Reads a reply, and returns the outcome with the agent ID.
fn work_no(
    purpose: Purpose,
    status: u16,
    headers: &[(&str, &str)],
    body: &[u8],
    profile: &Profile,
) -> Outcome<Option<i64>> {
    let known = |work_no: Option<ReplyField<i64>>| work_no.and_then(|work_no| work_no.known().copied());
    match purpose {
        Purpose::Create => {
            read_reply::<AgentAccountCreateReply>(status, headers, body, profile).map(|reply| known(reply.work_no))
        }
        Purpose::Query => read_reply::<AgentInfoQueryReply>(status, headers, body, profile)
            .map(|reply| known(reply.data.and_then(|data| data.work_no))),
        Purpose::Settings => read_reply::<AgentSettingsCreateReply>(status, headers, body, profile).map(|_| None),
        Purpose::SignIn => read_reply::<AgentSignInReply>(status, headers, body, profile).map(|_| None),
    }
}
