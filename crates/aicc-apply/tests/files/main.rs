//! The files of a run on disk. This process starts no other one, which would hold locked files for a moment.
#![cfg(feature = "runner")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod journal;
#[cfg(unix)]
mod passwords;
