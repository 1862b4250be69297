//! The outcome of a record, as Python gets it.

use aicc_apply::{CallFailure, PlannedRecord, RecordOutcome};
use aicc_batch::{RecordPosition, RecordUnit};
use aicc_core::Language;
use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use pyo3::prelude::*;

/// The outcome of a record: the fields of ``aicc.RecordOutcome``, in their order.
#[derive(IntoPyObject)]
pub(super) struct OutcomeFields(
    &'static str,
    u64,
    Option<u64>,
    Option<u64>,
    String,
    Option<i64>,
    bool,
    Option<String>,
    Option<&'static str>,
    Option<&'static str>,
    Option<u64>,
);

impl OutcomeFields {
    pub(super) fn new(planned: &PlannedRecord, outcome: &RecordOutcome, unit: RecordUnit, language: Language) -> Self {
        let RecordPosition { row, line, .. } = unit.position(planned.line);
        let failure = outcome.failure();
        let action = failure.and_then(|failure| failure.action(&AGENT_ACCOUNT_CREATE));
        let duplicate_of = match outcome {
            RecordOutcome::Duplicate { of } => Some(*of),
            _ => None,
        };
        Self(
            outcome.kind().name(),
            planned.record,
            row,
            line,
            planned.account.to_string(),
            outcome.work_no(),
            matches!(outcome, RecordOutcome::Created { adopted: true, .. }),
            failure.and_then(CallFailure::code),
            failure.map(|failure| failure.meaning(&AGENT_ACCOUNT_CREATE).in_language(language)),
            action.map(|action| action.in_language(language)),
            duplicate_of,
        )
    }
}
