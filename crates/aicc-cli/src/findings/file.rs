//! The file of findings.

use std::env;
use std::path::{Path, PathBuf};

use aicc_batch::RecordPosition;
use aicc_core::{Language, Wording};
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

/// What a person counts to find a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordUnit {
    /// The rows that a spreadsheet shows: CSV and workbooks.
    Row,
    /// The lines of the file: JSON Lines.
    Line,
    /// The records: JSON and Parquet.
    Record,
}

impl RecordUnit {
    /// Returns the heading of a column: `Row`.
    pub(crate) const fn heading(self) -> Wording {
        match self {
            Self::Row => Wording { english: "Row", chinese: "行" },
            Self::Line => Wording { english: "Line", chinese: "行" },
            Self::Record => Wording { english: "Record", chinese: "记录" },
        }
    }

    /// Returns the number of a record in this unit; `None` if its file has neither rows nor lines.
    pub(crate) const fn number(self, position: RecordPosition) -> Option<u64> {
        match self {
            Self::Row => position.row,
            Self::Line => position.line,
            Self::Record => None,
        }
    }

    /// Returns the position of a record from its number in this unit.
    pub(crate) fn position(self, number: Option<u64>) -> RecordPosition {
        match self {
            Self::Row => RecordPosition { row: number, ..RecordPosition::default() },
            Self::Line => RecordPosition { line: number, ..RecordPosition::default() },
            Self::Record => RecordPosition::default(),
        }
    }

    /// Returns the place of a record in words: `Row 5`.
    pub(crate) fn place(self, number: u64, language: Language) -> String {
        self.numbered().filled(&[("number", number)], language)
    }

    const fn numbered(self) -> Wording {
        match self {
            Self::Row => Wording { english: "Row {number}", chinese: "第 {number} 行" },
            Self::Line => Wording { english: "Line {number}", chinese: "第 {number} 行" },
            Self::Record => Wording { english: "Record {number}", chinese: "第 {number} 条记录" },
        }
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
