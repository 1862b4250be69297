//! What a journal knows of each account.

use std::collections::HashMap;

use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;

use crate::failure::CallFailure;
use crate::journal::digest::{BodyDigest, JournalKey};
use crate::journal::entry::{JOURNAL_VERSION, JournalEntry};

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
    /// Whether the last call has no outcome yet.
    is_open: bool,
    /// Whether an earlier call may have created the account.
    is_uncertain: bool,
    outcome: Option<KnownOutcome>,
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
}
