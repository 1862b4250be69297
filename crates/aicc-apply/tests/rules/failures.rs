//! What ends a run: failures in a row, the user, the journal.

use std::num::{NonZeroU32, NonZeroUsize};

use aicc_apply::{ApplyOptions, CallFailure, Next, OutcomeKind, Purpose, RecordOutcome, RunEnding};

use crate::driver::{CREATED, Driver, FAILED};

fn driver(parallel: usize) -> Driver {
    let accounts: Vec<String> = (0..20).map(|number| format!("agent{number:02}")).collect();
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    let options = ApplyOptions {
        parallel: NonZeroUsize::new(parallel).unwrap(),
        stop_after: NonZeroU32::new(5).unwrap(),
        ..ApplyOptions::default()
    };
    Driver::with(&accounts, options)
}

#[test]
fn equal_failures_in_a_row_stop_the_run() {
    let mut driver = driver(1);
    for _ in 0..5 {
        let call = driver.call(Purpose::Create);
        driver.reply(call, 403, "");
    }
    assert!(driver.calls().is_empty());
    let failure = CallFailure::Status(403);
    assert_eq!(driver.ending, Some(RunEnding::StoppedAfterFailures { count: 5, purpose: Purpose::Create, failure }));
    assert_eq!((driver.count(OutcomeKind::Refused), driver.count(OutcomeKind::NotSent)), (5, 15));
}

#[test]
fn another_answer_begins_a_new_row() {
    let mut driver = driver(1);
    for number in 0..20 {
        let call = driver.call(Purpose::Create);
        match number % 5 {
            4 => driver.reply(call, 200, CREATED),
            _ => driver.reply(call, 403, ""),
        }
    }
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Done));
    let mut other = self::driver(1);
    for number in 0..20 {
        let call = other.call(Purpose::Create);
        match number % 5 {
            4 => other.reply(call, 200, FAILED),
            _ => other.reply(call, 403, ""),
        }
    }
    assert!(other.calls().is_empty());
    assert_eq!(other.ending, Some(RunEnding::Done));
}

/// The lost ones of a broken platform are not asked about in this run: the next one does it.
#[test]
fn lost_answers_in_a_row_stop_the_run_before_the_whole_file_is_sent() {
    let mut driver = driver(1);
    for _ in 0..5 {
        let call = driver.call(Purpose::Create);
        driver.lose(call);
    }
    assert!(driver.calls().is_empty());
    assert!(matches!(driver.ending, Some(RunEnding::StoppedAfterFailures { count: 5, .. })));
    assert_eq!((driver.count(OutcomeKind::Unknown), driver.count(OutcomeKind::NotSent)), (5, 15));
    assert!(driver.machine.take_settled().is_empty());
}

#[test]
fn queries_that_fail_in_a_row_stop_the_run_and_nothing_is_noted_as_unknown() {
    let mut driver = Driver::new(&["agent01"]);
    let call = driver.call(Purpose::Create);
    driver.lose(call);
    for _ in 0..5 {
        driver.calls();
        driver.sleep();
        let query = driver.call(Purpose::Query);
        driver.reply(query, 403, "");
    }
    assert!(driver.calls().is_empty());
    let failure = CallFailure::Status(403);
    assert_eq!(driver.ending, Some(RunEnding::StoppedAfterFailures { count: 5, purpose: Purpose::Query, failure }));
    assert_eq!(driver.entries(), ["sent agent01"]);
}

#[test]
fn a_user_who_stops_the_run_waits_for_the_calls_in_flight() {
    let mut driver = driver(2);
    let calls = driver.calls();
    driver.machine.stop();
    assert!(driver.calls().is_empty());
    driver.reply(calls[0], 200, CREATED);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, None);
    driver.reply(calls[1], 200, CREATED);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Stopped));
    assert_eq!((driver.count(OutcomeKind::Created), driver.count(OutcomeKind::NotSent)), (2, 18));
}

#[test]
fn an_entry_whose_call_did_not_begin_is_taken_back() {
    let mut driver = driver(2);
    let Next::Write(entries) = driver.machine.next(driver.now) else { panic!() };
    assert_eq!(entries.len(), 2);
    driver.journal.extend(entries.iter().map(aicc_apply::JournalEntry::to_line));
    driver.machine.stop();
    driver.machine.written();
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Stopped));
    assert_eq!(driver.entries(), ["sent agent00", "sent agent01", "notDone agent00", "notDone agent01"]);
}

#[test]
fn nothing_is_sent_when_the_journal_cannot_be_written() {
    let mut driver = driver(2);
    assert!(matches!(driver.machine.next(driver.now), Next::Write(_)));
    driver.machine.write_failed();
    assert_eq!(driver.machine.next(driver.now), Next::Finished(RunEnding::JournalFailed));
    assert_eq!(driver.count(OutcomeKind::NotSent), 20);
}

/// The outcome is true, although it is not in the journal: the next run asks.
#[test]
fn the_outcome_of_a_call_is_reported_when_it_cannot_be_written() {
    let mut driver = driver(2);
    let calls = driver.calls();
    driver.reply(calls[0], 200, CREATED);
    assert!(matches!(driver.machine.next(driver.now), Next::Write(_)));
    driver.machine.write_failed();
    assert_eq!(driver.machine.next(driver.now), Next::Wait { until: None });
    driver.reply(calls[1], 200, CREATED);
    assert_eq!(driver.machine.next(driver.now), Next::Finished(RunEnding::JournalFailed));
    assert_eq!(*driver.outcome(1), RecordOutcome::Created { work_no: Some(291), adopted: false });
}
