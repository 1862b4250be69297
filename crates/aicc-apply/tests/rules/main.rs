//! The rules of plan, journal and machine, one by one. All in one binary, so that it is linked once.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod counterexamples;
mod driver;
mod failures;
mod journal;
mod lost_answers;
mod passwords;
mod plan;
mod put_off;
mod resume;
mod secrets;
mod sending;
mod size;
mod steps;
mod tokens;
