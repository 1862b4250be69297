//! The command as a process: files, signals, streams and terminals are safe.
//!
//! `AICC_COMMAND` chooses another program than the binary of this package, for example the script of the Python package.
#![cfg(unix)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod command;
mod faults;
mod folder;
mod kill;
mod numbers;
mod options;
mod same_file;
mod sandbox;
mod signals;
mod streams;
mod terminal;
