//! What a journal knows of each account.

use std::collections::HashMap;

use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;

use crate::failure::CallFailure;
use crate::journal::digest::{BodyDigest, JournalKey};
use crate::journal::entry::{JOURNAL_VERSION, JournalEntry, failure_of};
use crate::steps::state::{KnownStep, StepState};
use crate::steps::{AgentStep, StepValues};

/// What a journal knows of the accounts that were sent.
#[derive(Clone, Debug)]
pub struct JournalState {
    key: JournalKey,
    /// By account in lower case.
    accounts: HashMap<Box<str>, KnownAccount>,
}

/// What a journal says about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// Every call certainly created nothing.
    NotDone,
    /// A call began, and its answer is not in the journal.
    Open,
    /// An answer was lost, and the platform did not find the account afterwards.
    Unknown,
    /// The account exists.
    Created {
        /// The agent ID; `None` if the platform did not say it.
        work_no: Option<i64>,
        /// Whether the platform said so when it was asked.
        adopted: bool,
    },
    /// The platform refused the account, and created nothing.
    Refused(CallFailure),
}

/// An account of a journal.
#[derive(Clone, Debug)]
struct KnownAccount {
    /// The digest of the body that was sent last.
    digest: BodyDigest,
    /// Whether an earlier call than the last one may have created the account.
    is_uncertain: bool,
    /// The result of the last call.
    last: AccountState,
    /// The steps that were sent.
    steps: Option<Box<StepValues<KnownStep>>>,
}

impl JournalState {
    /// Returns the state of a new journal.
    #[must_use]
    pub fn new(key: JournalKey) -> Self {
        Self { key, accounts: HashMap::new() }
    }

    /// Returns the first line of the journal.
    #[must_use]
    pub fn header(&self) -> JournalEntry {
        let interface = AGENT_ACCOUNT_CREATE.name.to_owned();
        JournalEntry::Journal { version: JOURNAL_VERSION, interface, key: self.key }
    }

    /// Returns the key of the digests.
    #[must_use]
    pub const fn key(&self) -> JournalKey {
        self.key
    }

    /// Returns the number of accounts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Returns whether the journal knows no account.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Returns what is known of an account, without regard to case; `None` if it was never sent.
    #[must_use]
    pub fn account(&self, account: &str) -> Option<AccountState> {
        self.known(account).map(KnownAccount::state)
    }

    /// Returns the digest of the body that was sent last for an account, without regard to case; `None` if it was never sent.
    #[must_use]
    pub fn digest(&self, account: &str) -> Option<BodyDigest> {
        self.known(account).map(|known| known.digest)
    }

    /// Returns what is known of a step of an account, without regard to case.
    #[must_use]
    pub fn step(&self, account: &str, step: AgentStep) -> StepState {
        let steps = self.known(account).and_then(|known| known.steps.as_ref());
        steps.map(|steps| steps.get(step).state()).unwrap_or_default()
    }

    fn known(&self, account: &str) -> Option<&KnownAccount> {
        self.accounts.get(account.to_ascii_lowercase().as_str())
    }

    /// Adds an entry. An outcome without a call before it is ignored.
    pub(crate) fn add(&mut self, entry: JournalEntry) {
        let Some(account) = entry.account().map(|account| account.to_ascii_lowercase().into_boxed_str()) else {
            return;
        };
        if let JournalEntry::Sent { digest, .. } = entry {
            let new = KnownAccount { digest, is_uncertain: false, last: AccountState::NotDone, steps: None };
            self.accounts.entry(account).or_insert(new).send(digest);
            return;
        }
        let Some(known) = self.accounts.get_mut(&account) else { return };
        match AfterEntry::of(entry) {
            Some(AfterEntry::Account(state)) => known.last = state,
            Some(AfterEntry::Step(step, state)) => known.steps.get_or_insert_default().get_mut(step).add(state),
            None => {}
        }
    }
}

impl KnownAccount {
    /// Notes a call.
    fn send(&mut self, digest: BodyDigest) {
        self.is_uncertain |= matches!(self.last, AccountState::Open | AccountState::Unknown);
        self.digest = digest;
        self.last = AccountState::Open;
    }

    /// Returns what is known of the account: a call that certainly did nothing says nothing about an earlier one.
    fn state(&self) -> AccountState {
        match &self.last {
            AccountState::NotDone | AccountState::Refused(_) if self.is_uncertain => AccountState::Unknown,
            last => last.clone(),
        }
    }
}

/// What an entry says.
enum AfterEntry {
    Account(AccountState),
    Step(AgentStep, StepState),
}

impl AfterEntry {
    /// Returns what an entry says; `None` for a call that creates an account, and for a refusal without a code or status.
    fn of(entry: JournalEntry) -> Option<Self> {
        Some(match entry {
            JournalEntry::Journal { .. } | JournalEntry::Sent { .. } => return None,
            JournalEntry::NotDone { .. } => Self::Account(AccountState::NotDone),
            JournalEntry::Created { work_no, adopted, .. } => Self::Account(AccountState::Created { work_no, adopted }),
            JournalEntry::Unknown { .. } => Self::Account(AccountState::Unknown),
            JournalEntry::Refused { code, status, .. } => {
                Self::Account(AccountState::Refused(failure_of(code, status)?))
            }
            JournalEntry::StepSent { step, .. } => Self::Step(step, StepState::Open),
            JournalEntry::StepNotDone { step, .. } => Self::Step(step, StepState::NotDone),
            JournalEntry::StepDone { step, .. } => Self::Step(step, StepState::Done),
            JournalEntry::StepRefused { step, code, status, .. } => {
                Self::Step(step, StepState::Refused(failure_of(code, status)?))
            }
            JournalEntry::StepUnknown { step, .. } => Self::Step(step, StepState::Unknown),
        })
    }
}
