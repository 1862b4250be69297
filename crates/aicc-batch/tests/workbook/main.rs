//! Checks of workbooks.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod cells;
#[path = "../common/mod.rs"]
mod common;
mod formats;
mod mutated;
mod sheets;
