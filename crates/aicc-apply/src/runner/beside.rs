//! Where the journal of an input is.

use std::path::{Path, PathBuf};

use super::journal_file::JournalFile;

/// What the name of a journal ends with.
const ENDING: &str = ".journal.jsonl";

impl JournalFile {
    /// Returns the path of the journal of an input, unless somebody names another one: the path of the input, with `.journal.jsonl` after it.
    #[must_use]
    pub fn beside(input: &Path) -> PathBuf {
        let mut name = input.as_os_str().to_owned();
        name.push(ENDING);
        name.into()
    }
}
