//! The invalid rows of a CSV file, each with the reason.

use std::io::{self, Write};

use aicc_batch::{BatchUpdate, CsvTable, RecordFindings};
use aicc_core::{Language, Severity};

use super::words::{MARKS, joined};
use crate::csv_columns::CsvColumns;
use crate::patch::text::inert;

/// Writes the invalid rows below the heading, with one more column.
#[derive(Debug)]
pub(super) struct InvalidRows {
    language: Language,
    columns: CsvColumns,
}

impl InvalidRows {
    pub(super) const fn new(language: Language) -> Self {
        Self { language, columns: CsvColumns::new(&[MARKS], |table| table.marks) }
    }

    /// Writes the invalid rows of the next records. The cells of the user are not changed.
    pub(super) fn add(&mut self, output: &mut impl Write, update: &BatchUpdate<'_>, table: CsvTable) -> io::Result<()> {
        self.columns.add(update, table);
        if update.counts.records > 0 {
            self.columns.write_heading(output)?;
        }
        for record in &update.records {
            let is_invalid = record.findings().any(|finding| finding.severity() == Severity::Violation);
            if let Some(row) = update.csv_row(record).filter(|_| is_invalid) {
                self.columns.write_row(output, &row, &[self.reason(record)], self.columns.line_end())?;
            }
        }
        Ok(())
    }

    /// Writes the heading of a file without records.
    pub(super) fn finish(&mut self, output: &mut impl Write) -> io::Result<()> {
        self.columns.write_heading(output)
    }

    fn reason(&self, record: &RecordFindings) -> String {
        let sentences: Vec<String> = record.findings().map(|finding| finding.message(self.language)).collect();
        inert(&joined(&sentences, self.language))
    }
}
