//! The file of findings.

use std::env;
use std::path::{Path, PathBuf};

use aicc_batch::RecordUnit;
use serde::{Serialize, Serializer};

use super::reading::FileReading;
use crate::terminal::text::with_escaped_bytes;

/// A file that is checked.
#[derive(Clone, Debug)]
pub(crate) struct CheckedFile {
    /// The name as the user wrote it, with bytes that are not UTF-8 as `\xff`; `-` for standard input. It can contain control
    /// characters: each output escapes its texts.
    pub(crate) name: String,
    /// The path, relative to the working directory if it is in that directory.
    pub(crate) path: PathBuf,
    /// What a person counts to find a record.
    pub(crate) unit: RecordUnit,
}

impl CheckedFile {
    /// Returns a file that is checked. `-` is standard input.
    pub(crate) fn new(path: &Path, unit: RecordUnit) -> Self {
        let here = env::current_dir().unwrap_or_default();
        let inside = path.strip_prefix(here).unwrap_or(path);
        Self { name: with_escaped_bytes(path.as_os_str()), path: inside.to_owned(), unit }
    }
}

/// Serializes as the name.
impl Serialize for CheckedFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

/// The result of one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileResult {
    /// The number of records without violations.
    pub(crate) valid: u64,
    /// Why the file could not be read to its end: a sentence.
    pub(crate) error: Option<String>,
    /// How the file was read, if it is a table.
    pub(crate) reading: FileReading,
}
