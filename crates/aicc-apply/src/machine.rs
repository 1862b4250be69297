//! The state machine: what to do next. It does no IO, and reads no clock.

pub(crate) mod call;
pub(crate) mod ending;
pub(crate) mod options;
pub(crate) mod outcome;

use aicc_core::{Cloud, Report, Request};

use crate::journal::entry::JournalEntry;
use crate::machine::call::{Answered, CallId, OutgoingCall};
use crate::machine::ending::RunEnding;
use crate::machine::options::ApplyOptions;
use crate::machine::outcome::{OutcomeCounts, RecordOutcome};
use crate::plan::Plan;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Append the lines of these entries to the journal and flush them to the disk, then call [`Machine::written`] or
    /// [`Machine::write_failed`]. Until then, [`Machine::next`] returns the same.
    Write(Vec<JournalEntry>),
    /// Send the call, and call [`Machine::answered`] when its answer is there. Other calls can be in flight.
    Call(OutgoingCall),
    /// Get a new token, and call [`Machine::token_renewed`] or [`Machine::token_failed`]. It is returned once for all calls that need it.
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
/// All times are milliseconds since 1970-01-01 UTC, and never go back: take the time of the clock once, and add what a monotonic clock counts.
/// A step takes logarithmic time.
#[derive(Debug)]
pub struct Machine {
    plan: Plan,
}

impl Machine {
    /// Returns a machine that creates the accounts of a plan.
    #[must_use]
    pub fn new(plan: Plan, options: ApplyOptions) -> Self {
        todo!()
    }

    /// Returns a machine that asks the platform which accounts exist, and creates nothing and writes no journal:
    /// [`into_plan`](Self::into_plan) has the states then.
    #[must_use]
    pub fn asking(plan: Plan, options: ApplyOptions) -> Self {
        todo!()
    }

    /// Returns what to do next. Call it again after each step, and after each answer.
    pub fn next(&mut self, now: u64) -> Next {
        todo!()
    }

    /// Notes that the entries of [`Next::Write`] are on the disk.
    pub fn written(&mut self) {
        todo!()
    }

    /// Notes that the entries of [`Next::Write`] could not be written, for example because the disk is full. No new call begins, and nothing
    /// more is written.
    pub fn write_failed(&mut self) {
        todo!()
    }

    /// Notes the answer to a call.
    pub fn answered(&mut self, id: CallId, answered: Answered<'_>, now: u64) {
        todo!()
    }

    /// Notes that there is a new token.
    pub fn token_renewed(&mut self) {
        todo!()
    }

    /// Notes that there is no new token. No new call begins.
    pub fn token_failed(&mut self) {
        todo!()
    }

    /// Ends the run: no new call begins, and [`Next::Finished`] comes after the calls in flight.
    pub fn stop(&mut self) {
        todo!()
    }

    /// Returns the request of a call, with the credentials of a server.
    ///
    /// # Errors
    ///
    /// Returns a report if a credential breaks a rule, or is mandatory and missing.
    pub fn request(&self, call: &OutgoingCall, cloud: &Cloud) -> Result<Request, Report> {
        todo!()
    }

    /// Returns the plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns what came of the record at an index of the plan, as far as it is known; `None` if there is no such record.
    #[must_use]
    pub fn outcome(&self, index: usize) -> Option<&RecordOutcome> {
        todo!()
    }

    /// Returns the number of records of each kind of outcome, as far as it is known.
    #[must_use]
    pub const fn counts(&self) -> OutcomeCounts {
        todo!()
    }

    /// Returns the indices of the records whose outcomes became final since the last call, in that order. Outcomes that the plan already had are not among
    /// them.
    pub fn take_settled(&mut self) -> Vec<usize> {
        todo!()
    }

    /// Returns the number of calls in flight.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        todo!()
    }

    /// Returns the plan, with the states that [`asking`](Self::asking) found.
    #[must_use]
    pub fn into_plan(self) -> Plan {
        todo!()
    }
}
