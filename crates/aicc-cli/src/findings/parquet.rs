//! Parquet, for programs that analyse findings.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::{FindingRow, FindingsWriter, Summary};
use crate::terminal::json::json_text;

/// The columns of numbers, and whether each can be null. They are signed, since some readers do not support other numbers.
const NUMBERS: [(&str, bool); 3] = [("record", false), ("row", true), ("line", true)];

/// The columns of text after the numbers. `key` and `params` are JSON objects.
const TEXTS: [&str; 8] = ["key", "severity", "location", "pointer", "rule", "params", "reference", "message"];

/// The maximum number of rows in a row group.
const ROWS: usize = 1 << 16;

/// The approximate maximum size of the text in a row group, in bytes.
const TEXT_SIZE: usize = 16 << 20;

/// Writes a row for each finding. The row group that is not complete is in memory.
pub(crate) struct ParquetWriter<W: Write + Send> {
    output: ArrowWriter<W>,
    schema: Arc<Schema>,
    files: StringBuilder,
    numbers: [Int64Builder; NUMBERS.len()],
    texts: [StringBuilder; TEXTS.len()],
    rows: usize,
    text_size: usize,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Writes to an output, which should be buffered.
    ///
    /// # Errors
    ///
    /// Returns an error if the output cannot be written.
    pub(crate) fn new(output: W) -> io::Result<Self> {
        let numbers = NUMBERS.map(|(name, is_nullable)| Field::new(name, DataType::Int64, is_nullable));
        let texts = TEXTS.map(|name| Field::new(name, DataType::Utf8, false));
        let file = Field::new("file", DataType::Utf8, false);
        let schema = Arc::new(Schema::new([file].into_iter().chain(numbers).chain(texts).collect::<Vec<_>>()));
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let output = ArrowWriter::try_new(output, Arc::clone(&schema), Some(properties)).map_err(failed)?;
        Ok(Self {
            output,
            schema,
            files: StringBuilder::new(),
            numbers: Default::default(),
            texts: Default::default(),
            rows: 0,
            text_size: 0,
        })
    }

    fn write_row_group(&mut self) -> io::Result<()> {
        (self.rows, self.text_size) = (0, 0);
        let files = Arc::new(self.files.finish()) as ArrayRef;
        let numbers = self.numbers.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let texts = self.texts.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let columns = [files].into_iter().chain(numbers).chain(texts).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(io::Error::other)?;
        self.output.write(&batch).map_err(failed)?;
        self.output.flush().map_err(failed)
    }
}

impl<W: Write + Send> FindingsWriter for ParquetWriter<W> {
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        let file = &finding.file.name;
        let texts: [&str; TEXTS.len()] = [
            &json_text(finding.key)?,
            finding.severity,
            finding.location,
            &finding.pointer,
            finding.rule,
            &json_text(&finding.params)?,
            &finding.reference,
            &finding.message,
        ];
        self.files.append_value(file);
        for (column, number) in self.numbers.iter_mut().zip([Some(finding.record), finding.row, finding.line]) {
            column.append_option(number.map(|number| i64::try_from(number).unwrap_or(i64::MAX)));
        }
        for (column, text) in self.texts.iter_mut().zip(texts) {
            column.append_value(text);
        }
        self.rows = self.rows.saturating_add(1);
        self.text_size = texts.iter().fold(self.text_size, |size, text| size.saturating_add(text.len()));
        if self.rows == ROWS || self.text_size >= TEXT_SIZE {
            self.write_row_group()?;
        }
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary) -> io::Result<()> {
        if self.rows > 0 {
            self.write_row_group()?;
        }
        self.output.finish().map_err(failed)?;
        self.output.inner_mut().flush()
    }
}

/// Returns the error of the output if there is one.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::*;
    use crate::findings::sample::{HOSTILE, file, finding, key, summary};

    #[test]
    fn findings_are_read_back_from_several_row_groups() {
        let (checked, key) = (file("a.csv"), key(HOSTILE));
        let output = tempfile::tempfile().unwrap();
        let mut writer = ParquetWriter::new(output.try_clone().unwrap()).unwrap();
        for record in 1..=70_000 {
            writer.write(&FindingRow { record, row: None, ..finding(&checked, &key) }).unwrap();
        }
        writer.finish(&summary([])).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(output).unwrap();
        assert_eq!(reader.metadata().num_row_groups(), 2);
        let batches: Vec<_> = reader.build().unwrap().collect::<Result<_, _>>().unwrap();
        let records = batches.iter().flat_map(|batch| batch["record"].as_primitive::<Int64Type>().values());
        assert!(records.copied().eq(1..=70_000));
        let (batch, text) = (&batches[0], |name: &str| batches[0][name].as_string::<i32>().value(0).to_owned());
        assert!(batch["row"].is_null(0));
        assert_eq!(text("file"), "a.csv");
        assert_eq!(text("params"), r#"{"minimum":6,"actual":2}"#);
        let key: serde_json::Value = serde_json::from_str(&text("key")).unwrap();
        assert_eq!(key["userAccount"], HOSTILE);
        let names: Vec<_> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        let numbers = ["file", "record", "row", "line"];
        assert_eq!(names, numbers.iter().chain(&TEXTS).map(|name| (*name).to_owned()).collect::<Vec<_>>());
    }

    #[test]
    fn a_file_without_findings_is_complete() {
        let output = tempfile::tempfile().unwrap();
        ParquetWriter::new(output.try_clone().unwrap()).unwrap().finish(&summary([])).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(output).unwrap();
        assert_eq!((reader.metadata().file_metadata().num_rows(), reader.schema().fields().len()), (0, 12));
    }
}
