//! The part of a state that a request can change.

use crate::world::received::Received;
use crate::world::state::{Account, AppSettings, State};

/// The part of a state that a request can change: what the next account, settings and random numbers are, and the records whose
/// keys the request has.
pub(crate) struct StatePart {
    random: u64,
    next_work_no: u32,
    next_settings_id: u64,
    accounts: Vec<(String, Option<Account>)>,
    settings: Vec<(String, Option<AppSettings>)>,
}

impl State {
    /// Returns a copy of the part that a request can change, which is small however large the state is.
    pub(crate) fn part_of(&self, received: &Received<'_>) -> StatePart {
        let account = |key: String| {
            let account = self.accounts.get(&key).cloned();
            (key, account)
        };
        let settings = |user: &str| (user.to_owned(), self.settings.get(user).cloned());
        StatePart {
            random: self.random,
            next_work_no: self.next_work_no,
            next_settings_id: self.next_settings_id,
            accounts: self.keys(received).into_iter().map(account).collect(),
            settings: received.keys().into_iter().map(settings).collect(),
        }
    }

    /// Returns the state to what it was when the part was copied, if one request has changed it since.
    pub(crate) fn put_back(&mut self, part: StatePart) {
        self.random = part.random;
        self.next_work_no = part.next_work_no;
        self.next_settings_id = part.next_settings_id;
        for (key, account) in part.accounts {
            match account {
                Some(account) => self.accounts.insert(key, account),
                None => self.remove(&key),
            };
        }
        for (user, settings) in part.settings {
            match settings {
                Some(settings) => self.settings.insert(user, settings),
                None => self.settings.remove(&user),
            };
        }
    }

    fn remove(&mut self, key: &str) -> Option<Account> {
        let removed = self.accounts.remove(key)?;
        self.by_work_no.remove(&removed.work_no);
        Some(removed)
    }
}
