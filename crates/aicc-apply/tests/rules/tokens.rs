//! A token that the platform does not accept is renewed once for all calls.

use aicc_apply::{CallFailure, OutcomeKind, OutgoingCall, Purpose, RecordOutcome, RunEnding};

use crate::driver::{CREATED, Driver, FOUND};

#[test]
fn the_token_is_renewed_once_for_parallel_calls() {
    let mut driver = Driver::new(&["agent01", "agent02", "agent03"]);
    let calls = driver.calls();
    driver.reply(calls[0], 401, "");
    driver.reply(calls[1], 401, "");
    assert!(driver.calls().is_empty(), "no call begins without a token");
    assert_eq!(driver.renewals, 1);
    driver.machine.token_renewed();
    // The answer to a call with the old token: the new one is already there.
    driver.reply(calls[2], 401, "");
    let again = driver.calls();
    assert_eq!(again.iter().map(|call| call.index).collect::<Vec<_>>(), [0, 1, 2]);
    again.into_iter().for_each(|call| driver.reply(call, 200, CREATED));
    driver.calls();
    assert_eq!((driver.renewals, driver.count(OutcomeKind::Created)), (1, 3));
    assert_eq!(driver.ending, Some(RunEnding::Done));
}

/// Returns a driver whose first token was refused, and the call that is sent with the second one.
fn with_a_new_token() -> (Driver, OutgoingCall) {
    let mut driver = Driver::new(&["agent01"]);
    let call = driver.call(Purpose::Create);
    driver.reply(call, 401, "");
    driver.calls();
    driver.machine.token_renewed();
    let call = driver.call(Purpose::Create);
    (driver, call)
}

#[test]
fn a_new_token_that_is_not_accepted_either_is_a_refusal() {
    let (mut driver, call) = with_a_new_token();
    driver.reply(call, 401, "");
    assert!(driver.calls().is_empty());
    assert_eq!(*driver.outcome(0), RecordOutcome::Refused(CallFailure::Status(401)));
    assert_eq!(driver.entries(), ["sent agent01", "notDone agent01", "sent agent01", "refused agent01"]);
}

/// The platform put the call off until the new token had expired too.
#[test]
fn a_token_is_renewed_again_after_a_call_that_was_put_off() {
    let (mut driver, call) = with_a_new_token();
    driver.reply_with(call.id, 429, &[("Retry-After", "60")], "");
    driver.calls();
    driver.sleep();
    let call = driver.call(Purpose::Create);
    driver.reply(call, 401, "");
    assert!(driver.calls().is_empty());
    assert_eq!((driver.renewals, driver.ending.clone()), (2, None));
}

#[test]
fn a_token_that_expires_once_more_is_renewed_once_more() {
    let (mut driver, call) = with_a_new_token();
    driver.lose(call);
    driver.calls();
    driver.sleep();
    let query = driver.call(Purpose::Query);
    driver.reply(query, 401, "");
    driver.calls();
    assert_eq!(driver.renewals, 2);
    driver.machine.token_renewed();
    let query = driver.call(Purpose::Query);
    driver.reply(query, 200, FOUND);
    driver.calls();
    assert_eq!(driver.count(OutcomeKind::Created), 1);
}

#[test]
fn without_a_new_token_the_run_stops_and_nothing_is_burnt() {
    let mut driver = Driver::new(&["agent01", "agent02"]);
    let calls = driver.calls();
    driver.reply(calls[0], 401, "");
    driver.calls();
    driver.machine.token_failed();
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, None, "a call is in flight");
    driver.reply(calls[1], 401, "");
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::NoToken));
    assert_eq!(driver.count(OutcomeKind::NotSent), 2);
    assert_eq!(driver.entries(), ["sent agent01", "sent agent02", "notDone agent01", "notDone agent02"]);
}
