//! Does what a machine says, as a test wants it.

use aicc_apply::{
    AgentStep, AgentSteps, Answered, ApplyOptions, CallId, JournalEntry, JournalKey, JournalState, LostReason, Machine,
    Next, NotSentReason, OutcomeKind, OutgoingCall, Plan, PlanBuilder, Purpose, RecordOutcome, RunEnding, StepOutcome,
};
use aicc_core::Profile;
use conformance::secrecy::PASSWORD;

pub(crate) const KEY: JournalKey = JournalKey::from_bytes([7; 32]);

/// The reply to a creation.
pub(crate) const CREATED: &str = r#"{"resultCode": "0", "resultMessage": "ok", "workNo": 291}"#;
/// The refusal of a creation.
pub(crate) const FAILED: &str = r#"{"resultCode": "1", "resultMessage": "no"}"#;
/// The reply to a query for an account that is there.
pub(crate) const FOUND: &str = r#"{"returnCode": "0", "description": "ok", "data": {"workNo": 291}}"#;
/// The reply to a query for an account that is not there.
pub(crate) const MISSING: &str = r#"{"returnCode": "1", "description": "no", "data": {"workNo": ""}}"#;

pub(crate) fn body(account: &str) -> String {
    body_with(account, PASSWORD, "Li Na")
}

pub(crate) fn body_with(account: &str, password: &str, name: &str) -> String {
    format!(
        r#"{{"userAccount": "{account}", "userName": "{name}", "password": "{password}", "email": "li.na@example.com", "agentType": 4, "ccRoleId": 2}}"#
    )
}

/// Returns the plan of these accounts with a journal.
pub(crate) fn plan(accounts: &[&str], journal: &str) -> Plan {
    plan_with_steps(accounts, journal, AgentSteps::default())
}

/// Returns the plan of these accounts and steps with a journal.
pub(crate) fn plan_with_steps(accounts: &[&str], journal: &str, steps: AgentSteps) -> Plan {
    let journal = read(journal).unwrap_or_else(|| JournalState::new(KEY));
    let mut builder = PlanBuilder::new(Profile::default(), &journal).steps(steps);
    for (account, record) in accounts.iter().zip(1..) {
        builder.add(record, Some(record + 1), body(account).as_bytes()).unwrap();
    }
    builder.finish()
}

pub(crate) fn read(journal: &str) -> Option<JournalState> {
    JournalState::read(journal.as_bytes()).unwrap().state
}

pub(crate) fn header() -> String {
    JournalState::new(KEY).header().to_line()
}

/// A machine, a clock and a journal.
pub(crate) struct Driver {
    pub(crate) machine: Machine,
    pub(crate) now: u64,
    /// The lines of the journal, with those of earlier machines.
    pub(crate) journal: String,
    /// How often a new token was asked for.
    pub(crate) renewals: u32,
    pub(crate) ending: Option<RunEnding>,
}

impl Driver {
    pub(crate) fn new(accounts: &[&str]) -> Self {
        Self::with(accounts, ApplyOptions::default())
    }

    pub(crate) fn with(accounts: &[&str], options: ApplyOptions) -> Self {
        Self::resumed(accounts, options, &header())
    }

    /// Returns a machine that goes on with a journal.
    pub(crate) fn resumed(accounts: &[&str], options: ApplyOptions, journal: &str) -> Self {
        Self::of(Machine::new(plan(accounts, journal), options), journal)
    }

    pub(crate) fn of(machine: Machine, journal: &str) -> Self {
        Self { machine, now: 1_000_000, journal: journal.to_owned(), renewals: 0, ending: None }
    }

    /// Writes, and returns the calls that begin now.
    pub(crate) fn calls(&mut self) -> Vec<OutgoingCall> {
        let mut calls = Vec::new();
        loop {
            match self.machine.next(self.now) {
                Next::Write(entries) => {
                    self.journal.extend(entries.iter().map(JournalEntry::to_line));
                    self.machine.written();
                }
                Next::Call(call) => calls.push(call),
                Next::RenewToken => self.renewals += 1,
                Next::Wait { .. } => return calls,
                Next::Finished(ending) => {
                    self.ending = Some(ending);
                    return calls;
                }
            }
        }
    }

    /// Returns the one call that begins now.
    #[track_caller]
    pub(crate) fn call(&mut self, purpose: Purpose) -> OutgoingCall {
        let calls = self.calls();
        assert_eq!(calls.iter().map(|call| call.purpose).collect::<Vec<_>>(), [purpose], "{}", self.journal);
        calls[0]
    }

    /// Returns when the machine does something by itself; `None` if it does not.
    pub(crate) fn wakes_at(&mut self) -> Option<u64> {
        match self.machine.next(self.now) {
            Next::Wait { until } => until,
            other => panic!("{other:?}"),
        }
    }

    /// Lets the time pass until the machine does something by itself. Returns how long that is, in milliseconds.
    #[track_caller]
    pub(crate) fn sleep(&mut self) -> u64 {
        let until = self.wakes_at().expect("the machine waits for an answer");
        let passed = until - self.now;
        self.now = until;
        passed
    }

    pub(crate) fn reply(&mut self, call: OutgoingCall, status: u16, body: &str) {
        self.reply_with(call.id, status, &[], body);
    }

    pub(crate) fn reply_with(&mut self, id: CallId, status: u16, headers: &[(&str, &str)], body: &str) {
        self.machine.answered(id, Answered::Reply { status, headers, body: body.as_bytes() }, self.now);
    }

    pub(crate) fn lose(&mut self, call: OutgoingCall) {
        self.machine.answered(call.id, Answered::Lost(LostReason::Reset), self.now);
    }

    pub(crate) fn not_sent(&mut self, call: OutgoingCall) {
        self.machine.answered(call.id, Answered::NotSent(NotSentReason::Connection), self.now);
    }

    /// Asks until the machine stops asking; the platform finds nothing. Returns the times between the queries, in milliseconds.
    pub(crate) fn find_nothing(&mut self) -> Vec<u64> {
        let mut times = Vec::new();
        while self.calls().is_empty() && self.ending.is_none() {
            times.push(self.sleep());
            let query = self.call(Purpose::Query);
            self.reply(query, 200, MISSING);
        }
        times
    }

    pub(crate) fn outcome(&self, index: usize) -> &RecordOutcome {
        self.machine.outcome(index).unwrap()
    }

    pub(crate) fn step(&self, index: usize, step: AgentStep) -> &StepOutcome {
        self.machine.step_outcome(index, step).unwrap()
    }

    pub(crate) fn count(&self, kind: OutcomeKind) -> u64 {
        self.machine.counts().of(kind)
    }

    /// Returns the entries of the journal after its first line, each as its name and account.
    pub(crate) fn entries(&self) -> Vec<String> {
        let entries = self.journal.lines().skip(1).map(|line| serde_json::from_str(line).unwrap());
        entries
            .map(|entry: serde_json::Value| {
                format!("{} {}", entry["entry"].as_str().unwrap(), entry["account"].as_str().unwrap())
            })
            .collect()
    }

    pub(crate) fn last_line(&self) -> &str {
        self.journal.lines().next_back().unwrap()
    }
}
