//! The outcomes of steps.

use crate::failure::{CallFailure, LostReason};
use crate::steps::state::StepState;

/// The outcome of a step of a created account. Whatever it is, the account is created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// The step is done, by this run or an earlier one.
    Done,
    /// The platform refused the step and did nothing.
    Refused(CallFailure),
    /// Nobody knows whether the step is done.
    Unknown(CallFailure),
    /// The step was certainly not done, and the next run sends it.
    NotSent(Option<CallFailure>),
}

/// The kind of the outcome of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepOutcomeKind {
    /// [`StepOutcome::Done`].
    Done,
    /// [`StepOutcome::Refused`].
    Refused,
    /// [`StepOutcome::Unknown`].
    Unknown,
    /// [`StepOutcome::NotSent`].
    NotSent,
}

impl StepOutcomeKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Done, Self::Refused, Self::Unknown, Self::NotSent];

    /// Returns the name: `done`, `refused`, `unknown`, `notSent`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::NotSent => "notSent",
        }
    }
}

impl StepOutcome {
    /// Returns the kind.
    #[must_use]
    pub const fn kind(&self) -> StepOutcomeKind {
        match self {
            Self::Done => StepOutcomeKind::Done,
            Self::Refused(_) => StepOutcomeKind::Refused,
            Self::Unknown(_) => StepOutcomeKind::Unknown,
            Self::NotSent(_) => StepOutcomeKind::NotSent,
        }
    }

    /// Returns the failure; `None` if there was none.
    #[must_use]
    pub const fn failure(&self) -> Option<&CallFailure> {
        match self {
            Self::Refused(failure) | Self::Unknown(failure) | Self::NotSent(Some(failure)) => Some(failure),
            Self::Done | Self::NotSent(None) => None,
        }
    }

    /// Returns the outcome before the first call of a run.
    pub(crate) fn before(state: &StepState) -> Self {
        match state {
            StepState::NotDone => Self::NotSent(None),
            StepState::Open | StepState::Unknown => Self::Unknown(CallFailure::Lost(LostReason::Interrupted)),
            StepState::Done => Self::Done,
            StepState::Refused(failure) => Self::Refused(failure.clone()),
        }
    }
}
