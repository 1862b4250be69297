//! The rows of plans and outcomes, with the names that every output uses.

use aicc_apply::{OutcomeKind, PlannedRecord, RecordOutcome, RecordState, RecordStateKind};
use aicc_batch::RecordPosition;
use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Language, Wording};
use aicc_workbook::RowResult;
use serde::Serialize;

use super::listing::ListedRecord;
use crate::findings::RecordUnit;
use crate::words;

/// A record and what happens to it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanRow<'r> {
    record: u64,
    row: Option<u64>,
    line: Option<u64>,
    account: &'r str,
    state: &'static str,
    #[serde(skip)]
    label: Wording,
    work_no: Option<i64>,
    duplicate_of: Option<u64>,
}

/// A record and its outcome.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OutcomeRow<'r> {
    record: u64,
    row: Option<u64>,
    line: Option<u64>,
    account: &'r str,
    status: &'static str,
    #[serde(skip)]
    label: Wording,
    work_no: Option<i64>,
    code: Option<String>,
    meaning: Option<&'static str>,
    action: Option<&'static str>,
    duplicate_of: Option<u64>,
}

impl<'r> PlanRow<'r> {
    pub(crate) fn new(record: &'r PlannedRecord, unit: RecordUnit) -> Self {
        let RecordPosition { row, line, .. } = unit.position(record.line);
        let duplicate_of = match record.state {
            RecordState::Duplicate { of } => Some(of),
            _ => None,
        };
        Self {
            record: record.record,
            row,
            line,
            account: &record.account,
            state: record.state.kind().name(),
            label: state_label(record.state.kind()),
            work_no: record.state.work_no(),
            duplicate_of,
        }
    }
}

impl<'r> OutcomeRow<'r> {
    pub(crate) fn new(
        record: &'r PlannedRecord,
        outcome: &RecordOutcome,
        unit: RecordUnit,
        language: Language,
    ) -> Self {
        let RecordPosition { row, line, .. } = unit.position(record.line);
        let duplicate_of = match outcome {
            RecordOutcome::Duplicate { of } => Some(*of),
            _ => None,
        };
        let failure = outcome.failure();
        let action = failure.and_then(|failure| failure.action(&AGENT_ACCOUNT_CREATE));
        Self {
            record: record.record,
            row,
            line,
            account: &record.account,
            status: outcome.kind().name(),
            label: outcome_label(outcome.kind()),
            work_no: outcome.work_no(),
            code: failure.and_then(aicc_apply::CallFailure::code),
            meaning: failure.map(|failure| failure.meaning(&AGENT_ACCOUNT_CREATE).in_language(language)),
            action: action.map(|action| action.in_language(language)),
            duplicate_of,
        }
    }
}

impl OutcomeRow<'_> {
    /// Returns the cells for the row of the user's own table; `None` if the record is not in a table.
    pub(crate) fn result(&self) -> Option<RowResult> {
        Some(RowResult {
            row: self.row?,
            status: self.status.to_owned(),
            work_no: shown(self.work_no),
            code: self.code.clone().unwrap_or_default(),
            meaning: self.meaning.unwrap_or_default().to_owned(),
            action: self.action.unwrap_or_default().to_owned(),
        })
    }
}

impl ListedRecord for PlanRow<'_> {
    const HEADINGS: &'static [Wording] = &[words::ACCOUNT, words::STATE, words::WORK_NO];

    fn place(&self) -> u64 {
        self.row.or(self.line).unwrap_or(self.record)
    }

    fn cells(&self, language: Language) -> Vec<String> {
        vec![self.account.to_owned(), self.label.in_language(language).to_owned(), shown(self.work_no)]
    }
}

impl ListedRecord for OutcomeRow<'_> {
    const HEADINGS: &'static [Wording] =
        &[words::ACCOUNT, words::STATUS, words::WORK_NO, words::CODE, words::MEANING, words::WHAT_TO_DO];

    fn place(&self) -> u64 {
        self.row.or(self.line).unwrap_or(self.record)
    }

    fn cells(&self, language: Language) -> Vec<String> {
        vec![
            self.account.to_owned(),
            self.label.in_language(language).to_owned(),
            shown(self.work_no),
            self.code.clone().unwrap_or_default(),
            self.meaning.unwrap_or_default().to_owned(),
            self.action.unwrap_or_default().to_owned(),
        ]
    }
}

fn shown(work_no: Option<i64>) -> String {
    work_no.map(|number| number.to_string()).unwrap_or_default()
}

/// Returns the name of a state for a person.
pub(crate) const fn state_label(kind: RecordStateKind) -> Wording {
    match kind {
        RecordStateKind::New => words::STATE_NEW,
        RecordStateKind::Refused => words::STATE_REFUSED,
        RecordStateKind::Open => words::STATE_OPEN,
        RecordStateKind::Unknown => words::STATE_UNKNOWN,
        RecordStateKind::Created => words::STATE_CREATED,
        RecordStateKind::Changed => words::CHANGED_RECORD,
        RecordStateKind::Exists => words::EXISTING_ACCOUNT,
        RecordStateKind::Duplicate => words::DUPLICATE_RECORD,
        RecordStateKind::Invalid => words::INVALID_RECORD,
        RecordStateKind::Masked => words::STATE_MASKED,
    }
}

/// Returns the name of an outcome for a person.
pub(crate) const fn outcome_label(kind: OutcomeKind) -> Wording {
    match kind {
        OutcomeKind::Created => words::CREATED_ACCOUNT,
        OutcomeKind::Exists => words::EXISTING_ACCOUNT,
        OutcomeKind::Changed => words::CHANGED_RECORD,
        OutcomeKind::Duplicate => words::DUPLICATE_RECORD,
        OutcomeKind::Invalid => words::INVALID_RECORD,
        OutcomeKind::Refused => words::REFUSED_ACCOUNT,
        OutcomeKind::Unknown => words::UNKNOWN_OUTCOME,
        OutcomeKind::NotSent => words::UNSENT_RECORD,
    }
}
