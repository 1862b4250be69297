//! Findings as an Arrow table.

use std::sync::Arc;

use aicc_core::{Language, Param};
use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use serde::Serializer;

use crate::results::finding::BatchFinding;
use crate::results::record::RecordFindings;

/// The approximate maximum size of the text in one record batch. A column can hold 2 GiB.
const MAXIMUM_TEXT: usize = 256 << 20;

/// The columns of numbers, and whether each can be null.
const NUMBERS: [(&str, bool); 4] = [("record", false), ("row", true), ("line", true), ("offset", true)];

/// The columns of text.
const TEXTS: [&str; 7] = ["severity", "location", "pointer", "rule", "params", "reference", "message"];

/// Returns the columns of a table of findings: the number of the record, its row, its line and its byte (null if the
/// input has no rows, lines or bytes), severity, location, pointer and rule, the params as JSON, the reference and the sentence.
///
/// Numbers are signed, since some readers of Arrow data do not support unsigned numbers.
#[must_use]
pub fn findings_schema() -> SchemaRef {
    let numbers = NUMBERS.map(|(name, is_nullable)| Field::new(name, DataType::Int64, is_nullable));
    let texts = TEXTS.map(|name| Field::new(name, DataType::Utf8, false));
    Arc::new(Schema::new(numbers.into_iter().chain(texts).collect::<Vec<_>>()))
}

/// Returns the findings as Arrow record batches with the columns of [`findings_schema`]: one row for each finding, with the
/// sentences in `language`.
///
/// The result is one batch, even if there are no findings, and several only for hundreds of megabytes of text.
///
/// # Errors
///
/// Returns an error if the Arrow library does, which is not expected.
pub fn findings_table(records: &[RecordFindings], language: Language) -> Result<Vec<RecordBatch>, ArrowError> {
    let mut batches = Vec::new();
    let mut table = FindingsTable::new(language);
    for record in records {
        for finding in record.findings() {
            table.push(record, &finding)?;
            if table.text > MAXIMUM_TEXT {
                batches.push(table.finish()?);
            }
        }
    }
    if batches.is_empty() || table.rows > 0 {
        batches.push(table.finish()?);
    }
    Ok(batches)
}

/// Builds Arrow tables of findings, for callers that do not keep all findings in memory.
#[derive(Debug, Default)]
pub struct FindingsTable {
    language: Language,
    numbers: [Int64Builder; NUMBERS.len()],
    texts: [StringBuilder; TEXTS.len()],
    rows: usize,
    text: usize,
}

impl FindingsTable {
    /// Returns an empty table. Its sentences will be in `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language, ..Self::default() }
    }

    /// Returns the number of findings in the table.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Returns the number of bytes of text in the table.
    #[must_use]
    pub const fn text(&self) -> usize {
        self.text
    }

    /// Adds a finding of a record.
    ///
    /// # Errors
    ///
    /// Returns an error if the table would hold more than 2 GiB of text, the maximum of an Arrow column.
    pub fn push(&mut self, record: &RecordFindings, finding: &BatchFinding<'_>) -> Result<(), ArrowError> {
        let position = record.position;
        let numbers = [Some(record.record), position.row, position.line, position.offset];
        let texts: [&str; TEXTS.len()] = [
            finding.severity().as_str(),
            finding.location().as_str(),
            &finding.pointer(),
            finding.rule(),
            &json(&finding.params()),
            &finding.reference(),
            &finding.message(self.language),
        ];
        let text = texts.iter().fold(self.text, |sum, text| sum.saturating_add(text.len()));
        if i32::try_from(text).is_err() {
            return Err(ArrowError::OffsetOverflowError(text));
        }
        for (column, number) in self.numbers.iter_mut().zip(numbers) {
            column.append_option(number.map(|number| i64::try_from(number).unwrap_or(i64::MAX)));
        }
        for (column, text) in self.texts.iter_mut().zip(texts) {
            column.append_value(text);
        }
        self.text = text;
        self.rows = self.rows.saturating_add(1);
        Ok(())
    }

    /// Returns the findings as a record batch with the columns of [`findings_schema`], and empties the table.
    ///
    /// # Errors
    ///
    /// Returns an error if the Arrow library does, which is not expected.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        (self.rows, self.text) = (0, 0);
        let numbers = self.numbers.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let texts = self.texts.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let columns = numbers.chain(texts).collect();
        RecordBatch::try_new(findings_schema(), columns)
    }
}

/// Returns the params as a JSON object.
fn json(params: &[(&'static str, Param)]) -> String {
    let mut text = Vec::new();
    // Numbers, booleans, texts and lists of them can always be written as JSON.
    serde_json::Serializer::new(&mut text)
        .collect_map(params.iter().map(|(name, param)| (name, param)))
        .unwrap_or_default();
    String::from_utf8(text).unwrap_or_default()
}
