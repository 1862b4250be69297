//! What is sent, in which order, and how fast.

use std::num::{NonZeroU32, NonZeroUsize};

use aicc_apply::{ApplyOptions, Machine, Next, OutcomeKind, Purpose, RecordOutcome, RunEnding};
use aicc_core::Cloud;

use crate::driver::{CREATED, Driver, FAILED, FOUND, MISSING, header, plan};

fn one_by_one() -> ApplyOptions {
    ApplyOptions { parallel: NonZeroUsize::MIN, ..ApplyOptions::default() }
}

#[test]
fn an_account_is_sent_when_its_entry_is_on_the_disk() {
    let mut machine = Machine::new(plan(&["li.na01"], &header()), ApplyOptions::default());
    let Next::Write(entries) = machine.next(0) else { panic!() };
    assert_eq!(machine.next(0), Next::Write(entries.clone()), "nothing is sent while the entry is being written");
    let digest = "71f0"; // The digest depends on the key and the body, not on this test.
    assert!(entries[0].to_line().starts_with(r#"{"entry":"sent","account":"li.na01","digest":""#), "{digest}");
    assert_eq!(machine.in_flight(), 0);
    machine.written();
    let Next::Call(call) = machine.next(0) else { panic!() };
    assert_eq!((call.index, call.purpose, machine.in_flight()), (0, Purpose::Create, 1));
    assert_eq!(machine.next(0), Next::Wait { until: None });
}

#[test]
fn a_creation_is_noted_with_its_agent_id() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, CREATED);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.last_line(), r#"{"entry":"created","account":"li.na01","workNo":291,"adopted":false}"#);
    assert_eq!(driver.ending, Some(RunEnding::Done));
    assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: Some(291), adopted: false });
    assert_eq!(driver.machine.take_settled(), [0]);
    assert!(driver.machine.take_settled().is_empty());
}

#[test]
fn a_creation_without_an_agent_id_is_a_creation() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, r#"{"resultCode": "0", "resultMessage": "ok"}"#);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.last_line(), r#"{"entry":"created","account":"li.na01","adopted":false}"#);
    assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: None, adopted: false });
}

#[test]
fn the_request_is_that_of_the_page() {
    let mut driver = Driver::new(&["li.na01"]);
    let cloud = Cloud::new("service.besclouds.com").unwrap().token("token");
    let call = driver.call(Purpose::Create);
    let request = driver.machine.request(&call, &cloud).unwrap();
    assert!(request.url.ends_with("/apiaccess/rest/cc-management/v1/agentAccount/create"), "{}", request.url);
    assert!(request.body.starts_with(r#"{"userAccount":"li.na01","#), "{}", request.body);
    driver.lose(call);
    driver.sleep();
    let query = driver.call(Purpose::Query);
    let request = driver.machine.request(&query, &cloud).unwrap();
    assert!(request.url.ends_with("/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount"), "{}", request.url);
    assert_eq!(request.body, r#"{"accountCode":"li.na01"}"#);
    assert!(driver.machine.request(&query, &Cloud::new("service.besclouds.com").unwrap().token("a b")).is_err());
}

#[test]
fn a_refusal_is_final_and_has_its_meaning() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, FAILED);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.last_line(), r#"{"entry":"refused","account":"li.na01","code":"1"}"#);
    assert_eq!(driver.ending, Some(RunEnding::Done));
    let failure = driver.outcome(0).failure().unwrap();
    let interface = Purpose::Create.interface();
    assert_eq!(failure.message(interface, aicc_core::Language::English), "code 1: failure");
    assert_eq!(failure.message(interface, aicc_core::Language::Chinese), "结果码 1：失败");
}

/// The statuses say that nothing was done.
#[test]
fn a_status_of_a_wrong_request_is_a_refusal() {
    for (status, action) in [
        (400, Some("check the request path and parameters")),
        (404, Some("check the request path")),
        (403, None),
        (302, None),
        (405, None),
        (409, None),
    ] {
        let mut driver = Driver::new(&["li.na01"]);
        let call = driver.call(Purpose::Create);
        driver.reply(call, status, "");
        assert!(driver.calls().is_empty(), "{status}");
        assert_eq!(driver.last_line(), format!(r#"{{"entry":"refused","account":"li.na01","status":{status}}}"#));
        let RecordOutcome::Refused(failure) = driver.outcome(0) else { panic!("{status}") };
        assert_eq!(failure.action(Purpose::Create.interface()).map(|action| action.english), action);
    }
}

#[test]
fn an_account_that_is_twice_in_the_file_is_sent_once() {
    let mut driver = Driver::new(&["li.na01", "LI.NA01", "wang.wei"]);
    let calls = driver.calls();
    assert_eq!(calls.iter().map(|call| call.index).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(*driver.outcome(1), RecordOutcome::Duplicate { of: 1 });
    calls.into_iter().for_each(|call| driver.reply(call, 200, CREATED));
    assert!(driver.calls().is_empty());
    assert_eq!((driver.count(OutcomeKind::Created), driver.count(OutcomeKind::Duplicate)), (2, 1));
}

#[test]
fn at_most_so_many_calls_are_in_flight() {
    let accounts: Vec<String> = (0..10).map(|number| format!("agent{number:02}")).collect();
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    let mut driver =
        Driver::with(&accounts, ApplyOptions { parallel: NonZeroUsize::new(3).unwrap(), ..ApplyOptions::default() });
    let calls = driver.calls();
    assert_eq!(calls.iter().map(|call| call.index).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(driver.entries().len(), 3, "an account that cannot be sent yet is not in the journal");
    driver.reply(calls[1], 200, CREATED);
    assert_eq!(driver.call(Purpose::Create).index, 3);
}

#[test]
fn calls_begin_at_the_rate() {
    for (rate, expected) in [(1, vec![0, 1000, 2000, 3000]), (4, vec![0, 250, 500, 750]), (300, vec![0, 4, 7, 11])] {
        let options = ApplyOptions { rate: NonZeroU32::new(rate), ..ApplyOptions::default() };
        let mut driver = Driver::with(&["agent01", "agent02", "agent03", "agent04"], options);
        let start = driver.now;
        let mut times = Vec::new();
        for _ in 0..4 {
            let call = driver.call(Purpose::Create);
            times.push(driver.now - start);
            driver.reply(call, 200, CREATED);
            if times.len() < 4 {
                assert!(driver.calls().is_empty());
                driver.sleep();
            }
        }
        assert_eq!(times, expected, "{rate}");
    }
}

/// A run that stops after failures gets further than the one before.
#[test]
fn accounts_that_were_refused_are_sent_again_after_the_new_ones() {
    let mut driver = Driver::with(&["agent01"], one_by_one());
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, FAILED);
    driver.calls();
    let mut driver = Driver::resumed(&["agent01", "agent02"], one_by_one(), &driver.journal);
    assert!(matches!(driver.outcome(0), RecordOutcome::Refused(_)));
    let call = driver.call(Purpose::Create);
    assert_eq!(call.index, 1);
    driver.reply(call, 200, CREATED);
    let call = driver.call(Purpose::Create);
    assert_eq!(call.index, 0);
    driver.reply(call, 200, CREATED);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.count(OutcomeKind::Created), 2);
}

#[test]
fn an_answer_counts_once() {
    let mut driver = Driver::new(&["agent01"]);
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, CREATED);
    driver.reply(call, 200, FAILED);
    driver.lose(call);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.entries(), ["sent agent01", "created agent01"]);
}

#[test]
fn asking_finds_accounts_and_writes_nothing() {
    let mut journal = Driver::new(&["agent01"]);
    let call = journal.call(Purpose::Create);
    journal.reply(call, 200, FAILED);
    journal.calls();
    let accounts = ["agent01", "agent02", "agent03"];
    let machine = Machine::asking(plan(&accounts, &journal.journal), one_by_one());
    let mut driver = Driver::of(machine, "");
    for body in [MISSING, FOUND] {
        let call = driver.call(Purpose::Query);
        driver.reply(call, 200, body);
    }
    let call = driver.call(Purpose::Query);
    assert_eq!(call.index, 0, "the refused one is asked about too");
    driver.reply(call, 200, FOUND);
    assert!(driver.calls().is_empty());
    assert_eq!((driver.ending, driver.journal.as_str()), (Some(RunEnding::Done), ""));
    assert_eq!(driver.machine.take_settled(), [1, 2, 0]);
    let plan = driver.machine.into_plan();
    let states: Vec<_> =
        plan.records().iter().map(|planned| (planned.state.kind().name(), planned.state.work_no())).collect();
    assert_eq!(states, [("exists", Some(291)), ("new", None), ("exists", Some(291))]);
}
