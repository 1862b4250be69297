//! Random schedules of a run and everything that can go wrong, in simulated time, against the sandbox's world.
//!
//! A schedule is made from a seed alone. `SCHEDULES` sets their number, 200 by default, and `FIRST` the first seed. A schedule that breaks a
//! law is run again, and its steps are printed.
//!
//! With `WITHOUT_LOOKING_AT_THE_DISK=1`, nobody checks that the entry of a call is on the disk when the call begins: the other laws must find a
//! machine that sends too early by its effects.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod disk;
mod laws;
mod platform;
mod process;
mod schedule;

use std::env;
use std::time::Instant;

use crate::schedule::{Statistics, run};

fn number(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

#[test]
fn every_schedule_makes_each_account_once() {
    let (first, count) = (number("FIRST", 1), number("SCHEDULES", 200));
    let (start, mut all) = (Instant::now(), Statistics::default());
    for seed in first..first + count {
        match run(seed, false) {
            Ok(statistics) => all.add(&statistics),
            Err(broken) => {
                let steps = run(seed, true).expect_err("a schedule is made from its seed alone");
                panic!("schedule {seed}, after {} schedules: {broken}\n{steps}", seed - first);
            }
        }
    }
    println!("{count} schedules in {:.1} s: {all:?}", start.elapsed().as_secs_f64());
    all.assert_that_everything_happened(count);
}
