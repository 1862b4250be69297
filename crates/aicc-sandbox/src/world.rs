//! The world: a pure state machine. It does no IO, and reads no clock.

pub(crate) mod account;
pub(crate) mod choices;
mod configuration;
mod digest;
pub(crate) mod exchange;
pub(crate) mod explanation;
pub(crate) mod fault;
mod firing;
mod gateway;
mod mask;
mod received;
mod route;
pub(crate) mod seed;
mod seeding;
pub(crate) mod state;
mod tokens;
mod verdict;
pub(crate) mod wire;
pub(crate) mod worlds;

use std::fmt;

use aicc_core::{Language, Profile, Wording};
use serde::{Deserialize, Serialize};

use crate::world::account::AccountView;
use crate::world::choices::{Choices, Manner};
use crate::world::exchange::Exchange;
use crate::world::explanation::Explanation;
use crate::world::fault::FaultRule;
use crate::world::firing::FiredFault;
use crate::world::received::Received;
use crate::world::seed::{Seed, SeedError};
use crate::world::state::{AppSettings, CountedFault, State};
use crate::world::verdict::Verdict;
use crate::world::wire::{Delivery, Incoming, Outgoing, Reply};

/// One isolated platform: accounts, agent IDs, sessions, locks, settings, tokens, events, faults and a clock.
///
/// A world keeps no secret in clear: passwords, sessions and app secrets are salted digests, and a token is not kept.
#[derive(Clone, Debug)]
pub struct World {
    choices: Choices,
    profile: Profile,
    /// The state after [`World::new`].
    initial: State,
    state: State,
    explanation: Option<Explanation>,
}

/// A world at one time. It contains no secret in clear.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorldSnapshot(State);

/// A snapshot contradicts itself: it was changed, or is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotError;

impl SnapshotError {
    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub const fn message(self, language: Language) -> &'static str {
        const MESSAGE: Wording = Wording {
            english: "the snapshot contradicts itself: use an unchanged snapshot of a sandbox",
            chinese: "快照自相矛盾：请使用未经修改的沙箱快照",
        };
        MESSAGE.in_language(language)
    }
}

/// The sentence in English.
impl fmt::Display for SnapshotError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message(Language::English))
    }
}

impl std::error::Error for SnapshotError {}

impl World {
    /// Returns a world that starts from a seed.
    ///
    /// # Errors
    ///
    /// Returns an error if an account breaks a rule of its page, an account or agent ID occurs twice, or a choice or a fault is
    /// out of its range.
    pub fn new(seed: &Seed) -> Result<Self, SeedError> {
        let choices = seed.choices.clone();
        let profile = choices.profile().map_err(SeedError::Policy)?;
        let state = seeding::state(seed, &profile)?;
        Ok(Self { choices, profile, initial: state.clone(), state, explanation: None })
    }

    /// Answers a request. `now` is the time in milliseconds since 1970-01-01 UTC; the clock of the world adds what
    /// [`advance`](Self::advance) added.
    pub fn answer(&mut self, now: u64, request: &Incoming<'_>) -> Outgoing {
        let time = now.saturating_add(self.state.advanced);
        let received = Received::read(request, &self.profile);
        let fault = self.state.fire(&received);
        let verdict = self.verdict(time, request, &received, fault.as_ref());
        self.finish(time, request, &received, verdict, fault)
    }

    /// Answers a request with a status, without an effect.
    pub(crate) fn refuse(&mut self, now: u64, request: &Incoming<'_>, status: u16) -> Outgoing {
        const REASON: Wording =
            Wording { english: "the sandbox holds too many worlds", chinese: "沙箱中的世界过多" };
        let received = Received::read(request, &self.profile);
        self.finish(now, request, &received, Verdict::status(status, REASON), None)
    }

    /// Returns the verdict, and keeps the effect of the request unless the fault is before it.
    fn verdict(
        &mut self,
        time: u64,
        request: &Incoming<'_>,
        received: &Received<'_>,
        fault: Option<&FiredFault>,
    ) -> Verdict {
        if !fault.is_some_and(FiredFault::is_before_effect) {
            return self.judge(time, request, received);
        }
        let kept = self.state.clone();
        let verdict = self.judge(time, request, received);
        self.state = kept;
        verdict
    }

    /// Does what a request asks for.
    fn judge(&mut self, time: u64, request: &Incoming<'_>, received: &Received<'_>) -> Verdict {
        if let Some(refusal) = self.refusal_of_credentials(time, request, received) {
            return refusal;
        }
        match received {
            Received::UnknownPath => Verdict::unknown_path(),
            Received::WrongMethod { allowed, .. } => Verdict::wrong_method(allowed),
            Received::Invalid(interface, report) => Verdict::invalid(interface, report.clone(), &self.profile),
            Received::Message(message) => self.message(time, message),
            Received::Extra(route, agent_id) => self.extra(time, request, *route, agent_id),
        }
    }

    /// Makes the reply of a verdict, and lets a fault change it.
    fn finish(
        &mut self,
        time: u64,
        request: &Incoming<'_>,
        received: &Received<'_>,
        verdict: Verdict,
        fault: Option<FiredFault>,
    ) -> Outgoing {
        let explanation = verdict.explanation(received);
        let (mut reply, mut delay) = (verdict.reply, verdict.delay);
        let mut delivery = Delivery::Whole;
        if let Some(fault) = &fault {
            fault.change(&mut reply, received, &self.profile);
            delay = delay.saturating_add(fault.delay());
            delivery = fault.delivery();
        }
        if let (Manner::Explain, Some(explanation)) = (self.choices.manner, &explanation) {
            reply.headers.push(explanation.header());
        }
        if explanation.is_some() {
            self.explanation = explanation;
        }
        let fault = fault.and_then(|fault| fault.index);
        let exchange = Exchange::of(time, request, received, &reply, (delay, delivery, fault));
        Outgoing { reply, delay, delivery, exchange }
    }

    /// Advances the clock of the world, in milliseconds.
    pub fn advance(&mut self, milliseconds: u64) {
        self.state.advanced = self.state.advanced.saturating_add(milliseconds);
    }

    /// Returns what the clock of the world was advanced by, in milliseconds.
    #[must_use]
    pub const fn advanced(&self) -> u64 {
        self.state.advanced
    }

    /// Returns the world as it is. It contains no secret in clear.
    #[must_use]
    pub fn snapshot(&self) -> WorldSnapshot {
        WorldSnapshot(self.state.clone())
    }

    /// Replaces the state of the world by that of a snapshot. The choices stay as they are.
    ///
    /// # Errors
    ///
    /// Returns an error if the snapshot contradicts itself. The world stays as it was then.
    pub fn restore(&mut self, snapshot: WorldSnapshot) -> Result<(), SnapshotError> {
        let state = snapshot.0.indexed().ok_or(SnapshotError)?;
        let faults = state.faults.iter();
        if faults.clone().any(|fault| fault.rule.check().is_err()) {
            return Err(SnapshotError);
        }
        self.state = state;
        Ok(())
    }

    /// Returns the world to its start: the accounts, faults and clock of the seed.
    pub fn reset(&mut self) {
        self.state = self.initial.clone();
        self.explanation = None;
    }

    /// Returns the accounts in alphabetical order, without their secrets. `now` is the time as for [`answer`](Self::answer).
    pub fn accounts(&self, now: u64) -> impl Iterator<Item = AccountView> {
        let time = now.saturating_add(self.state.advanced);
        self.state.accounts.values().map(move |account| account.view(time))
    }

    /// Returns the app personal settings, with their user IDs in alphabetical order.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &AppSettings)> {
        self.state.settings.iter().map(|(user, settings)| (user.as_str(), settings))
    }

    /// Unlocks an account and forgets its wrong passwords. Returns whether there is such an account, without regard to case.
    pub fn unlock(&mut self, account: &str) -> bool {
        self.state.unlock(account)
    }

    /// Returns the faults.
    pub fn faults(&self) -> impl Iterator<Item = &FaultRule> {
        self.state.faults.iter().map(|fault| &fault.rule)
    }

    /// Replaces the faults, and forgets what the old ones counted.
    ///
    /// # Errors
    ///
    /// Returns [`SeedError::Fault`] if a fault is out of its range. The faults stay as they were then.
    pub fn set_faults(&mut self, faults: Vec<FaultRule>) -> Result<(), SeedError> {
        self.state.faults = CountedFault::all(faults)?;
        Ok(())
    }

    /// Returns why the last refused request was refused, or what the advice on the last accepted one is; `None` if there was
    /// neither since the start.
    #[must_use]
    pub const fn explanation(&self) -> Option<&Explanation> {
        self.explanation.as_ref()
    }

    /// Returns the choices of the world.
    #[must_use]
    pub const fn choices(&self) -> &Choices {
        &self.choices
    }

    /// Returns the name of the world of an app key, which is a digest of it; `None` if app keys have no worlds, or the request has
    /// no app key.
    pub(crate) fn app_name(&self, request: &Incoming<'_>) -> Option<String> {
        let app_key = request.header(APP_KEY).filter(|_| self.choices.world_for_each_app_key)?;
        Some(format!("app-{}", self.initial.digest("world", app_key).as_str()))
    }
}

/// The header field of the app key, which the pages spell in several ways.
const APP_KEY: &str = "x-app-key";
