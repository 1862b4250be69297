//! What must hold in every schedule.

use std::collections::{BTreeMap, BTreeSet};

use aicc_apply::{
    AccountState, AgentStep, JournalState, Machine, OutcomeKind, Purpose, RecordOutcome, RunEnding, StepOutcome,
    StepState,
};
use conformance::secrecy::MARKER;

use crate::disk::Disk;
use crate::platform::Platform;
use crate::schedule::{MAXIMUM_ACCOUNTS, account};

/// A law that does not hold, in words.
pub(crate) type Broken = String;

/// A creation or a step begins only after its entry is where no crash can remove it.
pub(crate) fn check_sent_is_on_the_disk(disk: &Disk, account: &str, purpose: Purpose) -> Result<(), Broken> {
    if purpose == Purpose::Query || std::env::var_os("WITHOUT_LOOKING_AT_THE_DISK").is_some() {
        return Ok(());
    }
    let journal = JournalState::read(disk.flushed()).map_err(|error| error.to_string())?.state;
    let step = AgentStep::ALL.into_iter().find(|step| step.purpose() == purpose);
    if let Some(step) = step {
        let state = journal.map(|journal| journal.step(account, step));
        return match state {
            Some(StepState::Open) => Ok(()),
            other => Err(format!("{step:?} of {account} is sent, and the journal on the disk says {other:?}")),
        };
    }
    match journal.and_then(|journal| journal.account(account)) {
        Some(AccountState::Open) => Ok(()),
        other => Err(format!("{account} is sent, and the journal on the disk says {other:?}")),
    }
}

/// What a run reports is true: an account that it calls refused or not sent is not there and does not come, and one that it calls created is
/// there, once, with that agent ID.
pub(crate) fn check_report(machine: &Machine, ending: &RunEnding, platform: &Platform) -> Result<(), Broken> {
    let records = machine.plan().records();
    let counts = machine.counts();
    let counted: u64 = OutcomeKind::ALL.iter().map(|kind| counts.of(*kind)).sum();
    if counted != records.len() as u64 {
        return Err(format!("{counted} outcomes of {} records", records.len()));
    }
    for (index, planned) in records.iter().enumerate() {
        let account = &planned.account;
        let outcome = machine.outcome(index).unwrap();
        let times = platform.times_created(account);
        match outcome {
            RecordOutcome::Refused(_) | RecordOutcome::NotSent(_) => {
                if times > 0 || platform.can_still_create(account) {
                    return Err(format!("{account} is reported as {outcome:?}, and was created {times} times"));
                }
            }
            RecordOutcome::Created { work_no, .. } => {
                if times != 1 || *work_no != platform.work_no(account) {
                    return Err(format!("{account} is reported as {outcome:?}, and was created {times} times"));
                }
            }
            RecordOutcome::Unknown(_) | RecordOutcome::Duplicate { .. } | RecordOutcome::Invalid => {}
            RecordOutcome::Exists { .. } | RecordOutcome::Changed { .. } => {
                return Err(format!("{account} is reported as {outcome:?}"));
            }
        }
        if matches!((ending, outcome), (RunEnding::Done, RecordOutcome::NotSent(_))) {
            return Err(format!("the run is done, and {account} was not sent"));
        }
    }
    Ok(())
}

/// A run does not know of an account only if a call may have created it.
pub(crate) fn check_unknown(machine: &Machine, uncertain: &BTreeSet<String>) -> Result<(), Broken> {
    let outcomes = machine.plan().records().iter().enumerate();
    let unknown = outcomes.filter(|(index, _)| matches!(machine.outcome(*index), Some(RecordOutcome::Unknown(_))));
    match unknown
        .map(|(_, planned)| &planned.account)
        .find(|account| !uncertain.contains(&account.to_ascii_lowercase()))
    {
        Some(account) => Err(format!("{account} is unknown, and every call certainly did nothing")),
        None => Ok(()),
    }
}

/// What a run reports about steps is true. Returns whether a step is neither done nor unknown.
pub(crate) fn check_steps(
    machine: &Machine,
    ending: &RunEnding,
    platform: &Platform,
    uncertain: &BTreeSet<(AgentStep, String)>,
) -> Result<bool, Broken> {
    let mut is_open = false;
    for (index, planned) in machine.plan().records().iter().enumerate() {
        let account = &planned.account;
        for step in AgentStep::ALL {
            let Some(outcome) = machine.step_outcome(index, step) else { continue };
            let times = platform.times(step.purpose(), account);
            let is_true = match outcome {
                StepOutcome::Done if step == AgentStep::SignIn => times == 1 && platform.is_signed_in(account),
                StepOutcome::Done => times > 0,
                StepOutcome::Refused(_) => !platform.may_be_done(step, account),
                StepOutcome::NotSent(_) => !platform.may_be_done(step, account) && *ending != RunEnding::Done,
                StepOutcome::Unknown(_) => uncertain.contains(&(step, account.to_ascii_lowercase())),
            };
            if !is_true {
                return Err(format!("{step:?} of {account} is reported as {outcome:?}, and was done {times} times"));
            }
            is_open |= matches!(outcome, StepOutcome::Refused(_) | StepOutcome::NotSent(_));
            is_open |= step == AgentStep::SignIn && matches!(outcome, StepOutcome::Unknown(_));
        }
    }
    Ok(is_open)
}

/// The time during which the platform is asked, in milliseconds, without the time that calls take.
const PERIOD: u64 = 60_000;

/// A run whose queries are answered does not know of an account only if the account became visible after the time during which the platform is
/// asked.
pub(crate) fn check_period(
    machine: &Machine,
    platform: &Platform,
    lost_at: &BTreeMap<String, u64>,
) -> Result<(), Broken> {
    for (index, planned) in machine.plan().records().iter().enumerate() {
        let account = planned.account.to_ascii_lowercase();
        let (Some(lost), Some(visible)) = (lost_at.get(&account), platform.visible_since(&account)) else { continue };
        if matches!(machine.outcome(index), Some(RecordOutcome::Unknown(_))) && visible <= lost + PERIOD {
            return Err(format!(
                "{account} is unknown, and was visible {} ms after the answer was lost",
                visible.saturating_sub(*lost)
            ));
        }
    }
    Ok(())
}

/// The journal knows which accounts a call may have created. A process that ends by itself leaves no other account open in it; one that is
/// killed, or that cannot write, may.
pub(crate) fn check_journal(
    disk: &Disk,
    (uncertain, uncertain_steps): (&mut BTreeSet<String>, &mut BTreeSet<(AgentStep, String)>),
    is_orderly: bool,
) -> Result<(), Broken> {
    let read = JournalState::read(disk.bytes()).map_err(|error| format!("the journal is broken: {error}"))?;
    let Some(journal) = read.state else { return Ok(()) };
    for number in 0..MAXIMUM_ACCOUNTS {
        let account = account(number).to_ascii_lowercase();
        let state = journal.account(&account);
        if state == Some(AccountState::Open) && uncertain.insert(account.clone()) && is_orderly {
            return Err(format!("the journal says that {account} may have been created"));
        }
        let is_forgotten = matches!(state, None | Some(AccountState::NotDone | AccountState::Refused(_)));
        if is_forgotten && uncertain.contains(&account) {
            return Err(format!("{account} may have been created, and the journal says {state:?}"));
        }
        for step in AgentStep::ALL {
            let (state, place) = (journal.step(&account, step), (step, account.clone()));
            let is_forgotten = matches!(state, StepState::NotDone | StepState::Refused(_));
            if is_forgotten && uncertain_steps.contains(&place) {
                return Err(format!("{step:?} of {account} may have been done, and the journal says {state:?}"));
            }
            if state == StepState::Open && uncertain_steps.insert(place) && is_orderly {
                return Err(format!("the journal says that {step:?} of {account} may have been done"));
            }
        }
    }
    Ok(())
}

/// No account was created twice, and the journal holds no secret.
pub(crate) fn check_world(disk: &Disk, platform: &Platform, accounts: &[String]) -> Result<(), Broken> {
    for account in accounts {
        if platform.times_created(account) > 1 {
            return Err(format!("{account} was created {} times", platform.times_created(account)));
        }
    }
    if String::from_utf8_lossy(disk.bytes()).contains(MARKER) {
        return Err("the journal holds a password or a token".to_owned());
    }
    Ok(())
}

/// In the end, the platform has exactly the accounts that were asked, each signed in once, and each with its settings once; twice only if the user
/// sent them again.
pub(crate) fn check_end(
    platform: &Platform,
    accounts: &[String],
    steps: &[AgentStep],
    settings_resends: u32,
) -> Result<(), Broken> {
    let mut further = 0;
    for (account, step) in accounts.iter().flat_map(|account| steps.iter().map(move |step| (account, *step))) {
        let times = platform.times(step.purpose(), account);
        if times == 0 || (times > 1 && step == AgentStep::SignIn) {
            return Err(format!("in the end, {step:?} of {account} was done {times} times"));
        }
        further += times - 1;
    }
    if further > settings_resends {
        return Err(format!("{further} settings too many, and {settings_resends} were sent again on request"));
    }
    if let Some(account) = accounts.iter().find(|account| platform.times_created(account) != 1) {
        return Err(format!("in the end, {account} was created {} times", platform.times_created(account)));
    }
    if platform.accounts() != accounts.len() {
        return Err(format!("{} accounts for {} records", platform.accounts(), accounts.len()));
    }
    Ok(())
}
