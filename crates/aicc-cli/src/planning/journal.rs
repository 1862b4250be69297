//! Where the journal of a file is, and what is wrong with it.

use std::path::{Path, PathBuf};

use aicc_apply::{JournalFile, JournalFileError};
use aicc_core::Language;

use crate::failed::Failed;
use crate::files::FileFault;
use crate::terminal::text::shown_path;
use crate::words;

/// Returns the path of the journal: the one of the option, else beside the file of records.
///
/// # Errors
///
/// Returns an error if the records come from standard input and no option names a journal.
pub(crate) fn journal_path(option: Option<&Path>, file: &Path, language: Language) -> Result<PathBuf, Failed> {
    match option {
        Some(path) => Ok(path.to_owned()),
        None if file == Path::new("-") => {
            Err(Failed::new("--journal", words::JOURNAL_OF_STANDARD_INPUT.in_language(language)))
        }
        None => Ok(JournalFile::beside(file)),
    }
}

/// Returns the failure of a journal.
pub(crate) fn failed_journal(path: &Path, error: JournalFileError, language: Language) -> Failed {
    match error {
        JournalFileError::Io(error) => Failed::file(&FileFault::system(path, error), language),
        error => Failed::new(shown_path(path), words::SENTENCE.filled(&[("text", error.message(language))], language)),
    }
}
