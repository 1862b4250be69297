//! What a machine knows of a record that it works on.

use crate::machine::Task;
use crate::machine::options::ApplyOptions;
use crate::plan::record::RecordStateKind;

/// What a machine knows of a record that it works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecordProgress {
    /// How often a call certainly did nothing, one after the other.
    pub(super) attempts: u32,
    /// How often the platform was asked since the last lost answer.
    pub(super) queries: u8,
    /// Whether a call may have created the account.
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
            attempts: 0,
            queries: if is_last_query { u8::try_from(last_query).unwrap_or(u8::MAX) } else { 0 },
            is_uncertain,
            can_resend: is_uncertain && options.resend_unknown,
            was_unauthorized: false,
        }
    }
}
