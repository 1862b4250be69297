//! The plan: what happens to each record.

pub(crate) mod builder;
pub(crate) mod content;
pub(crate) mod file;
pub(crate) mod password;
pub(crate) mod record;
mod renewal;

use aicc_core::{Cloud, Profile, Report, Request, Secret};

use crate::journal::digest::JournalKey;
use crate::plan::record::{PlannedRecord, RecordState, RecordStateKind};
use crate::steps::AgentStep;
use crate::steps::messages::AgentSteps;

/// What happens to each record of an input.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) profile: Profile,
    pub(crate) key: JournalKey,
    pub(crate) steps: AgentSteps,
    pub(crate) records: Vec<PlannedRecord>,
}

impl Plan {
    /// Returns the records, in the order of the input.
    #[must_use]
    pub fn records(&self) -> &[PlannedRecord] {
        &self.records
    }

    /// Returns the steps that follow the creation of each account.
    #[must_use]
    pub const fn steps(&self) -> &AgentSteps {
        &self.steps
    }

    /// Returns whether a run sends a step of a record, as far as it is known before the run; a sign-in may still miss its work number. A step that
    /// may be done already counts only if the run sends it again by itself.
    #[must_use]
    pub fn sends(&self, record: &PlannedRecord, step: AgentStep) -> bool {
        let is_applied = match record.state.kind() {
            RecordStateKind::New
            | RecordStateKind::Refused
            | RecordStateKind::Open
            | RecordStateKind::Unknown
            | RecordStateKind::Created => true,
            RecordStateKind::Changed
            | RecordStateKind::Exists
            | RecordStateKind::Duplicate
            | RecordStateKind::Invalid
            | RecordStateKind::Masked => false,
        };
        let is_possible = match step {
            AgentStep::Settings => self.steps.settings.as_ref().is_some_and(|step| step.knows(&record.account)),
            AgentStep::SignIn => self.steps.sign_in.is_some(),
        };
        is_applied && is_possible && step.is_sent_after(&record.step(step), false)
    }

    /// Returns the request of a step of a record, as far as it is known before the run; `None` if the step is not wanted, is done, is not sent
    /// again by itself, or waits for something: that the account is created, its work number, its password, or its user ID.
    ///
    /// # Errors
    ///
    /// Returns a report if a credential, the work number or the password breaks a rule.
    pub fn step_request(
        &self,
        record: &PlannedRecord,
        step: AgentStep,
        cloud: &Cloud,
    ) -> Result<Option<Request>, Report> {
        match (step, &record.state) {
            _ if !self.sends(record, step) => Ok(None),
            (AgentStep::Settings, RecordState::New | RecordState::Refused(_) | RecordState::Created { .. }) => {
                self.settings_request(record, cloud).map(Some)
            }
            (AgentStep::SignIn, RecordState::Created { work_no: Some(work_no), .. }) if record.message.is_some() => {
                self.sign_in_request(record, *work_no).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Returns the request that creates the settings of a record.
    pub(crate) fn settings_request(&self, record: &PlannedRecord, cloud: &Cloud) -> Result<Request, Report> {
        let settings = self.steps.settings.as_ref().ok_or_else(Report::default)?;
        settings.message(&record.account, &self.profile)?.request(cloud)
    }

    /// Returns the request that signs in the agent of a record.
    pub(crate) fn sign_in_request(&self, record: &PlannedRecord, work_no: i64) -> Result<Request, Report> {
        let (Some(sign_in), Some(account)) = (&self.steps.sign_in, &record.message) else {
            return Err(Report::default());
        };
        sign_in.message(account, &self.profile)?.request(sign_in.gateway(), &work_no.to_string())
    }

    /// Notes that the made passwords are kept.
    #[cfg(feature = "runner")]
    pub(crate) fn set_kept(&mut self) {
        self.records.iter_mut().for_each(|record| record.has_made_password = false);
    }

    /// Returns the accounts whose passwords were made and are not kept, each with its password. Keep them before the first request: nothing else
    /// has them.
    pub fn made_passwords(&self) -> impl Iterator<Item = (&str, &Secret)> {
        let made = self.records.iter().filter(|record| record.has_made_password);
        made.filter_map(|record| Some((&*record.account, record.password()?)))
    }

    /// Returns the number of records in a state.
    #[must_use]
    pub fn count(&self, kind: RecordStateKind) -> u64 {
        let count = self.records.iter().filter(|record| record.state.kind() == kind).count();
        u64::try_from(count).unwrap_or(u64::MAX)
    }
}
