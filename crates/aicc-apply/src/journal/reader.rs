//! Reads the bytes of a journal.

use std::fmt;

use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Language, Wording};

use crate::journal::digest::JournalKey;
use crate::journal::entry::{JOURNAL_VERSION, JournalEntry};
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
    /// Reads the bytes of a journal. A last line that was cut is ignored: it has no line feed, or, after a power failure, bytes that are 0.
    ///
    /// # Errors
    ///
    /// Returns an error if a whole line is not an entry, or if the journal is of another version or interface.
    pub fn read(bytes: &[u8]) -> Result<ReadJournal, JournalError> {
        let written = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
        let mut journal = ReadJournal { state: None, length: 0 };
        for (line, number) in written.split_inclusive(|byte| *byte == b'\n').zip(1..) {
            let Some(text) = line.strip_suffix(b"\n") else { break };
            journal.add(text, number)?;
            journal.length = journal.length.saturating_add(u64::try_from(line.len()).unwrap_or(u64::MAX));
        }
        Ok(journal)
    }
}

impl ReadJournal {
    /// Adds a whole line.
    fn add(&mut self, text: &[u8], line: u64) -> Result<(), JournalError> {
        let entry = serde_json::from_slice(text).map_err(|_| JournalError::Line { line })?;
        match (&mut self.state, entry) {
            (None, JournalEntry::Journal { version, interface, key }) => {
                self.state = Some(state_of(version, interface, key)?);
            }
            (Some(state), entry) if entry.account().is_some() => state.add(entry),
            _ => return Err(JournalError::Line { line }),
        }
        Ok(())
    }
}

/// Returns the empty state of a journal with a first line.
fn state_of(version: u32, interface: String, key: JournalKey) -> Result<JournalState, JournalError> {
    if version != JOURNAL_VERSION {
        return Err(JournalError::Version { version });
    }
    if interface != AGENT_ACCOUNT_CREATE.name {
        return Err(JournalError::Interface { interface });
    }
    Ok(JournalState::new(key))
}

impl JournalError {
    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        const LINE: Wording = Wording {
            english: "line {line} of the journal is not an entry: use the unchanged journal of this input",
            chinese: "日志第 {line} 行不是有效的记录：请使用此输入文件未经修改的日志",
        };
        const VERSION: Wording = Wording {
            english: "the journal is of version {version} of the format, and this program reads version {known}: use the program that wrote it",
            chinese: "日志的格式版本为 {version}，本程序只读取版本 {known}：请使用写入该日志的程序",
        };
        const INTERFACE: Wording = Wording {
            english: "the journal is of the interface {interface}: use the journal of this input",
            chinese: "日志属于接口 {interface}：请使用此输入文件的日志",
        };
        match self {
            Self::Line { line } => LINE.filled(&[("line", line)], language),
            Self::Version { version } => VERSION.filled(&[("version", version), ("known", &JOURNAL_VERSION)], language),
            Self::Interface { interface } => INTERFACE.filled(&[("interface", interface)], language),
        }
    }
}

/// The sentence in English.
impl fmt::Display for JournalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for JournalError {}
