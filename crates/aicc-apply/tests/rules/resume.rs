//! A run that goes on with the journal of an earlier one.

use aicc_apply::{ApplyOptions, CallFailure, LostReason, Purpose, RecordOutcome, RunEnding};

use crate::driver::{CREATED, Driver, FAILED, FOUND, MISSING};

fn resending() -> ApplyOptions {
    ApplyOptions { resend_unknown: true, ..ApplyOptions::default() }
}

/// Returns the journal of a run that was killed after its call began.
fn killed() -> String {
    let mut driver = Driver::new(&["li.na01"]);
    driver.call(Purpose::Create);
    driver.journal
}

/// Returns the journal of a run that does not know of the account.
fn unknown() -> String {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.lose(call);
    driver.find_nothing();
    driver.journal
}

#[test]
fn an_account_that_was_created_is_not_sent_again() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, CREATED);
    driver.calls();
    let mut driver = Driver::resumed(&["li.na01"], resending(), &driver.journal);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Done));
    assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: Some(291), adopted: false });
}

#[test]
fn an_account_of_a_killed_run_is_asked_about_at_once() {
    let mut driver = Driver::resumed(&["li.na01"], ApplyOptions::default(), &killed());
    assert_eq!(*driver.outcome(0), RecordOutcome::Unknown(CallFailure::Lost(LostReason::Interrupted)));
    let query = driver.call(Purpose::Query);
    driver.reply(query, 200, FOUND);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.entries(), ["sent li.na01", "created li.na01"]);
    assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: Some(291), adopted: true });
}

#[test]
fn an_account_of_a_killed_run_is_asked_about_for_the_whole_time() {
    let mut driver = Driver::resumed(&["li.na01"], ApplyOptions::default(), &killed());
    let query = driver.call(Purpose::Query);
    driver.reply(query, 200, MISSING);
    assert_eq!(driver.find_nothing(), [2_000, 4_000, 8_000, 16_000, 30_000]);
    assert_eq!(driver.entries(), ["sent li.na01", "unknown li.na01"]);
}

#[test]
fn an_unknown_account_is_asked_about_once_and_not_sent() {
    let mut driver = Driver::resumed(&["li.na01"], ApplyOptions::default(), &unknown());
    let query = driver.call(Purpose::Query);
    driver.reply(query, 200, MISSING);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Done));
    assert!(matches!(driver.outcome(0), RecordOutcome::Unknown(_)));
}

#[test]
fn an_unknown_account_is_sent_again_when_the_user_asks_for_it() {
    let mut driver = Driver::resumed(&["li.na01"], resending(), &unknown());
    let query = driver.call(Purpose::Query);
    driver.reply(query, 200, MISSING);
    let call = driver.call(Purpose::Create);
    assert_eq!(driver.entries().last().unwrap(), "sent li.na01");
    driver.reply(call, 200, CREATED);
    assert!(driver.calls().is_empty());
    assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: Some(291), adopted: false });
}

#[test]
fn an_unknown_account_that_is_there_now_is_not_sent_again() {
    let mut driver = Driver::resumed(&["li.na01"], resending(), &unknown());
    let query = driver.call(Purpose::Query);
    driver.reply(query, 200, FOUND);
    assert!(driver.calls().is_empty());
    assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: Some(291), adopted: true });
}

/// Only the platform's word that the account is not there lets it be sent again.
#[test]
fn an_unknown_account_is_not_sent_again_if_the_query_fails() {
    for (status, body) in [(500, ""), (502, ""), (403, ""), (200, "{")] {
        let mut driver = Driver::resumed(&["li.na01"], resending(), &unknown());
        let query = driver.call(Purpose::Query);
        driver.reply(query, status, body);
        assert!(driver.calls().is_empty(), "{status}");
        assert_eq!(driver.ending, Some(RunEnding::Done));
    }
}

/// The earlier call may have come late: the platform refuses the account because it is there.
#[test]
fn a_refusal_of_an_account_that_is_sent_again_is_answered_by_asking() {
    for is_there in [true, false] {
        let mut driver = Driver::resumed(&["li.na01"], resending(), &unknown());
        let query = driver.call(Purpose::Query);
        driver.reply(query, 200, MISSING);
        let call = driver.call(Purpose::Create);
        driver.reply(call, 200, FAILED);
        if is_there {
            driver.calls();
            driver.sleep();
            let query = driver.call(Purpose::Query);
            driver.reply(query, 200, FOUND);
            driver.calls();
            assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: Some(291), adopted: true });
        } else {
            driver.find_nothing();
            assert_eq!(*driver.outcome(0), RecordOutcome::Unknown(CallFailure::Code("1".into())));
            assert_eq!(driver.entries().last().unwrap(), "unknown li.na01");
        }
        assert_eq!(driver.ending, Some(RunEnding::Done));
    }
}

#[test]
fn an_account_is_sent_again_once_in_a_run() {
    let mut driver = Driver::resumed(&["li.na01"], resending(), &unknown());
    let query = driver.call(Purpose::Query);
    driver.reply(query, 200, MISSING);
    let call = driver.call(Purpose::Create);
    driver.lose(call);
    assert_eq!(driver.find_nothing().len(), 6);
    assert_eq!(driver.ending, Some(RunEnding::Done));
}
