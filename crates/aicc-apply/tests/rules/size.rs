//! What many records cost.

use aicc_apply::{AgentSteps, ApplyOptions, JournalState, Machine, Next, PlanBuilder, SettingsStep, SignInStep};
use aicc_core::{Gateway, Profile};

use crate::driver::{KEY, body};

const RECORDS: u64 = 10_000;

/// 100,000 records must fit in 200 MB with everything else that a process holds: 1 kB for each leaves half of that.
#[test]
fn a_record_costs_less_than_a_kilobyte() {
    assert_small(&AgentSteps::default());
}

#[test]
fn a_record_with_steps_costs_less_than_a_kilobyte() {
    let profile = Profile::default();
    let accounts: Vec<String> = (1..=RECORDS).map(account).collect();
    let user_ids = accounts.iter().map(|account| (account.as_str(), "1660270845627002401"));
    let settings = SettingsStep::new(b"{}", user_ids, &profile).unwrap();
    let sign_in = SignInStep::new(b"{}", Gateway::new("10.0.0.1").unwrap(), &profile).unwrap();
    assert_small(&AgentSteps { settings: Some(settings), sign_in: Some(sign_in) });
}

fn account(record: u64) -> String {
    format!("agent{record:06}")
}

#[track_caller]
fn assert_small(steps: &AgentSteps) {
    let memory = allocation_counter::measure(|| {
        let journal = JournalState::new(KEY);
        let mut builder = PlanBuilder::new(Profile::default(), &journal).steps(steps.clone());
        for record in 1..=RECORDS {
            builder.add(record, Some(record), body(&account(record)).as_bytes()).unwrap();
        }
        let mut machine = Machine::new(builder.finish(), ApplyOptions::default());
        assert!(matches!(machine.next(0), Next::Write(_)));
    });
    println!("{} bytes a record", memory.bytes_max / RECORDS);
    assert!(memory.bytes_max < RECORDS * 1000, "{} bytes a record", memory.bytes_max / RECORDS);
}
