//! Calls that certainly did nothing: they are sent again, later, and not without end.

use std::num::{NonZeroU32, NonZeroUsize};

use aicc_apply::{Answered, ApplyOptions, CallFailure, NotSentReason, OutcomeKind, Purpose, RecordOutcome, RunEnding};

use crate::driver::{CREATED, Driver, FOUND};

#[test]
fn no_connection_is_tried_again_with_growing_times() {
    let mut driver = Driver::new(&["li.na01"]);
    let mut times = Vec::new();
    for _ in 0..5 {
        let call = driver.call(Purpose::Create);
        driver.not_sent(call);
        assert!(driver.calls().is_empty());
        times.push(driver.sleep());
    }
    for (time, least) in times.iter().zip([1_000, 2_000, 4_000, 8_000, 16_000]) {
        assert!((least..=2 * least).contains(time), "{times:?}");
    }
    let call = driver.call(Purpose::Create);
    driver.not_sent(call);
    assert!(driver.calls().is_empty());
    let failure = CallFailure::NotSent(NotSentReason::Connection);
    assert_eq!(
        driver.ending,
        Some(RunEnding::StoppedAfterFailures { count: 6, purpose: Purpose::Create, failure: failure.clone() })
    );
    assert_eq!(*driver.outcome(0), RecordOutcome::NotSent(Some(failure)));
    assert_eq!(driver.entries().chunks(2).filter(|pair| *pair == ["sent li.na01", "notDone li.na01"]).count(), 6);
}

/// The same seed gives the same times, and another seed other ones.
#[test]
fn the_random_part_comes_from_the_seed() {
    let times = |seed| {
        let mut driver = Driver::with(&["li.na01"], ApplyOptions { seed, ..ApplyOptions::default() });
        let call = driver.call(Purpose::Create);
        driver.not_sent(call);
        driver.calls();
        driver.sleep()
    };
    assert_eq!(times(1), times(1));
    assert_ne!(times(1), times(2));
}

/// 429 is about the caller: no other call begins either.
#[test]
fn too_many_requests_pauses_every_call() {
    for (value, wait) in [("7", 7_000), ("Thu, 01 Jan 1970 00:16:50 GMT", 10_000)] {
        let accounts: Vec<String> = (0..8).map(|number| format!("agent{number:02}")).collect();
        let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
        let mut driver = Driver::with(
            &accounts,
            ApplyOptions { parallel: NonZeroUsize::new(2).unwrap(), ..ApplyOptions::default() },
        );
        let calls = driver.calls();
        driver.reply_with(calls[0].id, 429, &[("Retry-After", value)], "");
        driver.reply(calls[1], 200, CREATED);
        assert!(driver.calls().is_empty());
        assert_eq!(driver.sleep(), wait);
        let again: Vec<_> = driver.calls().iter().map(|call| call.index).collect();
        assert_eq!(again, [0, 2], "the one that was put off is the first");
    }
}

#[test]
fn a_wait_that_is_too_long_stops_the_run() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.reply_with(call.id, 429, &[("Retry-After", "301")], "");
    assert!(driver.calls().is_empty());
    let failure = CallFailure::Status(429);
    assert_eq!(driver.ending, Some(RunEnding::StoppedAfterFailures { count: 1, purpose: Purpose::Create, failure }));
    assert_eq!(driver.entries(), ["sent li.na01", "notDone li.na01"]);
}

/// A server that is overloaded can ask for time, and may still have created the account.
#[test]
fn retry_after_of_a_lost_answer_pauses_the_queries() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.reply_with(call.id, 503, &[("Retry-After", "20")], "");
    assert!(driver.calls().is_empty());
    assert_eq!(driver.sleep(), 20_000);
    let query = driver.call(Purpose::Query);
    driver.reply(query, 200, FOUND);
    driver.calls();
    assert_eq!(driver.count(OutcomeKind::Created), 1);
}

#[test]
fn a_query_that_is_put_off_is_not_one_of_the_queries() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.lose(call);
    for _ in 0..3 {
        driver.calls();
        driver.sleep();
        let query = driver.call(Purpose::Query);
        driver.reply_with(query.id, 429, &[("Retry-After", "1")], "");
    }
    driver.calls();
    assert_eq!(driver.find_nothing().len(), 6);
    assert_eq!(driver.entries(), ["sent li.na01", "unknown li.na01"]);
}

#[test]
fn the_attempts_have_a_maximum() {
    let attempts = NonZeroU32::new(2).unwrap();
    let mut driver = Driver::with(&["li.na01"], ApplyOptions { attempts, ..ApplyOptions::default() });
    for _ in 0..2 {
        let call = driver.call(Purpose::Create);
        driver.machine.answered(call.id, Answered::NotSent(NotSentReason::Tls), driver.now);
        if driver.calls().is_empty() && driver.ending.is_none() {
            driver.sleep();
        }
    }
    assert!(matches!(driver.ending, Some(RunEnding::StoppedAfterFailures { count: 2, .. })));
}

#[test]
fn an_answer_ends_the_count_of_attempts() {
    let attempts = NonZeroU32::new(2).unwrap();
    let mut driver = Driver::with(&["li.na01"], ApplyOptions { attempts, ..ApplyOptions::default() });
    let call = driver.call(Purpose::Create);
    driver.not_sent(call);
    driver.calls();
    driver.sleep();
    let call = driver.call(Purpose::Create);
    driver.lose(call);
    driver.calls();
    driver.sleep();
    let query = driver.call(Purpose::Query);
    driver.not_sent(query);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, None, "it is the first attempt of the query");
}
