//! Findings as an Arrow table.

use std::sync::Arc;

use aicc_core::{Language, Param};
use arrow_array::builder::{StringBuilder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use serde_json::{Map, Value};

use crate::finding::{BatchFinding, RecordFindings};

/// The text of one record batch: its columns hold at most 2 GiB.
const MOST_TEXT: usize = 256 << 20;

/// The columns of [`findings_table`].
#[must_use]
pub fn findings_schema() -> SchemaRef {
    let number = |name, is_nullable| Field::new(name, DataType::UInt64, is_nullable);
    let text = |name| Field::new(name, DataType::Utf8, false);
    Arc::new(Schema::new(vec![
        number("record", false),
        number("line", true),
        number("offset", true),
        text("location"),
        text("pointer"),
        text("rule"),
        text("params"),
        text("message"),
    ]))
}

/// Findings as Arrow record batches, a row for each: the number of the record, its line and its byte (null where there
/// is none), location, pointer and rule, the params as JSON, and the sentence in `language`.
///
/// It is one batch, also where there are no findings; more only for hundreds of megabytes of text.
///
/// # Errors
///
/// Those of Arrow, which should not occur.
pub fn findings_table(records: &[RecordFindings], language: Language) -> Result<Vec<RecordBatch>, ArrowError> {
    let mut batches = Vec::new();
    let mut rows = Rows::default();
    for record in records {
        for finding in record.findings() {
            rows.push(record, &finding, language);
            if rows.text > MOST_TEXT {
                batches.push(rows.finish()?);
            }
        }
    }
    if batches.is_empty() || rows.text > 0 {
        batches.push(rows.finish()?);
    }
    Ok(batches)
}

#[derive(Default)]
struct Rows {
    record: UInt64Builder,
    line: UInt64Builder,
    offset: UInt64Builder,
    location: StringBuilder,
    pointer: StringBuilder,
    rule: StringBuilder,
    params: StringBuilder,
    message: StringBuilder,
    text: usize,
}

impl Rows {
    fn push(&mut self, record: &RecordFindings, finding: &BatchFinding<'_>, language: Language) {
        self.record.append_value(record.record);
        self.line.append_option(record.line);
        self.offset.append_option(record.offset);
        let (pointer, params) = (finding.pointer(), json(finding.params()));
        let message = finding.message(language);
        self.text += finding.rule().len() + pointer.len() + params.len() + message.len();
        self.location.append_value(finding.location().as_str());
        self.pointer.append_value(pointer);
        self.rule.append_value(finding.rule());
        self.params.append_value(params);
        self.message.append_value(message);
    }

    fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.text = 0;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.record.finish()),
            Arc::new(self.line.finish()),
            Arc::new(self.offset.finish()),
            Arc::new(self.location.finish()),
            Arc::new(self.pointer.finish()),
            Arc::new(self.rule.finish()),
            Arc::new(self.params.finish()),
            Arc::new(self.message.finish()),
        ];
        RecordBatch::try_new(findings_schema(), columns)
    }
}

/// The params as a JSON object.
fn json(params: Vec<(&'static str, Param)>) -> String {
    let members = params.iter().map(|(name, param)| {
        // Numbers, truths, texts and lists of them always have a form in JSON.
        ((*name).to_owned(), serde_json::to_value(param).unwrap_or_default())
    });
    Value::Object(members.collect::<Map<_, _>>()).to_string()
}
