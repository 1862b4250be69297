#![doc = include_str!("../README.md")]
//!
//! # Where a line belongs
//!
//! - `commands/`: one file for each command: its options, and what it does;
//! - `options/`: the options that several commands share;
//! - `findings/`: one file for each form in which findings are written, such as SARIF. Each implements `FindingsWriter`;
//! - `planning/`: what `aicc plan` and `aicc apply` share; `requests`: the forms in which requests are written;
//! - `sources`: the formats of the files that are read;
//! - `file_copy`: copies of the user's own file with something in them;
//! - `files/`: the outputs that replace a file when they are complete;
//! - `terminal/`: tables, colours, progress, and texts that a terminal does not execute;
//! - `process/`: what a process adds: signals, broken pipes, closed streams, and faults of this program;
//! - `streams`, `exit`, `failed`, `words`: standard input and outputs, the exit status, what makes it 2, and the sentences of this command in every language;
//! - `ending`: what a command does before a signal ends it.
//!
//! No rule, bound or name of a member is written here: they come from the tables of `aicc-core`.

mod commands;
mod ending;
mod exit;
mod failed;
mod file_copy;
mod files;
mod findings;
mod help;
mod options;
mod planning;
mod process;
mod requests;
mod sources;
mod streams;
mod terminal;
mod usage;
mod words;

pub use commands::{command_line, reference, run};
pub use exit::ExitStatus;
pub use process::{ClosedStreams, run_process};
pub use streams::{OutputStream, Streams};
