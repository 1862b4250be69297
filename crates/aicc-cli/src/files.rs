//! The files that are read and written.
//!
//! [`OutputFile::open_all`] compares all files of a command before it opens one, so that no output overwrites an input or another
//! output, whatever their names are. An output is written to a temporary file beside its target, which it replaces in
//! [`OutputFile::commit_all`]. A command commits its outputs when it ends with exit status 0 or 1: if a source cannot be read, a
//! disk is full or the process ends, each target keeps what it had.

mod argument;
mod fault;
mod identity;
mod input;
mod output;
mod system;
mod target;
pub(crate) mod temporary;
mod used;

pub(crate) use argument::FileArgument;
pub(crate) use fault::FileFault;
pub(crate) use input::read_small;
pub(crate) use output::{OutputArgument, OutputFile, Secrecy};
pub(crate) use system::{CLOSED, system_sentence};
