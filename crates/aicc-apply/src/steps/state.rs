//! What a journal says about a step.

use crate::failure::CallFailure;

/// What a journal says about a step of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// It was never sent, or every call certainly did nothing.
    #[default]
    NotDone,
    /// A call began, and its answer is not in the journal.
    Open,
    /// An answer was lost.
    Unknown,
    /// It is done.
    Done,
    /// The platform refused it, and did nothing.
    Refused(CallFailure),
}

/// A step of an account in a journal.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownStep {
    /// Whether an earlier call than the last one may have had its effect.
    is_uncertain: bool,
    /// The result of the last call.
    last: StepState,
}

impl KnownStep {
    /// Adds the state after an entry.
    pub(crate) fn add(&mut self, state: StepState) {
        if state == StepState::Open {
            self.is_uncertain |= matches!(self.last, StepState::Open | StepState::Unknown);
        }
        self.last = state;
    }

    /// Returns what is known of the step: a call that certainly did nothing says nothing about an earlier one.
    pub(crate) fn state(&self) -> StepState {
        match &self.last {
            StepState::NotDone | StepState::Refused(_) if self.is_uncertain => StepState::Unknown,
            last => last.clone(),
        }
    }
}
