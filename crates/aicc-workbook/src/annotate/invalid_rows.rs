//! The invalid rows of a CSV file, each with the reason.

use std::io::{self, Write};
use std::ops::Range;

use aicc_batch::{BatchUpdate, CsvHeading, CsvRow, RecordFindings};
use aicc_core::{Language, Severity};

use super::words::{MARKS, joined};
use crate::patch::text::inert;

/// Excel reads a file without it in the encoding of the computer.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes the invalid rows under the heading, with one more column.
#[derive(Debug)]
pub(super) struct InvalidRows<W> {
    output: W,
    language: Language,
    has_heading: bool,
}

impl<W: Write> InvalidRows<W> {
    pub(super) const fn new(output: W, language: Language) -> Self {
        Self { output, language, has_heading: false }
    }

    /// Writes the invalid rows of the next records. The cells of the user are not changed.
    pub(super) fn add(&mut self, update: &BatchUpdate<'_>) -> io::Result<()> {
        let Some(heading) = update.csv_heading() else { return Ok(()) };
        if !self.has_heading {
            self.has_heading = true;
            self.output.write_all(BYTE_ORDER_MARK)?;
            self.write_row(&heading.row, &heading, MARKS)?;
        }
        for record in &update.records {
            let is_invalid = record.findings().any(|finding| finding.severity() == Severity::Violation);
            if let Some(row) = update.csv_row(record).filter(|_| is_invalid) {
                self.write_row(&row, &heading, &self.reason(record))?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn reason(&self, record: &RecordFindings) -> String {
        let sentences: Vec<String> = record.findings().map(|finding| finding.message(self.language)).collect();
        let reason = inert(&joined(&sentences, self.language));
        format!("\"{}\"", reason.replace('"', "\"\""))
    }

    /// Writes a row with a cell behind its last one, or behind the last column. A cell of earlier marks is left out.
    fn write_row(&mut self, row: &CsvRow<'_>, heading: &CsvHeading<'_>, mark: &str) -> io::Result<()> {
        let old = heading.marks.and_then(|index| row.cells.get(index));
        match old {
            Some(cell) => {
                let Range { start, end } = without_cell(cell, row.text.len());
                self.output.write_all(row.text.get(..start).unwrap_or_default())?;
                self.output.write_all(row.text.get(end..).unwrap_or_default())?;
            }
            None => self.output.write_all(row.text)?,
        }
        // A row without cells cannot be read: nobody knows where a cell of it ends.
        let cells = if row.cells.is_empty() { usize::MAX } else { row.cells.len() };
        let missing = heading.row.cells.len().saturating_sub(cells);
        for _ in 0..missing.saturating_add(1) {
            self.output.write_all(&[heading.delimiter])?;
        }
        self.output.write_all(mark.as_bytes())?;
        self.output.write_all(b"\n")
    }
}

/// Returns the range of a cell in a row with one of the delimiters beside it.
fn without_cell(cell: &Range<usize>, length: usize) -> Range<usize> {
    match cell.start.checked_sub(1) {
        Some(start) => start..cell.end,
        None => 0..cell.end.saturating_add(1).min(length),
    }
}
