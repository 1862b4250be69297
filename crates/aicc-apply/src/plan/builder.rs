//! Makes a plan, record by record.

use std::collections::HashMap;

use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{AgentAccountCreate, Code, Finding, Profile, Report, RequestBody, Valid};

use crate::journal::state::{AccountState, JournalState};
use crate::plan::Plan;
use crate::plan::password::SuppliedPassword;
use crate::plan::record::{PlannedRecord, RecordState};
use crate::steps::messages::AgentSteps;
use crate::steps::state::StepState;
use crate::steps::{AgentStep, StepValues};

/// Makes a plan, record by record, in the order of the input.
pub struct PlanBuilder<'j> {
    plan: Plan,
    journal: &'j JournalState,
    /// The number of the first record with an account, by account in lower case.
    seen: HashMap<Box<str>, u64>,
}

impl<'j> PlanBuilder<'j> {
    /// Returns a builder without records. The records are checked with the profile.
    #[must_use]
    pub fn new(profile: Profile, journal: &'j JournalState) -> Self {
        let plan = Plan { profile, key: journal.key(), steps: AgentSteps::default(), records: Vec::new() };
        Self { plan, journal, seen: HashMap::new() }
    }

    /// Returns the builder with the steps that follow the creation of each account.
    #[must_use]
    pub fn steps(self, steps: AgentSteps) -> Self {
        Self { plan: Plan { steps, ..self.plan }, ..self }
    }

    /// Adds a record: its number from 1, its line or row, and its body as JSON, with the password.
    ///
    /// # Errors
    ///
    /// Returns the report on a body that breaks a rule, or whose agent could not sign in with the password, if that step is wanted. The record is
    /// in the plan in this case too, as invalid.
    pub fn add(&mut self, record: u64, line: Option<u64>, body: &[u8]) -> Result<(), Report> {
        let checked = AgentAccountCreate::from_json(body, &self.plan.profile);
        self.add_checked(record, line, checked, false)
    }

    /// Adds a record as [`add`](Self::add) does. If it has no password, it gets the one that `supply` returns for its account.
    ///
    /// # Errors
    ///
    /// Returns the error of `supply` in the outer result, and has added nothing. Returns the report on a body that breaks a rule in the
    /// inner one, for example because of the password that was supplied.
    pub fn add_supplied<E>(
        &mut self,
        record: u64,
        line: Option<u64>,
        body: &[u8],
        supply: impl FnOnce(&str) -> Result<SuppliedPassword, E>,
    ) -> Result<Result<(), Report>, E> {
        let mut message = match AgentAccountCreate::from_json_without_password(body, &self.plan.profile) {
            Ok(message) => message,
            Err(report) => return Ok(self.add_checked(record, line, Err(report), false)),
        };
        let mut is_made = false;
        if message.password.expose().is_empty() {
            let supplied = supply(&message.user_account)?;
            message.password = supplied.secret;
            is_made = supplied.is_made;
        }
        let checked = message.validate(&self.plan.profile);
        Ok(self.add_checked(record, line, checked, is_made))
    }

    fn add_checked(
        &mut self,
        record: u64,
        line: Option<u64>,
        checked: Result<Valid<AgentAccountCreate>, Report>,
        is_made: bool,
    ) -> Result<(), Report> {
        match checked {
            Ok(message) => self.add_message(record, line, message, is_made),
            Err(report) => {
                self.add_invalid(record, line);
                Err(report)
            }
        }
    }

    /// Adds a record that the caller found invalid, such as a broken line.
    pub fn add_invalid(&mut self, record: u64, line: Option<u64>) {
        let account = Box::default();
        self.plan.records.push(PlannedRecord {
            record,
            line,
            account,
            state: RecordState::Invalid,
            message: None,
            steps: None,
            has_made_password: false,
        });
    }

    fn add_message(
        &mut self,
        record: u64,
        line: Option<u64>,
        message: Valid<AgentAccountCreate>,
        is_made: bool,
    ) -> Result<(), Report> {
        let state = self.state(record, &message);
        let sign_in = self.plan.steps.sign_in.as_ref().map(|step| step.message(&message, &self.plan.profile));
        if let (RecordState::New | RecordState::Refused(_), Some(Err(report))) = (&state, sign_in) {
            self.add_invalid(record, line);
            return Err(report);
        }
        let account = message.user_account.as_str().into();
        let steps = known_steps(self.journal, &state, &message);
        let is_needed = match state {
            RecordState::New | RecordState::Refused(_) | RecordState::Open | RecordState::Unknown => true,
            // Nobody knows the password of an account that was created without one in the record, unless it was kept.
            RecordState::Created { .. } => self.plan.steps.sign_in.is_some() && !is_made,
            _ => false,
        };
        let message = is_needed.then(|| Box::new(message));
        let has_made_password = is_needed && is_made;
        self.plan.records.push(PlannedRecord { record, line, account, state, message, steps, has_made_password });
        Ok(())
    }

    fn state(&mut self, record: u64, message: &Valid<AgentAccountCreate>) -> RecordState {
        if message.advice().iter().any(is_masked_secret) {
            return RecordState::Masked;
        }
        let account = message.user_account.to_ascii_lowercase().into_boxed_str();
        let of = *self.seen.entry(account).or_insert(record);
        if of != record {
            return RecordState::Duplicate { of };
        }
        known_state(self.journal, message)
    }

    /// Returns the plan.
    #[must_use]
    pub fn finish(self) -> Plan {
        self.plan
    }
}

/// Returns what the journal says of the account of a message.
pub(super) fn known_state(journal: &JournalState, message: &Valid<AgentAccountCreate>) -> RecordState {
    match journal.account(&message.user_account) {
        None | Some(AccountState::NotDone) => RecordState::New,
        Some(AccountState::Open) => RecordState::Open,
        Some(AccountState::Unknown) => RecordState::Unknown,
        Some(AccountState::Refused(failure)) => RecordState::Refused(failure),
        Some(AccountState::Created { work_no, adopted }) => {
            let is_same = journal.digest(&message.user_account) == Some(journal.key().digest(message));
            if is_same { RecordState::Created { work_no, adopted } } else { RecordState::Changed { work_no } }
        }
    }
}

/// Returns what the journal says of the steps of an account, if it was created.
pub(super) fn known_steps(
    journal: &JournalState,
    state: &RecordState,
    message: &AgentAccountCreate,
) -> Option<Box<StepValues<StepState>>> {
    let mut steps = StepValues::default();
    for step in AgentStep::ALL {
        *steps.get_mut(step) = journal.step(&message.user_account, step);
    }
    let is_known = matches!(state, RecordState::Created { .. }) && steps != StepValues::default();
    is_known.then(|| Box::new(steps))
}

/// Returns whether a finding is about the masked value of a secret, such as a password copied from a log.
fn is_masked_secret(finding: &Finding) -> bool {
    let pointer = finding.pointer();
    let member = pointer.rsplit('/').next().unwrap_or_default();
    let row = AGENT_ACCOUNT_CREATE.request.object.find(member);
    finding.code() == Code::MaskedValue && row.is_some_and(|(_, row)| row.secret)
}
