//! The state machine: what to do next. It does no IO, and reads no clock.

mod answers;
pub(crate) mod call;
pub(crate) mod ending;
pub(crate) mod options;
mod outbox;
pub(crate) mod outcome;
mod progress;
mod results;
mod retry_after;
mod schedule;
pub(crate) mod step_outcome;
mod steps;
mod streak;
mod token;
mod verdict;

use std::collections::HashMap;

use aicc_core::{AgentInfoQuery, Cloud, Report, Request};

use crate::journal::entry::JournalEntry;
use crate::machine::call::{CallId, OutgoingCall, Purpose};
use crate::machine::ending::RunEnding;
use crate::machine::options::ApplyOptions;
use crate::machine::outbox::Outbox;
use crate::machine::outcome::{OutcomeCounts, RecordOutcome};
use crate::machine::progress::RecordProgress;
use crate::machine::results::RecordOutcomes;
use crate::machine::schedule::{PlannedCall, Schedule};
use crate::machine::step_outcome::{StepOutcome, StepOutcomeKind};
use crate::machine::streak::FailureStreak;
use crate::machine::token::TokenWatch;
use crate::plan::Plan;
use crate::plan::record::{PlannedRecord, RecordStateKind};
use crate::steps::AgentStep;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Append the lines of these entries to the journal and flush them to the disk, then call [`Machine::written`] or
    /// [`Machine::write_failed`]. Until then, [`Machine::next`] returns the same.
    Write(Vec<JournalEntry>),
    /// Send the call now, and call [`Machine::answered`] when its answer is there. Other calls can be in flight.
    Call(OutgoingCall),
    /// Get a new token, and call [`Machine::token_renewed`] or [`Machine::token_failed`]. It is returned once for all calls that
    /// need it.
    RenewToken,
    /// Nothing, until this time, or until a call is answered or the token is renewed.
    Wait {
        /// The time, in milliseconds since 1970-01-01 UTC; `None` if nothing happens by itself.
        until: Option<u64>,
    },
    /// Nothing any more: no call is in flight.
    Finished(RunEnding),
}

/// Creates the accounts of a plan, each exactly once.
///
/// All times are milliseconds since 1970-01-01 UTC, and never go back: take the time of the clock once, and add what a monotonic clock
/// counts. A step takes logarithmic time.
#[derive(Debug)]
pub struct Machine {
    plan: Plan,
    options: ApplyOptions,
    task: Task,
    /// By index in the plan.
    progress: Vec<RecordProgress>,
    results: RecordOutcomes,
    schedule: Schedule,
    outbox: Outbox,
    calls: HashMap<CallId, InFlight>,
    /// The number of the next call.
    next_id: u64,
    token: TokenWatch,
    /// By what the calls are for.
    streaks: HashMap<Purpose, FailureStreak>,
    ending: Option<RunEnding>,
}

/// What a machine does with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    /// It creates the accounts.
    Create,
    /// It asks which accounts exist.
    Ask,
}

/// A call in flight.
#[derive(Clone, Copy, Debug)]
struct InFlight {
    call: PlannedCall,
    /// The number of the token that it was sent with.
    token: u64,
}

impl Machine {
    /// Returns a machine that creates the accounts of a plan.
    #[must_use]
    pub fn new(plan: Plan, options: ApplyOptions) -> Self {
        let mut machine = Self::idle(plan, options, Task::Create);
        machine.add_calls(RecordStateKind::Open, Purpose::Query);
        machine.add_calls(RecordStateKind::Unknown, Purpose::Query);
        machine.add_calls(RecordStateKind::New, Purpose::Create);
        // The refused ones go last, so that a run that stops after failures gets further than the one before.
        machine.add_calls(RecordStateKind::Refused, Purpose::Create);
        machine.add_steps(false);
        machine.add_steps(true);
        machine
    }

    /// Returns a machine that asks the platform which accounts exist, and creates nothing and writes no journal:
    /// [`into_plan`](Self::into_plan) has the states then.
    #[must_use]
    pub fn asking(plan: Plan, options: ApplyOptions) -> Self {
        let mut machine = Self::idle(plan, options, Task::Ask);
        machine.add_calls(RecordStateKind::New, Purpose::Query);
        machine.add_calls(RecordStateKind::Refused, Purpose::Query);
        machine
    }

    fn idle(plan: Plan, options: ApplyOptions, task: Task) -> Self {
        Self {
            progress: plan
                .records
                .iter()
                .map(|planned| RecordProgress::new(planned.state.kind(), task, &options))
                .collect(),
            results: RecordOutcomes::new(&plan),
            schedule: Schedule::new(options.rate.map(Into::into)),
            outbox: Outbox::default(),
            calls: HashMap::new(),
            next_id: 0,
            token: TokenWatch::default(),
            streaks: HashMap::new(),
            ending: None,
            plan,
            options,
            task,
        }
    }

    /// Schedules a call for each record in a state.
    fn add_calls(&mut self, kind: RecordStateKind, purpose: Purpose) {
        for (index, planned) in self.plan.records.iter().enumerate() {
            if planned.state.kind() == kind {
                self.schedule.add(PlannedCall { index, purpose });
            }
        }
    }

    /// Returns what to do next. Call it again after each step, and after each answer.
    pub fn next(&mut self, now: u64) -> Next {
        if let Some(entries) = self.outbox.writing() {
            return Next::Write(entries.clone());
        }
        match self.ending {
            None => self.begin_calls(now),
            Some(_) => self.withdraw_calls(),
        }
        if let Some(entries) = self.outbox.hand_out() {
            return Next::Write(entries);
        }
        if self.token.is_usable()
            && let Some(call) = self.outbox.pop_ready()
        {
            return Next::Call(self.send(call));
        }
        if self.ending.is_none() && self.token.take_request() {
            return Next::RenewToken;
        }
        self.wait_or_finish()
    }

    /// Moves calls from the schedule to the outbox, as many as can begin now.
    fn begin_calls(&mut self, now: u64) {
        while self.has_room()
            && let Some(call) = self.schedule.pop(now)
        {
            match (call.purpose, self.sent_entry(call)) {
                (Purpose::Query, _) => self.outbox.add_ready(call),
                (_, Some(entry)) => self.outbox.announce(call, entry),
                (_, None) => {}
            }
        }
    }

    /// Whether one more call can begin.
    fn has_room(&self) -> bool {
        let busy = self.calls.len().saturating_add(self.outbox.calls());
        self.token.is_usable() && busy < self.options.parallel.get()
    }

    /// Returns the entry of a call that changes something.
    fn sent_entry(&self, call: PlannedCall) -> Option<JournalEntry> {
        let planned = self.record(call.index)?;
        if let Some(step) = call.purpose.step() {
            return Some(JournalEntry::StepSent { account: planned.account.to_string(), step });
        }
        let digest = self.plan.key.digest(planned.message.as_ref()?);
        Some(JournalEntry::Sent { account: planned.account.to_string(), digest })
    }

    /// Gives up the calls that have not begun. An entry that is on the disk is followed by one that says so.
    fn withdraw_calls(&mut self) {
        while let Some(call) = self.outbox.pop_ready() {
            self.note_not_done(call);
        }
    }

    /// Adds the entry that says that a call did nothing, if it is of a call that changes something.
    fn note_not_done(&mut self, call: PlannedCall) {
        let account = self.account(call.index);
        match (call.purpose, call.purpose.step()) {
            (Purpose::Create, _) => self.outbox.add(JournalEntry::NotDone { account }),
            (_, Some(step)) => self.outbox.add(JournalEntry::StepNotDone { account, step }),
            (_, None) => {}
        }
    }

    /// Notes that a call begins.
    fn send(&mut self, call: PlannedCall) -> OutgoingCall {
        let id = CallId(self.next_id);
        self.next_id = self.next_id.saturating_add(1);
        self.calls.insert(id, InFlight { call, token: self.token.generation() });
        OutgoingCall { id, index: call.index, purpose: call.purpose }
    }

    fn wait_or_finish(&self) -> Next {
        let ending = match &self.ending {
            Some(ending) => Some(ending.clone()),
            None => (self.schedule.is_empty() && self.outbox.is_empty()).then_some(RunEnding::Done),
        };
        match ending {
            Some(ending) if self.calls.is_empty() => Next::Finished(ending),
            Some(_) => Next::Wait { until: None },
            None => Next::Wait { until: self.schedule.next_time().filter(|_| self.has_room()) },
        }
    }

    /// Notes that the entries of [`Next::Write`] are on the disk.
    pub fn written(&mut self) {
        self.outbox.written();
    }

    /// Notes that the entries of [`Next::Write`] could not be written, for example because the disk is full. No new call begins,
    /// nothing more is written, and the run ends with [`RunEnding::JournalFailed`], whatever ended it before.
    pub fn write_failed(&mut self) {
        self.outbox.close();
        self.ending = Some(RunEnding::JournalFailed);
    }

    /// Notes that there is a new token.
    pub fn token_renewed(&mut self) {
        self.token.renew();
    }

    /// Notes that there is no new token. No new call begins.
    pub fn token_failed(&mut self) {
        self.end(RunEnding::NoToken);
    }

    /// Ends the run: no new call begins, and [`Next::Finished`] comes after the calls in flight.
    pub fn stop(&mut self) {
        self.end(RunEnding::Stopped);
    }

    /// Ends the run, unless it has ended already.
    fn end(&mut self, ending: RunEnding) {
        self.ending.get_or_insert(ending);
    }

    /// Returns the request of a call, with the credentials of a service. A sign-in goes to the gateway of its step.
    ///
    /// # Errors
    ///
    /// Returns a report if a credential breaks a rule, or is mandatory and missing.
    pub fn request(&self, call: &OutgoingCall, cloud: &Cloud) -> Result<Request, Report> {
        let Some(planned) = self.record(call.index) else { return Err(Report::default()) };
        match call.purpose {
            Purpose::Create => planned.message.as_ref().ok_or_else(Report::default)?.request(cloud),
            Purpose::Query => {
                let query = AgentInfoQuery::builder().account_code(planned.account.as_ref());
                query.build(&self.plan.profile)?.request(cloud)
            }
            Purpose::Settings => self.plan.settings_request(planned, cloud),
            Purpose::SignIn => {
                let work_no = self.results.get(call.index).and_then(RecordOutcome::work_no);
                self.plan.sign_in_request(planned, work_no.ok_or_else(Report::default)?)
            }
        }
    }

    /// Returns the plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns the outcome of the record at an index of the plan, as far as it is known; `None` if there is no such record.
    #[must_use]
    pub fn outcome(&self, index: usize) -> Option<&RecordOutcome> {
        self.results.get(index)
    }

    /// Returns the outcome of a step of the record at an index of the plan, as far as it is known; `None` if the step is not wanted, or if the
    /// account is not created.
    #[must_use]
    pub fn step_outcome(&self, index: usize, step: AgentStep) -> Option<&StepOutcome> {
        let is_created = matches!(self.results.get(index), Some(RecordOutcome::Created { .. }));
        self.results.step(index, step).filter(|_| is_created)
    }

    /// Returns the number of records whose step has an outcome of a kind, as far as it is known.
    #[must_use]
    pub fn step_count(&self, step: AgentStep, kind: StepOutcomeKind) -> u64 {
        let outcomes = (0..self.plan.records.len()).filter_map(|index| self.step_outcome(index, step));
        let count = outcomes.filter(|outcome| outcome.kind() == kind).count();
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    /// Returns the number of records of each kind of outcome, as far as it is known.
    #[must_use]
    pub const fn counts(&self) -> OutcomeCounts {
        self.results.counts()
    }

    /// Returns the indices of the records whose outcomes became final since the last call, in that order. Outcomes that the plan
    /// already had are not among them.
    pub fn take_settled(&mut self) -> Vec<usize> {
        self.results.take_settled()
    }

    /// Returns the number of calls in flight.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.calls.len()
    }

    /// Returns the plan, with the states that [`asking`](Self::asking) found.
    #[must_use]
    pub fn into_plan(self) -> Plan {
        self.plan
    }

    fn record(&self, index: usize) -> Option<&PlannedRecord> {
        self.plan.records.get(index)
    }

    fn account(&self, index: usize) -> String {
        self.record(index).map(|planned| planned.account.to_string()).unwrap_or_default()
    }
}
