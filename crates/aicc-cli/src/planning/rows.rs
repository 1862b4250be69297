//! The rows of plans and outcomes, with the names that every output uses.

use aicc_apply::{
    AgentStep, CallFailure, Machine, OutcomeKind, Plan, PlannedRecord, RecordOutcome, RecordState, RecordStateKind,
    StepOutcome, StepOutcomeKind,
};
use aicc_batch::{RecordPosition, RecordUnit};
use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Language, Wording};
use aicc_workbook::RowResult;
use serde::Serialize;

use super::listing::ListedRecord;
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
    new_password: bool,
    duplicate_of: Option<u64>,
    /// The steps that will be sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<&'static str>,
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepRow>,
}

/// A step and its outcome.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StepRow {
    step: &'static str,
    status: &'static str,
    code: Option<String>,
    meaning: Option<&'static str>,
    action: Option<&'static str>,
}

impl<'r> PlanRow<'r> {
    pub(crate) fn new(plan: &Plan, record: &'r PlannedRecord, unit: RecordUnit) -> Self {
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
            label: label_of(record),
            work_no: record.state.work_no(),
            new_password: record.has_made_password(),
            duplicate_of,
            steps: AgentStep::ALL.iter().filter(|step| plan.sends(record, **step)).map(|step| step.name()).collect(),
        }
    }
}

impl<'r> OutcomeRow<'r> {
    /// Returns the row of the record at an index of the plan; `None` if there is no such record.
    pub(crate) fn new(machine: &'r Machine, index: usize, unit: RecordUnit, language: Language) -> Option<Self> {
        let (record, outcome) = (machine.plan().records().get(index)?, machine.outcome(index)?);
        let steps = AgentStep::ALL.into_iter();
        let steps = steps.filter_map(|step| Some(StepRow::new(step, machine.step_outcome(index, step)?, language)));
        let RecordPosition { row, line, .. } = unit.position(record.line);
        let duplicate_of = match outcome {
            RecordOutcome::Duplicate { of } => Some(*of),
            _ => None,
        };
        let failure = outcome.failure();
        let action = failure.and_then(|failure| failure.action(&AGENT_ACCOUNT_CREATE));
        Some(Self {
            record: record.record,
            row,
            line,
            account: &record.account,
            status: outcome.kind().name(),
            label: outcome_label(outcome.kind()),
            work_no: outcome.work_no(),
            code: failure.and_then(CallFailure::code),
            meaning: failure.map(|failure| failure.meaning(&AGENT_ACCOUNT_CREATE).in_language(language)),
            action: action.map(|action| action.in_language(language)),
            duplicate_of,
            steps: steps.collect(),
        })
    }
}

impl StepRow {
    fn new(step: AgentStep, outcome: &StepOutcome, language: Language) -> Self {
        let (failure, interface) = (outcome.failure(), step.purpose().interface());
        let action = failure.and_then(|failure| failure.action(interface));
        Self {
            step: step.name(),
            status: outcome.kind().name(),
            code: failure.and_then(CallFailure::code),
            meaning: failure.map(|failure| failure.meaning(interface).in_language(language)),
            action: action.map(|action| action.in_language(language)),
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
            code: self.code(),
            meaning: self.meaning(),
            action: self.action(),
        })
    }

    /// Whether the record needs a look.
    pub(crate) fn is_noted(&self) -> bool {
        self.status != OutcomeKind::Created.name() || self.failed_steps().next().is_some()
    }

    /// Returns the steps of a created account that are not done.
    fn failed_steps(&self) -> impl Iterator<Item = &StepRow> {
        self.steps.iter().filter(|step| step.status != StepOutcomeKind::Done.name())
    }

    /// Returns the code of the record and those of its steps.
    fn code(&self) -> String {
        joined(self.code.clone(), self.failed_steps().filter_map(|step| step.code.clone()))
    }

    /// Returns the meaning of the code of the record, and for each step its status and the meaning of its code.
    fn meaning(&self) -> String {
        let steps = self.failed_steps().map(|step| {
            let meaning = step.meaning.map(|meaning| format!(": {meaning}")).unwrap_or_default();
            format!("{} {}{meaning}", step.step, step.status)
        });
        joined(self.meaning.map(str::to_owned), steps)
    }

    /// Returns what to do about the record, and about each step.
    fn action(&self) -> String {
        let steps = self.failed_steps().filter_map(|step| Some(format!("{}: {}", step.step, step.action?)));
        joined(self.action.map(str::to_owned), steps)
    }
}

fn joined(first: Option<String>, others: impl Iterator<Item = String>) -> String {
    first.into_iter().chain(others).collect::<Vec<_>>().join("; ")
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
            self.code(),
            self.meaning(),
            self.action(),
        ]
    }
}

fn shown(work_no: Option<i64>) -> String {
    work_no.map(|number| number.to_string()).unwrap_or_default()
}

/// Returns the name of the state of a record for a person.
const fn label_of(record: &PlannedRecord) -> Wording {
    match record.state.kind() {
        RecordStateKind::New if record.has_made_password() => words::STATE_NEW_PASSWORD,
        kind => state_label(kind),
    }
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

/// Returns the heading of the number of steps that will be sent.
pub(crate) const fn planned_step_label(step: AgentStep) -> Wording {
    match step {
        AgentStep::Settings => words::PLANNED_SETTINGS,
        AgentStep::SignIn => words::PLANNED_SIGN_INS,
    }
}

/// Returns the name of the outcome of a step for a person.
pub(crate) const fn step_label(step: AgentStep, kind: StepOutcomeKind) -> Wording {
    match (step, kind) {
        (AgentStep::Settings, StepOutcomeKind::Done) => words::SETTINGS_DONE,
        (AgentStep::Settings, StepOutcomeKind::Refused) => words::SETTINGS_REFUSED,
        (AgentStep::Settings, StepOutcomeKind::Unknown) => words::SETTINGS_UNKNOWN,
        (AgentStep::Settings, StepOutcomeKind::NotSent) => words::SETTINGS_NOT_SENT,
        (AgentStep::SignIn, StepOutcomeKind::Done) => words::SIGN_IN_DONE,
        (AgentStep::SignIn, StepOutcomeKind::Refused) => words::SIGN_IN_REFUSED,
        (AgentStep::SignIn, StepOutcomeKind::Unknown) => words::SIGN_IN_UNKNOWN,
        (AgentStep::SignIn, StepOutcomeKind::NotSent) => words::SIGN_IN_NOT_SENT,
    }
}
