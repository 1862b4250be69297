//! What a machine knows of a record that it works on.

use crate::machine::Task;
use crate::machine::options::ApplyOptions;
use crate::plan::record::RecordStateKind;
use crate::steps::AgentStep;
use crate::steps::state::StepState;

/// What a machine knows of a record that it works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecordProgress {
    /// How often a call certainly did nothing, one after the other.
    pub(super) attempts: u32,
    /// The last step that was begun; `None` before the first one.
    pub(super) step: Option<AgentStep>,
    /// How often the platform was asked since the last lost answer, or how often a sign-in was sent again.
    pub(super) queries: u8,
    /// Whether a call may have created the account, or may have done the step.
    pub(super) is_uncertain: bool,
    /// Whether the account can be sent again, once, if the platform does not find it.
    pub(super) can_resend: bool,
    /// Whether the platform did not accept the token of the last call.
    pub(super) was_unauthorized: bool,
}

impl RecordProgress {
    /// Returns what is known of a record before its first call.
    pub(super) fn new(kind: RecordStateKind, task: Task, options: &ApplyOptions) -> Self {
        let is_uncertain = matches!(kind, RecordStateKind::Open | RecordStateKind::Unknown);
        // An earlier run asked for the whole time, or the account was never sent: the platform is asked once.
        let is_last_query = kind == RecordStateKind::Unknown || task == Task::Ask;
        let last_query = options.ask_after.len().saturating_sub(1);
        Self {
            step: None,
            attempts: 0,
            queries: if is_last_query { u8::try_from(last_query).unwrap_or(u8::MAX) } else { 0 },
            is_uncertain,
            can_resend: is_uncertain && options.resend_unknown,
            was_unauthorized: false,
        }
    }

    /// Returns what is known of a step before its first call.
    pub(super) fn of_step(step: AgentStep, state: &StepState, options: &ApplyOptions) -> Self {
        // An earlier run sent the sign-in for the whole time: it is sent once.
        let is_last_call = *state == StepState::Unknown;
        Self {
            step: Some(step),
            attempts: 0,
            queries: if is_last_call { u8::try_from(options.ask_after.len()).unwrap_or(u8::MAX) } else { 0 },
            is_uncertain: matches!(state, StepState::Open | StepState::Unknown),
            can_resend: false,
            was_unauthorized: false,
        }
    }
}
