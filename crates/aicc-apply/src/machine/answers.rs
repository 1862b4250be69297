//! What the machine does with an answer.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};

use crate::failure::{CallFailure, NotSentReason};
use crate::journal::entry::JournalEntry;
use crate::machine::call::{Answered, CallId, Purpose};
use crate::machine::ending::RunEnding;
use crate::machine::outcome::RecordOutcome;
use crate::machine::schedule::PlannedCall;
use crate::machine::streak::FailureStreak;
use crate::machine::verdict::{self, CallVerdict};
use crate::machine::{InFlight, Machine, Task};

/// What is wrong with a token that is not accepted.
const UNAUTHORIZED: CallFailure = CallFailure::Status(verdict::UNAUTHORIZED);

/// The longest time before a call that did nothing is sent again, without the random part.
const LONGEST_BACKOFF: Duration = Duration::from_secs(60);

impl Machine {
    /// Notes the answer to a call. An answer to no call in flight is ignored.
    pub fn answered(&mut self, id: CallId, answered: Answered<'_>, now: u64) {
        let Some(InFlight { call, token }) = self.calls.remove(&id) else { return };
        let (verdict, wait) = CallVerdict::of(call.purpose, answered, &self.plan.profile, now);
        if let (Some(wait), Some(failure)) = (wait, verdict.failure()) {
            self.pause(call.purpose, failure, wait, now);
        }
        match verdict {
            CallVerdict::PutOff(failure) => self.put_off(call, failure, wait, now),
            CallVerdict::Unauthorized => self.unauthorized(call, token, now),
            verdict => self.judged(call, verdict, now),
        }
    }

    /// Notes what an answer means.
    fn judged(&mut self, call: PlannedCall, verdict: CallVerdict, now: u64) {
        match (call.purpose, call.purpose.step()) {
            (_, Some(step)) => self.step_answered(call.index, step, verdict, now),
            (Purpose::Create, _) => self.creation_answered(call.index, verdict, now),
            (_, None) => self.query_answered(call.index, verdict, now),
        }
    }

    /// Lets no call begin for as long as the platform asks.
    fn pause(&mut self, purpose: Purpose, failure: &CallFailure, wait: u64, now: u64) {
        if wait > self.options.longest_wait {
            self.end(RunEnding::StoppedAfterFailures { count: 1, purpose, failure: failure.clone() });
        }
        self.schedule.pause(now.saturating_add(wait));
    }

    /// Sends a call that certainly did nothing again, later. All calls wait, because the cause is rarely the record.
    fn put_off(&mut self, call: PlannedCall, failure: CallFailure, wait: Option<u64>, now: u64) {
        let Some(progress) = self.progress.get_mut(call.index) else { return };
        progress.was_unauthorized = false;
        progress.attempts = progress.attempts.saturating_add(1);
        let attempts = progress.attempts;
        self.did_nothing(call, &failure);
        if call.purpose.step().is_some() && failure == CallFailure::NotSent(NotSentReason::Request) {
            // The step breaks a rule for this agent alone: the password or the work number.
            return self.go_on(call.index);
        }
        if attempts >= self.options.attempts.get() {
            let purpose = call.purpose;
            return self.end(RunEnding::StoppedAfterFailures { count: attempts, purpose, failure });
        }
        let time = now.saturating_add(wait.unwrap_or_else(|| self.backoff(call.index, attempts)));
        self.schedule.pause(time);
        self.schedule.add_at(time, call);
    }

    /// Returns the time before the next attempt, in milliseconds.
    fn backoff(&self, index: usize, attempts: u32) -> u64 {
        let first = Duration::from_millis(self.options.backoff);
        let seed = self.options.seed.wrapping_add(u64::try_from(index).unwrap_or_default());
        let builder = ExponentialBuilder::new().with_min_delay(first).with_max_delay(LONGEST_BACKOFF.max(first));
        let mut delays = builder.with_jitter().with_jitter_seed(seed).without_max_times().build();
        let delay = delays.nth(usize::try_from(attempts.saturating_sub(1)).unwrap_or_default());
        u64::try_from(delay.unwrap_or(first).as_millis()).unwrap_or(u64::MAX)
    }

    /// Sends a call again with a new token. If that one is not accepted either, the call is refused.
    fn unauthorized(&mut self, call: PlannedCall, token: u64, now: u64) {
        let Some(progress) = self.progress.get_mut(call.index) else { return };
        if progress.was_unauthorized {
            return self.judged(call, CallVerdict::Refused(UNAUTHORIZED), now);
        }
        progress.was_unauthorized = true;
        self.did_nothing(call, &UNAUTHORIZED);
        self.token.reject(token);
        self.schedule.add_at(now, call);
    }

    /// Notes that a call certainly did nothing. What an earlier call did can still be unknown.
    fn did_nothing(&mut self, call: PlannedCall, failure: &CallFailure) {
        self.note_not_done(call);
        if let Some(step) = call.purpose.step() {
            return self.step_not_sent(call.index, step, failure.clone());
        }
        if call.purpose == Purpose::Query {
            return;
        }
        let is_uncertain = self.progress.get(call.index).is_some_and(|progress| progress.is_uncertain);
        let failure = failure.clone();
        let outcome =
            if is_uncertain { RecordOutcome::Unknown(failure) } else { RecordOutcome::NotSent(Some(failure)) };
        self.results.set(call.index, outcome);
    }

    fn creation_answered(&mut self, index: usize, verdict: CallVerdict, now: u64) {
        let Some(progress) = self.progress.get_mut(index) else { return };
        progress.was_unauthorized = false;
        progress.attempts = 0;
        let failure = match verdict {
            CallVerdict::Done(work_no) => {
                self.streak(Purpose::Create).end();
                return self.created(index, work_no, false);
            }
            // The account may be there because of an earlier call.
            CallVerdict::Refused(failure) if !progress.is_uncertain => {
                self.count(Purpose::Create, &failure);
                self.outbox.add(JournalEntry::refused(&self.account(index), &failure));
                return self.results.settle(index, RecordOutcome::Refused(failure));
            }
            CallVerdict::Refused(failure) | CallVerdict::Lost(failure) | CallVerdict::PutOff(failure) => failure,
            CallVerdict::Unauthorized => UNAUTHORIZED,
        };
        progress.is_uncertain = true;
        progress.queries = 0;
        self.count(Purpose::Create, &failure);
        self.results.set(index, RecordOutcome::Unknown(failure));
        self.ask(index, false, now);
    }

    fn query_answered(&mut self, index: usize, verdict: CallVerdict, now: u64) {
        let Some(progress) = self.progress.get_mut(index) else { return };
        progress.was_unauthorized = false;
        progress.attempts = 0;
        progress.queries = progress.queries.saturating_add(1);
        let is_missing = match &verdict {
            CallVerdict::Done(Some(work_no)) => {
                self.streak(Purpose::Query).end();
                return self.found(index, *work_no);
            }
            CallVerdict::Done(None) | CallVerdict::Refused(CallFailure::Code(_)) => {
                self.streak(Purpose::Query).end();
                true
            }
            verdict => {
                if let Some(failure) = verdict.failure().filter(|failure| !is_business_failure(failure)) {
                    self.count(Purpose::Query, failure);
                }
                false
            }
        };
        self.ask(index, is_missing, now);
    }

    /// Asks the platform about an account, or gives up if it was asked for the whole time.
    fn ask(&mut self, index: usize, is_missing: bool, now: u64) {
        let Some(progress) = self.progress.get_mut(index) else { return };
        if let Some(wait) = self.options.ask_after.get(usize::from(progress.queries)) {
            let query = PlannedCall { index, purpose: Purpose::Query };
            return self.schedule.add_at(now.saturating_add(*wait), query);
        }
        if is_missing && progress.can_resend {
            progress.can_resend = false;
            return self.schedule.add_at(now, PlannedCall { index, purpose: Purpose::Create });
        }
        if is_missing && self.task == Task::Create {
            self.outbox.add(JournalEntry::Unknown { account: self.account(index) });
        }
        self.results.settle_as_it_is(index);
    }

    fn found(&mut self, index: usize, work_no: i64) {
        match (self.task, self.plan.records.get_mut(index)) {
            (Task::Ask, Some(planned)) => {
                planned.set_exists(Some(work_no));
                self.results.settle(index, RecordOutcome::Exists { work_no: Some(work_no) });
            }
            _ => self.created(index, Some(work_no), true),
        }
    }

    fn created(&mut self, index: usize, work_no: Option<i64>, adopted: bool) {
        self.outbox.add(JournalEntry::Created { account: self.account(index), work_no, adopted });
        self.results.set(index, RecordOutcome::Created { work_no, adopted });
        self.go_on(index);
    }

    /// Returns the failures of the calls for a purpose.
    pub(super) fn streak(&mut self, purpose: Purpose) -> &mut FailureStreak {
        self.streaks.entry(purpose).or_default()
    }

    /// Counts a failure, and ends the run after too many equal ones.
    pub(super) fn count(&mut self, purpose: Purpose, failure: &CallFailure) {
        let count = self.streak(purpose).add(failure);
        if count >= self.options.stop_after.get() {
            self.end(RunEnding::StoppedAfterFailures { count, purpose, failure: failure.clone() });
        }
    }
}

/// Whether a query has a status from 500 on that its page documents: the platform works, and may say so that there is no account.
fn is_business_failure(failure: &CallFailure) -> bool {
    let is_documented = |status| Purpose::Query.interface().statuses.iter().any(|known| known.status == status);
    matches!(failure, CallFailure::Status(status) if *status >= 500 && is_documented(*status))
}
