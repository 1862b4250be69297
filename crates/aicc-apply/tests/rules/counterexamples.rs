//! What the random schedules found, as tests of their own.

use aicc_apply::{Machine, Next, Purpose, RunEnding};

use crate::driver::{Driver, header, plan};

/// The disk was full when a run that had already stopped noted its last answer: the user must see that the journal is not complete.
#[test]
fn a_journal_that_fails_while_the_run_stops_is_reported() {
    let mut driver = Driver::new(&["li.na01"]);
    let call = driver.call(Purpose::Create);
    driver.machine.stop();
    driver.not_sent(call);
    assert!(matches!(driver.machine.next(driver.now), Next::Write(_)));
    driver.machine.write_failed();
    assert_eq!(driver.machine.next(driver.now), Next::Finished(RunEnding::JournalFailed));
}

/// A plan without accounts to send ends at once, and so does one whose accounts are all known.
#[test]
fn a_run_without_work_is_done() {
    let mut machine = Machine::new(plan(&[], &header()), aicc_apply::ApplyOptions::default());
    assert_eq!(machine.next(0), Next::Finished(RunEnding::Done));
}
