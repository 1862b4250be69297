//! The pure half of the sandbox, request by request. All in one binary, so that it is linked once.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod accounts;
mod choices;
mod client;
mod faults;
mod histories;
mod secrets;
mod sign_in;
mod snapshots;
mod tokens;
mod vectors;
mod worlds;
