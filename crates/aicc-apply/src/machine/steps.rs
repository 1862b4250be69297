//! The steps that follow the creation of an account: one after the other, each whatever came of the one before.

use aicc_core::ALREADY_SIGNED_IN;

use crate::failure::{CallFailure, NotSentReason};
use crate::journal::entry::JournalEntry;
use crate::machine::Machine;
use crate::machine::progress::RecordProgress;
use crate::machine::schedule::PlannedCall;
use crate::machine::step_outcome::StepOutcome;
use crate::machine::verdict::CallVerdict;
use crate::plan::record::{PlannedRecord, RecordStateKind};
use crate::steps::AgentStep;
use crate::steps::state::StepState;

impl Machine {
    /// Schedules the steps of the accounts that earlier runs created: those whose first step was refused, or the others.
    pub(super) fn add_steps(&mut self, is_refused: bool) {
        for index in 0..self.plan.records.len() {
            let Some(planned) = self.record(index) else { return };
            let first = AgentStep::ALL.into_iter().find(|step| self.is_sent(planned, *step));
            let was_refused = first.is_some_and(|step| matches!(planned.step(step), StepState::Refused(_)));
            if planned.state.kind() == RecordStateKind::Created
                && is_refused == was_refused
                && let Some(call) = self.next_step(index)
            {
                self.schedule.add(call);
            }
        }
    }

    /// Schedules the next step of a created account, or makes its outcome final. The step waits until everything else is sent: steps that fail keep
    /// no other account from being created, and an account may become visible late.
    pub(super) fn go_on(&mut self, index: usize) {
        if let Some(call) = self.next_step(index) {
            return self.schedule.add(call);
        }
        self.results.settle_as_it_is(index);
        if let Some(planned) = self.plan.records.get_mut(index) {
            planned.message = None;
        }
    }

    /// Returns the call of the next step of a record that is sent; `None` if there are no more.
    fn next_step(&mut self, index: usize) -> Option<PlannedCall> {
        loop {
            let last = self.progress.get(index)?.step;
            let planned = self.record(index)?;
            let step = AgentStep::ALL.into_iter().find(|step| Some(*step) > last && self.is_sent(planned, *step))?;
            let progress = RecordProgress::of_step(step, &planned.step(step), &self.options);
            *self.progress.get_mut(index)? = progress;
            match self.obstacle(index, step) {
                None => return Some(PlannedCall { index, purpose: step.purpose() }),
                Some(reason) => self.step_not_sent(index, step, CallFailure::NotSent(reason)),
            }
        }
    }

    /// Whether a step of a created account is sent in this run.
    fn is_sent(&self, planned: &PlannedRecord, step: AgentStep) -> bool {
        self.plan.steps.has(step) && step.is_sent_after(&planned.step(step), self.options.resend_unknown)
    }

    /// Returns why a step cannot be sent; `None` if it can.
    fn obstacle(&self, index: usize, step: AgentStep) -> Option<NotSentReason> {
        match step {
            AgentStep::Settings => {
                let is_known = self.plan.steps.settings.as_ref()?.knows(&self.record(index)?.account);
                (!is_known).then_some(NotSentReason::UserId)
            }
            AgentStep::SignIn if self.results.get(index)?.work_no().is_none() => Some(NotSentReason::WorkNumber),
            AgentStep::SignIn => self.record(index)?.message.is_none().then_some(NotSentReason::Password),
        }
    }

    /// Notes that the last call for a step did nothing. What an earlier call did can still be unknown.
    pub(super) fn step_not_sent(&mut self, index: usize, step: AgentStep, failure: CallFailure) {
        let is_uncertain = self.progress.get(index).is_some_and(|progress| progress.is_uncertain);
        let outcome = if is_uncertain { StepOutcome::Unknown(failure) } else { StepOutcome::NotSent(Some(failure)) };
        self.results.set_step(index, step, outcome);
    }

    pub(super) fn step_answered(&mut self, index: usize, step: AgentStep, verdict: CallVerdict, now: u64) {
        let Some(progress) = self.progress.get_mut(index) else { return };
        progress.was_unauthorized = false;
        progress.attempts = 0;
        let was_uncertain = progress.is_uncertain;
        let is_lost = matches!(verdict, CallVerdict::Lost(_));
        let Some(failure) = verdict.into_failure().filter(|failure| !(was_uncertain && is_signed_in(step, failure)))
        else {
            self.streak(step.purpose()).end();
            self.outbox.add(JournalEntry::StepDone { account: self.account(index), step });
            self.results.set_step(index, step, StepOutcome::Done);
            return self.go_on(index);
        };
        self.count(step.purpose(), &failure);
        if !is_lost && !was_uncertain {
            self.outbox.add(JournalEntry::step_refused(self.account(index), step, &failure));
            self.results.set_step(index, step, StepOutcome::Refused(failure));
            return self.go_on(index);
        }
        self.results.set_step(index, step, StepOutcome::Unknown(failure));
        self.step_lost(index, step, is_lost, now);
    }

    /// Sends a sign-in whose answer was lost again, unless that was done for the whole time. Any other step stays unknown.
    fn step_lost(&mut self, index: usize, step: AgentStep, is_lost: bool, now: u64) {
        let Some(progress) = self.progress.get_mut(index) else { return };
        progress.is_uncertain = true;
        let wait = self.options.ask_after.get(usize::from(progress.queries)).copied();
        progress.queries = progress.queries.saturating_add(1);
        if let Some(wait) = wait.filter(|_| is_lost && step == AgentStep::SignIn) {
            let call = PlannedCall { index, purpose: step.purpose() };
            return self.schedule.add_at(now.saturating_add(wait), call);
        }
        self.outbox.add(JournalEntry::StepUnknown { account: self.account(index), step });
        self.go_on(index);
    }
}

/// Whether a failure says that the agent has already signed in: after a lost answer, the earlier call did what it should.
fn is_signed_in(step: AgentStep, failure: &CallFailure) -> bool {
    step == AgentStep::SignIn && matches!(failure, CallFailure::Code(code) if **code == *ALREADY_SIGNED_IN)
}
