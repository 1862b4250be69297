//! Reads the bytes of a journal.

use std::fmt;

use aicc_core::{Language, Wording};

use crate::journal::state::JournalState;

/// A journal that was read.
#[derive(Clone, Debug)]
pub struct ReadJournal {
    /// What it knows; `None` if it has no whole first line: an empty or new file.
    pub state: Option<JournalState>,
    /// The number of bytes of its whole lines. What follows is a line that was cut when a process or machine ended: cut the file to this
    /// length before you append to it.
    pub length: u64,
}

/// Why a journal cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalError {
    /// A whole line is not an entry: the file is damaged, or not a journal.
    Line {
        /// The number of the line, counted from 1.
        line: u64,
    },
    /// The journal is of another version of the format.
    Version {
        /// Its version.
        version: u32,
    },
    /// The journal is of another interface.
    Interface {
        /// The name of its interface.
        interface: String,
    },
}

impl JournalState {
    /// Reads the bytes of a journal. A last line without a line feed is ignored.
    ///
    /// # Errors
    ///
    /// Returns an error if a whole line is not an entry, or if the journal is of another version or interface.
    pub fn read(bytes: &[u8]) -> Result<ReadJournal, JournalError> {
        todo!()
    }
}
