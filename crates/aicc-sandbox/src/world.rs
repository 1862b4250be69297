//! The world: a pure state machine. It does no IO, and reads no clock.

pub(crate) mod account;
pub(crate) mod choices;
mod configuration;
mod digest;
mod draft;
pub(crate) mod exchange;
pub(crate) mod explanation;
pub(crate) mod fault;
mod firing;
mod gateway;
mod headers;
mod mask;
pub(crate) mod outgoing;
mod platform;
mod received;
#[cfg(feature = "server")]
mod request_secrets;
mod route;
pub(crate) mod seed;
mod seeding;
pub(crate) mod state;
mod tokens;
pub(crate) mod wire;
pub(crate) mod worlds;

use std::fmt;

use aicc_core::{AnyRequest, Language, ReceivedRequest, Wording};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::world::account::AccountView;
use crate::world::choices::{Choices, Manner};
use crate::world::draft::Draft;
use crate::world::explanation::Explanation;
use crate::world::fault::FaultRule;
use crate::world::firing::FiredFault;
use crate::world::outgoing::Outgoing;
use crate::world::platform::Platform;
use crate::world::received::Received;
use crate::world::route::ExtraRoute;
use crate::world::seed::{Seed, SeedError};
use crate::world::state::{Account, AppSettings, CountedFault, State};
use crate::world::wire::{Delivery, Incoming};

/// One isolated platform: accounts, agent IDs, sessions, locks, settings, tokens, events, faults and a clock.
///
/// A world keeps no secret in clear: passwords, sessions and app secrets are salted digests, and a token is not kept.
#[derive(Clone, Debug)]
pub struct World {
    platform: Platform,
    /// The state after [`World::new`].
    initial: State,
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
        Ok(Self { initial: state.clone(), platform: Platform { choices, profile, state }, explanation: None })
    }

    /// Replies to a request. `now` is the time in milliseconds since 1970-01-01 UTC; the clock of the world adds what
    /// [`advance`](Self::advance) added.
    pub fn answer(&mut self, now: u64, request: &Incoming<'_>) -> Outgoing {
        let time = now.saturating_add(self.platform.state.advanced);
        let received = Received::read(request, &self.platform.profile);
        let fault = self.platform.state.fire(&received);
        let draft = self.draft(time, request, &received, fault.as_ref());
        self.finish(time, &received, draft, fault)
    }

    /// Replies with a status, without an effect.
    pub(crate) fn refuse(&mut self, now: u64, request: &Incoming<'_>, status: u16) -> Outgoing {
        const REASON: Wording =
            Wording { english: "the sandbox holds too many worlds", chinese: "沙箱中的世界过多" };
        let received = Received::read(request, &self.platform.profile);
        self.finish(now, &received, Draft::status(status, REASON), None)
    }

    /// Returns the draft, and keeps the effect of the request unless the fault is before it.
    fn draft(
        &mut self,
        time: u64,
        request: &Incoming<'_>,
        received: &Received<'_>,
        fault: Option<&FiredFault>,
    ) -> Draft {
        let Some(fault) = fault.filter(|fault| fault.is_before_effect()) else {
            return self.judge(time, request, received);
        };
        if fault.replaces_answer() {
            return Draft::lost();
        }
        let before = self.platform.state.part_of(received);
        let draft = self.judge(time, request, received);
        self.platform.state.put_back(before);
        draft
    }

    /// Does what a request asks for.
    fn judge(&mut self, time: u64, request: &Incoming<'_>, received: &Received<'_>) -> Draft {
        if let Some(refusal) = self.platform.refusal_of_credentials(time, request, received) {
            return refusal;
        }
        let platform = &mut self.platform;
        match received {
            Received::UnknownPath => Draft::unknown_path(),
            Received::WrongMethod(allowed) => Draft::wrong_method(allowed),
            Received::Invalid(interface, report) => Draft::invalid(interface, report.clone(), &platform.profile),
            Received::Message(message, masked) => platform.message(time, message, masked),
            Received::Extra(ExtraRoute::Token, _) => platform.token(time, request),
            Received::Extra(ExtraRoute::Events, agent_id) => platform.poll(request, agent_id),
            Received::Extra(ExtraRoute::SignOut, agent_id) => platform.sign_out(request, agent_id),
        }
    }

    /// Makes the reply of a draft, and lets a fault change it.
    fn finish(&mut self, time: u64, received: &Received<'_>, draft: Draft, fault: Option<FiredFault>) -> Outgoing {
        let mut explanation = draft.explanation(received);
        let (mut reply, mut delay) = (draft.reply, draft.delay);
        let mut delivery = Delivery::Whole;
        if let Some(fault) = &fault {
            fault.change(&mut reply, received, &self.platform.profile);
            delay = delay.saturating_add(fault.delay());
            delivery = fault.delivery();
            explanation = fault.explanation(reply.status).or(explanation);
        }
        if let (Manner::Explain, Some(explanation)) = (self.platform.choices.manner, &explanation) {
            reply.headers.push(explanation.header());
        }
        if explanation.is_some() {
            self.explanation = explanation;
        }
        Outgoing { reply, delay, delivery, time, fault: fault.and_then(|fault| fault.index) }
    }

    /// Advances the clock of the world, in milliseconds.
    pub fn advance(&mut self, milliseconds: u64) {
        self.platform.state.advanced = self.platform.state.advanced.saturating_add(milliseconds);
    }

    /// Returns what the clock of the world was advanced by, in milliseconds.
    #[must_use]
    pub const fn advanced(&self) -> u64 {
        self.platform.state.advanced
    }

    /// Returns the world as it is. It contains no secret in clear.
    #[must_use]
    pub fn snapshot(&self) -> WorldSnapshot {
        WorldSnapshot(self.platform.state.without_index())
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
        self.platform.state = state;
        Ok(())
    }

    /// Returns the world to its start: the accounts, faults and clock of the seed.
    pub fn reset(&mut self) {
        self.platform.state = self.initial.clone();
        self.explanation = None;
    }

    /// Returns the accounts in alphabetical order, without their secrets. `now` is the time as for [`answer`](Self::answer).
    pub fn accounts(&self, now: u64) -> impl Iterator<Item = AccountView> {
        let time = now.saturating_add(self.platform.state.advanced);
        self.platform.state.accounts.values().map(move |account| account.view(time))
    }

    /// Returns the app personal settings, with their user IDs in alphabetical order.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &AppSettings)> {
        self.platform.state.settings.iter().map(|(user, settings)| (user.as_str(), settings))
    }

    /// Unlocks an account and forgets its wrong passwords. Returns whether there is such an account, without regard to case.
    pub fn unlock(&mut self, account: &str) -> bool {
        let account = self.platform.state.accounts.get_mut(&account.to_ascii_lowercase());
        account.map(Account::unlock).is_some()
    }

    /// Returns the faults.
    pub fn faults(&self) -> impl Iterator<Item = &FaultRule> {
        self.platform.state.faults.iter().map(|fault| &fault.rule)
    }

    /// Replaces the faults, and forgets what the old ones counted.
    ///
    /// # Errors
    ///
    /// Returns [`SeedError::Fault`] if a fault is out of its range. The faults stay as they were then.
    pub fn set_faults(&mut self, faults: Vec<FaultRule>) -> Result<(), SeedError> {
        self.platform.state.faults = CountedFault::all(faults)?;
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
        &self.platform.choices
    }

    /// Returns the name of the world of an app key, which is a digest of it; `None` if app keys have no worlds, or the request has
    /// no app key.
    pub(crate) fn app_name(&self, request: &Incoming<'_>) -> Option<String> {
        let app_key = request.header(APP_KEY).filter(|_| self.platform.choices.world_for_each_app_key)?;
        Some(format!("app-{}", self.initial.digest("world", app_key).as_str()))
    }
}

impl Platform {
    /// Does what a valid request to an interface asks for.
    fn message(&mut self, time: u64, received: &ReceivedRequest, masked: &Value) -> Draft {
        let message = &received.message;
        if let AnyRequest::AgentAccountCreate(account) = message {
            return self.create_account(time, account);
        }
        if let AnyRequest::AgentInfoQuery(query) = message {
            return self.query_agent(time, query);
        }
        if let AnyRequest::AgentSettingsCreate(settings) = message {
            return self.create_settings(settings, masked);
        }
        if let AnyRequest::AgentSignIn(sign_in) = message {
            let agent_id = received.path.first().map(|(_, agent_id)| agent_id.as_str()).unwrap_or_default();
            return self.sign_in(time, agent_id, sign_in);
        }
        Draft::example(received.interface, &self.profile)
    }
}

/// The header field of the app key, which the pages spell in several ways.
const APP_KEY: &str = "x-app-key";
