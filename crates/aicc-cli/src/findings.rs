//! Findings as every output writes them.

use std::io;
use std::path::PathBuf;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

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

/// Serializes as the name.
impl Serialize for CheckedFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

/// What a person counts to find a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordUnit {
    /// The rows that a spreadsheet shows: CSV and Excel.
    Row,
    /// The lines of the file: JSON Lines.
    Line,
    /// The records: JSON and Parquet.
    Record,
}

/// One finding, with the names that every output uses.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FindingRow<'a> {
    /// The file.
    pub(crate) file: &'a CheckedFile,
    /// The number of the record, counted from 1.
    pub(crate) record: u64,
    /// The row that a spreadsheet shows; `None` if the file is not a table.
    pub(crate) row: Option<u64>,
    /// The line of the file where the record begins; `None` if the file has no lines.
    pub(crate) line: Option<u64>,
    /// The members that say whose record it is, by name. Never a secret.
    pub(crate) key: &'a Map<String, Value>,
    /// `violation` or `advice`.
    pub(crate) severity: &'static str,
    /// The part of the message: `path`, `headers` or `body`.
    pub(crate) location: &'static str,
    /// The RFC 6901 JSON Pointer in that part.
    pub(crate) pointer: String,
    /// The code of the rule.
    pub(crate) rule: &'static str,
    /// The documented bound and the actual value, by name.
    pub(crate) params: Map<String, Value>,
    /// The interface and the row of the vendor's page.
    pub(crate) reference: String,
    /// The sentence.
    pub(crate) message: String,
    /// Where the value is in the file, if it is text.
    #[serde(skip)]
    pub(crate) region: Option<Region>,
}

impl FindingRow<'_> {
    /// Returns the number of the record in the unit of its file.
    pub(crate) fn number(&self) -> u64 {
        let number = match self.file.unit {
            RecordUnit::Row => self.row,
            RecordUnit::Line => self.line,
            RecordUnit::Record => None,
        };
        number.unwrap_or(self.record)
    }
}

/// A part of a text file: lines and columns count from 1, columns in characters, and the end is after the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) end_line: u64,
    pub(crate) end_column: u64,
}

/// Writes findings in one form while they come: those of a file together, and those of a record together.
pub(crate) trait FindingsWriter {
    /// Writes the next finding.
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()>;

    /// Writes what follows the last finding of a file. It is called for each file, also for one without findings.
    fn finish_file(&mut self, _file: &CheckedFile, _result: &FileResult) -> io::Result<()> {
        Ok(())
    }

    /// Writes what follows the last finding. `summary` counts everything that was checked.
    fn finish(&mut self, summary: &Summary) -> io::Result<()>;
}

/// The result of one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileResult {
    /// The number of records.
    pub(crate) records: u64,
    /// The number of records without violations.
    pub(crate) valid: u64,
    /// Why the file could not be read to its end: a sentence.
    pub(crate) error: Option<String>,
}

/// What was checked, counted.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    /// The number of records.
    pub(crate) records: u64,
    /// The number of records without violations.
    pub(crate) valid: u64,
    /// The number of records with violations.
    pub(crate) invalid: u64,
    /// The number of files that could not be read to their end.
    pub(crate) unread_files: u64,
    /// The number of violations for each rule, the most frequent first.
    pub(crate) violations: Map<String, Value>,
    /// The number of pieces of advice for each rule, the most frequent first.
    pub(crate) advice: Map<String, Value>,
}
