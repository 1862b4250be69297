//! A lost answer: the platform is asked, and the account is never sent again by itself.

use aicc_apply::{Answered, CallFailure, LostReason, Purpose, RecordOutcome, RunEnding};

use crate::driver::{Driver, FOUND, MISSING};

/// How often the platform is asked, and when, is in the documentation of the options.
#[test]
fn the_platform_is_asked_for_about_a_minute() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.lose(call);
    assert_eq!(*driver.outcome(0), RecordOutcome::Unknown(CallFailure::Lost(LostReason::Reset)));
    assert_eq!(driver.find_nothing(), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    assert_eq!(driver.ending, Some(RunEnding::Done));
    assert_eq!(driver.entries(), ["sent li.na01", "unknown li.na01"]);
    assert_eq!(driver.machine.take_settled(), [0]);
}

#[test]
fn an_account_that_becomes_visible_late_is_adopted() {
    for late in 0..6 {
        let mut driver = Driver::new(&["li.na01"]);
        let call = driver.call(Purpose::Create);
        driver.lose(call);
        for number in 0..=late {
            driver.calls();
            driver.sleep();
            let query = driver.call(Purpose::Query);
            driver.reply(query, 200, if number < late { MISSING } else { FOUND });
        }
        assert!(driver.calls().is_empty());
        assert_eq!(driver.ending, Some(RunEnding::Done));
        assert_eq!(driver.last_line(), r#"{"entry":"created","account":"li.na01","workNo":291,"adopted":true}"#);
        assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: Some(291), adopted: true });
    }
}

#[test]
fn an_answer_that_does_not_say_what_was_done_is_lost() {
    let broken = r#"{"resultCode": "0", "resultMes"#;
    for (status, body) in
        [(500, ""), (502, ""), (503, ""), (504, ""), (599, ""), (408, ""), (204, ""), (200, broken), (200, "")]
    {
        let mut driver = Driver::new(&["li.na01"]);
        let call = driver.call(Purpose::Create);
        driver.reply(call, status, body);
        assert!(driver.calls().is_empty(), "{status} {body}");
        assert!(matches!(driver.outcome(0), RecordOutcome::Unknown(_)), "{status} {body}");
        driver.sleep();
        let query = driver.call(Purpose::Query);
        driver.reply(query, 200, FOUND);
        assert!(driver.calls().is_empty());
        assert_eq!(driver.entries(), ["sent li.na01", "created li.na01"], "{status} {body}");
    }
}

/// Nobody said that the account is not there, so the next run asks for the whole time again.
#[test]
fn an_account_is_not_noted_as_unknown_if_no_query_was_answered() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.machine.answered(call.id, Answered::Lost(LostReason::Timeout), driver.now);
    for number in 0..6 {
        driver.calls();
        driver.sleep();
        let query = driver.call(Purpose::Query);
        match number % 2 {
            0 => driver.lose(query),
            _ => driver.reply(query, 502, ""),
        }
    }
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Done));
    assert_eq!(*driver.outcome(0), RecordOutcome::Unknown(CallFailure::Lost(LostReason::Timeout)));
    assert_eq!(driver.entries(), ["sent li.na01"]);
}

#[test]
fn other_accounts_go_on_while_the_platform_is_asked() {
    let mut driver = Driver::with(
        &["agent01", "agent02"],
        aicc_apply::ApplyOptions { parallel: std::num::NonZeroUsize::MIN, ..aicc_apply::ApplyOptions::default() },
    );
    let call = driver.call(Purpose::Create);
    driver.lose(call);
    assert_eq!(driver.call(Purpose::Create).index, 1);
    driver.now += 1_000;
    assert!(driver.calls().is_empty(), "the query waits for the call in flight");
}
