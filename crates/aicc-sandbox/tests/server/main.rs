//! The server on connections. All in one binary, so that it is linked once.
#![cfg(feature = "server")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod forward;
mod hostile;
mod wire;
