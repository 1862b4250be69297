//! The state of a world: everything that a snapshot holds. No secret is in it in clear.

mod part;

use std::collections::{BTreeMap, VecDeque};

use fastrand::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::world::account::AccountView;
use crate::world::digest::SaltedDigest;
use crate::world::fault::FaultRule;

/// The state of a world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct State {
    /// The state of the random generator.
    random: u64,
    /// The salt of the digests.
    pub(crate) salt: String,
    /// What the clock was advanced by, in milliseconds.
    pub(crate) advanced: u64,
    /// The agent ID that the search for a free one starts with.
    pub(crate) next_work_no: u32,
    /// The ID of the next settings.
    pub(crate) next_settings_id: u64,
    /// The accounts, by account in lower case.
    pub(crate) accounts: BTreeMap<String, Account>,
    /// The settings, by user ID.
    pub(crate) settings: BTreeMap<String, AppSettings>,
    /// The digests of the app secrets, by the digest of their app key.
    pub(crate) apps: BTreeMap<SaltedDigest, SaltedDigest>,
    /// The digests of the passwords of users, by name.
    pub(crate) users: BTreeMap<String, SaltedDigest>,
    /// The faults, with their counts.
    pub(crate) faults: Vec<CountedFault>,
    /// The accounts by agent ID, in lower case.
    #[serde(skip)]
    by_work_no: BTreeMap<u32, String>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Account {
    /// The account as it was created.
    pub(crate) account: String,
    /// The name of the agent.
    pub(crate) name: String,
    /// The agent ID.
    pub(crate) work_no: u32,
    /// The type of the agent.
    pub(crate) agent_type: i64,
    /// The digest of the password.
    pub(crate) password: SaltedDigest,
    /// When the password was set; `None` for an account of the seed, whose password is always new.
    pub(crate) password_since: Option<u64>,
    /// From when queries and sign-ins see the account.
    pub(crate) visible_from: u64,
    /// The number of wrong passwords since the last right one.
    pub(crate) wrong_passwords: u32,
    /// Whether the account was locked.
    pub(crate) locked: bool,
    /// When the lock ends; `None` if it does not.
    pub(crate) locked_until: Option<u64>,
    /// The IP addresses from which the agent can sign in; none for every address.
    pub(crate) ips: Vec<String>,
    /// The session of the agent, while it is signed in.
    pub(crate) session: Option<Session>,
}

impl Account {
    /// Returns whether queries and sign-ins see the account at a time.
    pub(crate) const fn is_visible(&self, time: u64) -> bool {
        self.visible_from <= time
    }

    /// Returns whether the account is locked at a time.
    pub(crate) fn is_locked(&self, time: u64) -> bool {
        self.locked && self.locked_until.is_none_or(|end| time < end)
    }

    /// Unlocks the account and forgets its wrong passwords.
    pub(crate) const fn unlock(&mut self) {
        self.wrong_passwords = 0;
        self.locked = false;
        self.locked_until = None;
    }

    /// Returns the account without its secrets, at a time.
    pub(crate) fn view(&self, time: u64) -> AccountView {
        AccountView {
            account: self.account.clone(),
            name: self.name.clone(),
            work_no: self.work_no,
            agent_type: self.agent_type,
            visible: self.is_visible(time),
            locked: self.is_locked(time),
            signed_in: self.session.is_some(),
            wrong_passwords: self.wrong_passwords,
            waiting_events: self.session.as_ref().map_or(0, |session| session.events.len()),
        }
    }
}

/// A session of an agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Session {
    /// The digest of the text that authenticates later calls.
    pub(crate) guid: SaltedDigest,
    /// The events that no poll has returned.
    pub(crate) events: VecDeque<String>,
}

/// The app personal settings of a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppSettings {
    /// The primary key ID that the reply had.
    pub id: String,
    /// The members of the request that created them.
    pub settings: Map<String, Value>,
}

/// A fault, with what it has counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CountedFault {
    /// The rule.
    pub(crate) rule: FaultRule,
    /// The number of requests that met its conditions.
    pub(crate) matched: u64,
    /// The number of times that it fired.
    pub(crate) fired: u64,
}

impl State {
    /// Returns an empty state.
    pub(crate) fn new(random: u64, first_work_no: u32) -> Self {
        Self {
            random,
            salt: SaltedDigest::of("", "salt", &random.to_string()).as_str().to_owned(),
            advanced: 0,
            next_work_no: first_work_no,
            next_settings_id: 1_000_000_000_000_000_001,
            accounts: BTreeMap::new(),
            settings: BTreeMap::new(),
            apps: BTreeMap::new(),
            users: BTreeMap::new(),
            faults: Vec::new(),
            by_work_no: BTreeMap::new(),
        }
    }

    /// Returns the digest of a text for a purpose.
    pub(crate) fn digest(&self, purpose: &str, text: &str) -> SaltedDigest {
        SaltedDigest::of(&self.salt, purpose, text)
    }

    /// Returns what a function takes from the random generator.
    pub(crate) fn draw<T>(&mut self, take: impl FnOnce(&mut Rng) -> T) -> T {
        let mut random = Rng::with_seed(self.random);
        let taken = take(&mut random);
        self.random = random.get_seed();
        taken
    }

    /// Returns the account of an agent.
    pub(crate) fn agent(&self, work_no: u32) -> Option<&Account> {
        self.accounts.get(self.by_work_no.get(&work_no)?)
    }

    /// Returns the account of an agent.
    pub(crate) fn agent_mut(&mut self, work_no: u32) -> Option<&mut Account> {
        self.accounts.get_mut(self.by_work_no.get(&work_no)?)
    }

    /// Adds an account. The caller has made sure that account and agent ID are free.
    pub(crate) fn add(&mut self, account: Account) {
        let key = account.account.to_ascii_lowercase();
        self.by_work_no.insert(account.work_no, key.clone());
        self.accounts.insert(key, account);
    }

    /// Returns a free agent ID up to a maximum; `None` if there is none from the next one on.
    pub(crate) fn free_work_no(&mut self, maximum: u32) -> Option<u32> {
        let free = (self.next_work_no..=maximum).find(|work_no| !self.by_work_no.contains_key(work_no))?;
        self.next_work_no = free.saturating_add(1);
        Some(free)
    }

    /// Returns a copy without its index, as it is written.
    pub(crate) fn without_index(&self) -> Self {
        Self { by_work_no: BTreeMap::new(), ..self.clone() }
    }

    /// Returns the state with its index, or `None` if two accounts have the same agent ID or an account has the key of another.
    pub(crate) fn indexed(mut self) -> Option<Self> {
        let keys = self.accounts.iter();
        self.by_work_no = keys.map(|(key, account)| (account.work_no, key.clone())).collect();
        let is_keyed = self.accounts.iter().all(|(key, account)| *key == account.account.to_ascii_lowercase());
        (is_keyed && self.by_work_no.len() == self.accounts.len()).then_some(self)
    }
}
