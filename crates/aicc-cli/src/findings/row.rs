//! One finding.

use aicc_batch::{BatchFinding, RecordFindings, RecordPosition, RecordUnit, Region, UpdatedRecord};
use aicc_core::{Code, Finding, Language, Reason};
use serde::Serialize;
use serde_json::{Map, Value};

use super::file::CheckedFile;

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
    /// Where the value is in the file; `None` if the file is not text, or if no writer [shows it](super::FindingsWriter).
    #[serde(skip)]
    pub(crate) region: Option<Region>,
    /// The name of the cell, such as `C7`; `None` if the file is not a workbook, or if no writer shows regions.
    #[serde(skip)]
    pub(crate) cell: Option<String>,
}

impl<'a> FindingRow<'a> {
    /// Returns the row of a finding about a record of a file.
    pub(crate) fn new(
        file: &'a CheckedFile,
        record: &'a RecordFindings,
        finding: &BatchFinding<'_>,
        language: Language,
    ) -> Self {
        Self::of_record(file, (record.record, record.position), &record.key, finding, language)
    }

    /// Returns the row of a finding about another message, which is made of a valid record.
    pub(crate) fn of_updated(
        file: &'a CheckedFile,
        updated: &UpdatedRecord<'_>,
        key: &'a Map<String, Value>,
        finding: &Finding,
        language: Language,
    ) -> Self {
        Self::of_record(file, (updated.record, updated.position), key, &BatchFinding::Rule(finding), language)
    }

    fn of_record(
        file: &'a CheckedFile,
        (record, position): (u64, RecordPosition),
        key: &'a Map<String, Value>,
        finding: &BatchFinding<'_>,
        language: Language,
    ) -> Self {
        let param = |(name, param): (&str, _)| (name.to_owned(), serde_json::to_value(param).unwrap_or_default());
        Self {
            file,
            record,
            row: position.row.filter(|_| file.unit == RecordUnit::Row),
            line: position.line,
            key,
            severity: finding.severity().as_str(),
            location: finding.location().as_str(),
            pointer: finding.pointer(),
            rule: finding.rule(),
            params: finding.params().into_iter().map(param).collect(),
            reference: finding.reference(),
            message: finding.message(language),
            region: None,
            cell: None,
        }
    }

    /// Returns the number of the record in the unit of its file.
    pub(crate) fn number(&self) -> u64 {
        let position = RecordPosition { row: self.row, line: self.line, ..RecordPosition::default() };
        self.file.unit.number(position).unwrap_or(self.record)
    }

    /// Returns the line to show in the file. In a file without lines, it is the row or the number of the record.
    pub(crate) fn line_to_show(&self) -> u64 {
        let line = self.region.map(|region| region.line).or(self.line);
        line.or(self.row).unwrap_or(self.record)
    }

    /// Returns whether the record is text that is not UTF-8. In a table of another encoding, the finding names this encoding.
    pub(crate) fn is_about_encoding(&self) -> bool {
        let has_reason = self.params.get("reason").and_then(Value::as_str) == Some(Reason::Encoding.as_str());
        self.rule == Code::Syntax.as_str() && has_reason && !self.params.contains_key("encoding")
    }
}
