//! The journal on disk: one line for each entry, for one process at a time.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use aicc_core::{Language, Wording};
use fs4::{FileExt, TryLockError};
use ring::rand::{SecureRandom, SystemRandom};

use crate::journal::digest::JournalKey;
use crate::journal::entry::JournalEntry;
use crate::journal::reader::{JournalError, ReadJournal};
use crate::journal::state::JournalState;
use crate::runner::folder::keep_name;

/// The journal of a run. It is locked until it is dropped: no other process can use it, also on the same machine through another
/// name. If the process ends in any way, the system unlocks it.
#[derive(Debug)]
pub struct JournalFile {
    file: File,
    path: PathBuf,
}

/// Why a journal cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum JournalFileError {
    /// Another process uses it.
    Locked,
    /// The system refuses the file.
    Io(io::Error),
    /// The content is not a journal that can be continued.
    Content(JournalError),
}

impl JournalFile {
    /// Opens a journal, or creates it for its owner only, and returns it with what it says. What a process wrote of a line before it
    /// was killed is removed.
    ///
    /// # Errors
    ///
    /// Returns an error if another process uses the journal, if the file cannot be read and written, or if it is not a journal.
    pub fn open(path: &Path) -> Result<(Self, JournalState), JournalFileError> {
        let mut file = options().open(path).map_err(JournalFileError::Io)?;
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(JournalFileError::Locked),
            Err(TryLockError::Error(error)) => return Err(JournalFileError::Io(error)),
        }
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(JournalFileError::Io)?;
        let read = read(&content)?;
        let mut journal = Self { file, path: path.to_owned() };
        journal.cut(read.length).map_err(JournalFileError::Io)?;
        if let Some(state) = read.state {
            return Ok((journal, state));
        }
        let state = JournalState::new(key().map_err(JournalFileError::Io)?);
        journal.write(&[state.header()]).and_then(|()| keep_name(path)).map_err(JournalFileError::Io)?;
        Ok((journal, state))
    }

    /// Returns what a journal says, without using it: the state of a new journal if there is no file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or if it is not a journal.
    pub fn state_of(path: &Path) -> Result<JournalState, JournalFileError> {
        let content = match fs::read(path) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(JournalFileError::Io(error)),
        };
        let state = read(&content)?.state;
        state.map_or_else(|| key().map(JournalState::new).map_err(JournalFileError::Io), Ok)
    }

    /// Returns the path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Appends entries, and waits until they are on the disk.
    ///
    /// # Errors
    ///
    /// Returns an error if they cannot be written, for example because the disk is full.
    pub fn write(&mut self, entries: &[JournalEntry]) -> io::Result<()> {
        let lines: String = entries.iter().map(JournalEntry::to_line).collect();
        self.file.write_all(lines.as_bytes())?;
        self.file.sync_data()
    }

    /// Removes what follows the whole lines.
    fn cut(&mut self, whole: u64) -> io::Result<()> {
        if self.file.metadata()?.len() > whole {
            self.file.set_len(whole)?;
            self.file.sync_all()?;
        }
        self.file.seek(SeekFrom::Start(whole)).map(|_| ())
    }
}

/// What each journal begins with.
const BEGINNING: &[u8] = br#"{"entry":"journal","#;

/// Reads a journal. A file with other content is refused, also if it has no whole line: it must not be cut. After a power failure, the
/// bytes of a new journal can be 0.
fn read(content: &[u8]) -> Result<ReadJournal, JournalFileError> {
    let read = JournalState::read(content).map_err(JournalFileError::Content)?;
    let written = content.iter().rposition(|byte| *byte != 0).and_then(|last| content.get(..=last)).unwrap_or_default();
    let is_cut = written.starts_with(BEGINNING) || BEGINNING.starts_with(written);
    if read.state.is_none() && !is_cut {
        return Err(JournalFileError::Content(JournalError::Line { line: 1 }));
    }
    Ok(read)
}

/// Returns a random key.
fn key() -> io::Result<JournalKey> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| io::Error::other("the system gives no random numbers"))?;
    Ok(JournalKey::from_bytes(bytes))
}

/// Returns how the file is opened: new files are for their owner only, because a journal has the names of accounts.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

impl fmt::Display for JournalFileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for JournalFileError {}

impl JournalFileError {
    /// Returns what is wrong, and what to do, without a full stop. What the system says is in English.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Locked => LOCKED.in_language(language).to_owned(),
            Self::Io(error) => error.to_string(),
            Self::Content(error) => error.message(language),
        }
    }
}

const LOCKED: Wording = Wording {
    english: "another process uses this journal; wait until it ends",
    chinese: "另一个进程正在使用该日志；请等待其结束",
};
