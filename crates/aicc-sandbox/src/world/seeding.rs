//! Makes the first state of a world from a seed.

use aicc_core::{AgentAccountCreate, Profile, RequestBody};
use serde_json::Value;

use crate::world::configuration::{new_account, work_numbers};
use crate::world::fault::FaultRule;
use crate::world::seed::{Seed, SeedAccount, SeedError};
use crate::world::state::{Account, CountedFault, State};
use crate::world::tokens::MAXIMUM_SECONDS;

/// Returns the first state of a world.
pub(super) fn state(seed: &Seed, profile: &Profile) -> Result<State, SeedError> {
    if !(1..=MAXIMUM_SECONDS).contains(&seed.choices.token_seconds) {
        return Err(SeedError::TokenSeconds { maximum: MAXIMUM_SECONDS });
    }
    let range = work_numbers(profile.edition);
    let first = seed.choices.first_work_number.unwrap_or(*range.start());
    let mut state = State::new(seed.random, first.max(*range.start()));
    add_credentials(&mut state, seed);
    // Fixed agent IDs first: the others take what is left.
    let accounts = || seed.accounts.iter().enumerate();
    let (fixed, free) = (
        accounts().filter(|(_, account)| account.work_no.is_some()),
        accounts().filter(|(_, account)| account.work_no.is_none()),
    );
    for (index, account) in fixed.chain(free) {
        add_account(&mut state, index, account, profile)?;
    }
    state.faults = CountedFault::all(seed.faults.clone())?;
    Ok(state)
}

fn add_credentials(state: &mut State, seed: &Seed) {
    for app in &seed.apps {
        let (key, secret) = (app.app_key.expose(), app.app_secret.expose());
        state.apps.insert(state.digest("app", key), state.digest("appSecret", secret));
    }
    for user in &seed.users {
        state.users.insert(user.username.clone(), state.digest("user", user.password.expose()));
    }
}

fn add_account(state: &mut State, index: usize, account: &SeedAccount, profile: &Profile) -> Result<(), SeedError> {
    let body = Value::Object(account.create.clone()).to_string();
    let message = AgentAccountCreate::from_json(body.as_bytes(), profile);
    let message = message.map_err(|report| SeedError::Account { index, report })?;
    if state.accounts.contains_key(&message.user_account.to_ascii_lowercase()) {
        return Err(SeedError::DuplicateAccount { index });
    }
    let range = work_numbers(profile.edition);
    let work_no = match account.work_no {
        Some(work_no) => Some(work_no).filter(|work_no| range.contains(work_no) && state.agent(*work_no).is_none()),
        None => state.free_work_no(*range.end()),
    };
    let (minimum, maximum) = range.into_inner();
    let work_no = work_no.ok_or(SeedError::WorkNumber { index, minimum, maximum })?;
    let created = new_account(state, &message, work_no, None);
    state.add(Account { ips: account.ips.clone(), locked: account.locked, ..created });
    Ok(())
}

impl CountedFault {
    /// Returns rules that have counted nothing.
    pub(super) fn all(rules: Vec<FaultRule>) -> Result<Vec<Self>, SeedError> {
        let counted = |(index, rule): (usize, FaultRule)| match rule.check() {
            Ok(()) => Ok(Self { rule, matched: 0, fired: 0 }),
            Err(error) => Err(SeedError::Fault { index, error }),
        };
        rules.into_iter().enumerate().map(counted).collect()
    }
}
