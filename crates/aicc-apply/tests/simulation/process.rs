//! One process: it opens the journal, makes the plan, and does what the machine says until it ends or is killed.

use std::collections::{BTreeMap, BTreeSet};

use aicc_apply::{
    AgentStep, AgentSteps, Answered, ApplyOptions, CallId, JournalKey, JournalState, Machine, Next, OutgoingCall,
    PlanBuilder, Purpose, RunEnding, SettingsStep, SignInStep,
};
use aicc_core::{Cloud, Gateway, Profile};
use fastrand::Rng;

use crate::disk::Disk;
use crate::laws::{
    Broken, check_journal, check_period, check_report, check_sent_is_on_the_disk, check_steps, check_unknown,
};
use crate::platform::{Dangers, Platform, Seen};
use crate::schedule::{MAXIMUM_ACCOUNTS, account};

/// What can happen to a process, each as a chance in a thousand at each step.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fate {
    pub(crate) kill: u32,
    pub(crate) stop: u32,
    pub(crate) full_disk: u32,
    pub(crate) no_token: u32,
    /// How long a token is valid, in seconds.
    pub(crate) token_seconds: u64,
}

/// How a process ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    Killed,
    Ended(RunEnding),
}

/// The time at which a schedule starts: 2023-11-14T22:13:20Z.
const START: u64 = 1_700_000_000_000;

/// What all processes of a schedule share.
pub(crate) struct Universe {
    pub(crate) now: u64,
    pub(crate) disk: Disk,
    pub(crate) platform: Platform,
    pub(crate) random: Rng,
    /// The bodies of the records, in the order of the file.
    pub(crate) bodies: Vec<String>,
    /// The accounts, in lower case, that a call may have created without an answer that says so.
    pub(crate) uncertain: BTreeSet<String>,
    /// The steps of accounts, in lower case, that a call may have done without an answer that says so.
    pub(crate) uncertain_steps: BTreeSet<(AgentStep, String)>,
    /// The number of calls that created settings or may have, by account in lower case, whatever a journal says.
    settings: BTreeMap<String, u32>,
    /// How often settings were sent again on request.
    pub(crate) settings_resends: u32,
    /// Whether a step of the last process is neither done nor unknown.
    pub(crate) has_open_steps: bool,
    /// When the answer to the creation of an account was lost in the last process.
    lost_at: BTreeMap<String, u64>,
    /// What happened, if somebody asks.
    pub(crate) steps: Option<String>,
    /// The calls of all processes, so that an answer finds the process that made the call.
    next_call: u64,
}

impl Universe {
    pub(crate) fn new(random: Rng, platform: Platform, bodies: Vec<String>, is_noted: bool) -> Self {
        let steps = is_noted.then(String::new);
        let (uncertain, lost_at) = (BTreeSet::new(), BTreeMap::new());
        let (now, disk) = (START, Disk::default());
        Self {
            now,
            disk,
            platform,
            random,
            bodies,
            uncertain,
            uncertain_steps: BTreeSet::new(),
            settings: BTreeMap::new(),
            settings_resends: 0,
            has_open_steps: false,
            lost_at,
            steps,
            next_call: 0,
        }
    }

    pub(crate) fn note(&mut self, step: impl FnOnce() -> String) {
        if let Some(steps) = &mut self.steps {
            steps.push_str(&format!("{:>9} {}\n", self.now - START, step()));
        }
    }

    fn happens(&mut self, chance: u32) -> bool {
        self.random.u32(..1000) < chance
    }

    /// Runs a process.
    pub(crate) fn live(
        &mut self,
        (options, steps): (ApplyOptions, &[AgentStep]),
        fate: Fate,
        dangers: Dangers,
    ) -> Result<Life, Broken> {
        if !self.disk.lock() {
            return Err("the lock of a process that ended is still there".to_owned());
        }
        self.note(|| format!("a process starts, {steps:?}, {fate:?}, {dangers:?}, resend {}", options.resend_unknown));
        let life = self.live_with_the_lock((options, steps), fate, dangers)?;
        self.note(|| format!("the process ends: {life:?}"));
        self.platform.forget_answers();
        match life {
            Life::Killed => self.disk.crash(&mut self.random),
            Life::Ended(_) => self.disk.close(),
        }
        let is_orderly = !matches!(life, Life::Killed | Life::Ended(RunEnding::JournalFailed));
        check_journal(&self.disk, (&mut self.uncertain, &mut self.uncertain_steps), is_orderly)?;
        Ok(life)
    }

    fn live_with_the_lock(
        &mut self,
        (options, steps): (ApplyOptions, &[AgentStep]),
        fate: Fate,
        dangers: Dangers,
    ) -> Result<Life, Broken> {
        let Some(journal) = self.open_journal(fate)? else { return Ok(Life::Killed) };
        let mut builder = PlanBuilder::new(Profile::default(), &journal).steps(messages(steps));
        for (body, record) in self.bodies.iter().zip(1..) {
            // The report on an invalid record is for the user.
            drop(builder.add(record, Some(record + 1), body.as_bytes()));
        }
        let resends = options.resend_unknown;
        let mut machine = Machine::new(builder.finish(), options);
        let mut cloud = self.cloud(fate);
        let mut calls: Vec<(u64, OutgoingCall)> = Vec::new();
        self.lost_at.clear();
        loop {
            if self.happens(fate.kill) {
                return Ok(Life::Killed);
            }
            if self.happens(fate.stop) {
                self.note(|| "Ctrl-C".to_owned());
                machine.stop();
            }
            if self.disk.lock() {
                return Err("a second process got the lock".to_owned());
            }
            match machine.next(self.now) {
                Next::Write(entries) => {
                    let lines: String = entries.iter().map(aicc_apply::JournalEntry::to_line).collect();
                    self.note(|| format!("write {lines:?}"));
                    if self.happens(fate.full_disk) {
                        self.note(|| "the disk is full".to_owned());
                        let kept = self.random.usize(..=lines.len());
                        self.disk.append(lines.get(..kept).unwrap_or_default());
                        machine.write_failed();
                        continue;
                    }
                    self.disk.append(&lines);
                    if self.happens(fate.kill) {
                        return Ok(Life::Killed);
                    }
                    self.disk.flush();
                    machine.written();
                }
                Next::Call(call) => {
                    let sent = self.send(&machine, (&call, resends), &cloud, dangers)?;
                    calls.push((sent, call));
                }
                Next::RenewToken if self.happens(fate.no_token) => {
                    self.note(|| "there is no token".to_owned());
                    machine.token_failed();
                }
                Next::RenewToken => {
                    self.note(|| "a new token".to_owned());
                    cloud = self.cloud(fate);
                    machine.token_renewed();
                }
                Next::Wait { until } => {
                    let next = self.platform.next_time().into_iter().chain(until).min();
                    let Some(next) = next else { return Err("the machine waits without end".to_owned()) };
                    self.now = self.now.max(next);
                    for (sent, seen) in self.platform.advance(self.now) {
                        let Some((_, call)) = calls.iter().find(|(known, _)| *known == sent) else { continue };
                        self.note(|| format!("answer {sent}: {}", shown(&seen)));
                        self.note_uncertainty(&machine.plan().records()[call.index].account, call.purpose, &seen);
                        answer(&mut machine, call.id, &seen, self.now);
                    }
                }
                Next::Finished(ending) => {
                    check_report(&machine, &ending, &self.platform)?;
                    check_unknown(&machine, &self.uncertain)?;
                    self.has_open_steps = check_steps(&machine, &ending, &self.platform, &self.uncertain_steps)?;
                    if ending == RunEnding::Done && dangers.spare_queries {
                        check_period(&machine, &self.platform, &self.lost_at)?;
                    }
                    return Ok(Life::Ended(ending));
                }
            }
        }
    }

    /// Reads the journal, removes a line that was cut, and writes the first line of a new one.
    fn open_journal(&mut self, fate: Fate) -> Result<Option<JournalState>, Broken> {
        let read = JournalState::read(self.disk.bytes()).map_err(|error| format!("the journal is broken: {error}"))?;
        self.disk.truncate(usize::try_from(read.length).unwrap());
        if let Some(state) = read.state {
            return Ok(Some(state));
        }
        let state = JournalState::new(JournalKey::from_bytes(std::array::from_fn(|_| self.random.u8(..))));
        self.disk.append(&state.header().to_line());
        if self.happens(fate.kill) {
            return Ok(None);
        }
        self.disk.flush();
        Ok(Some(state))
    }

    fn cloud(&mut self, fate: Fate) -> Cloud {
        let token = self.platform.token(self.now, fate.token_seconds);
        Cloud::new("service.besclouds.com").unwrap().token(token).app_key("key")
    }

    /// Notes what a call may have done, or that it did nothing.
    fn note_uncertainty(&mut self, account: &str, purpose: Purpose, seen: &Seen) {
        let account = account.to_ascii_lowercase();
        if purpose == Purpose::Settings && seen.did_nothing(purpose) {
            *self.settings.entry(account.clone()).or_default() -= 1;
        }
        if !seen.is_uncertain() {
            return;
        }
        if purpose == Purpose::Create {
            self.lost_at.insert(account.clone(), self.now);
            self.uncertain.insert(account);
        } else if let Some(step) = AgentStep::ALL.into_iter().find(|step| step.purpose() == purpose) {
            self.platform.lost_steps += 1;
            self.uncertain_steps.insert((step, account));
        }
    }

    /// Settings are never sent again, if a call created them or may have, unless the user asks for it.
    fn check_settings(&mut self, account: &str, resends: bool) -> Result<(), Broken> {
        let calls = self.settings.entry(account.to_ascii_lowercase()).or_default();
        if *calls > 0 && !resends {
            return Err(format!("the settings of {account} are sent again, and may be there"));
        }
        self.settings_resends += u32::from(*calls > 0);
        *calls += 1;
        Ok(())
    }

    fn send(
        &mut self,
        machine: &Machine,
        (call, resends): (&OutgoingCall, bool),
        cloud: &Cloud,
        dangers: Dangers,
    ) -> Result<u64, Broken> {
        let account = machine.plan().records()[call.index].account.clone();
        self.next_call += 1;
        let number = self.next_call;
        self.note(|| format!("call {number}: {:?} {account}", call.purpose));
        check_sent_is_on_the_disk(&self.disk, &account, call.purpose)?;
        if call.purpose == Purpose::Settings {
            self.check_settings(&account, resends)?;
        }
        let request = machine.request(call, cloud).map_err(|report| format!("no request: {report}"))?;
        self.platform.send(self.now, number, (call.purpose, &account), request, &mut self.random, dangers);
        Ok(number)
    }
}

/// Returns the messages of the steps that a process sends.
fn messages(steps: &[AgentStep]) -> AgentSteps {
    let profile = Profile::default();
    let accounts: Vec<String> = (0..MAXIMUM_ACCOUNTS).map(account).collect();
    let user_ids = accounts.iter().map(|account| (account.as_str(), account.as_str()));
    let settings = SettingsStep::new(br#"{"callType": "1"}"#, user_ids, &profile).unwrap();
    let sign_in = SignInStep::new(b"{}", Gateway::new("10.0.0.1").unwrap(), &profile).unwrap();
    AgentSteps {
        settings: steps.contains(&AgentStep::Settings).then_some(settings),
        sign_in: steps.contains(&AgentStep::SignIn).then_some(sign_in),
    }
}

fn answer(machine: &mut Machine, id: CallId, seen: &Seen, now: u64) {
    match seen {
        Seen::Lost(reason) => machine.answered(id, Answered::Lost(*reason), now),
        Seen::NotSent(reason) => machine.answered(id, Answered::NotSent(*reason), now),
        Seen::Reply(reply) => {
            let headers: Vec<_> = reply.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answered = Answered::Reply { status: reply.status, headers: &headers, body: &reply.body };
            machine.answered(id, answered, now);
        }
    }
}

fn shown(seen: &Seen) -> String {
    match seen {
        Seen::Reply(reply) => format!("{} {:?}", reply.status, String::from_utf8_lossy(&reply.body)),
        other => format!("{other:?}"),
    }
}
