//! The invalid rows of a CSV file, each with the reason.

use std::io::{self, Write};
use std::ops::Range;

use aicc_batch::{BatchUpdate, CsvRow, CsvTable, Piece, RecordFindings};
use aicc_core::{Language, Severity};

use super::words::{MARKS, joined};
use crate::patch::text::inert;

/// Excel reads a file without it in the encoding of the computer.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The line ends that a row can have.
const LINE_ENDS: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];

/// Writes the invalid rows below the heading, with one more column.
#[derive(Debug)]
pub(super) struct InvalidRows {
    language: Language,
    /// The rows up to the one that names the columns, until they are written.
    heading: Option<Vec<u8>>,
    /// The number of cells of that row, without the one of earlier marks.
    columns: usize,
    /// The line end of that row.
    line_end: &'static [u8],
}

impl InvalidRows {
    pub(super) const fn new(language: Language) -> Self {
        Self { language, heading: Some(Vec::new()), columns: 0, line_end: b"\n" }
    }

    /// Writes the invalid rows of the next records. The cells of the user are not changed.
    pub(super) fn add(&mut self, output: &mut impl Write, update: &BatchUpdate<'_>, table: CsvTable) -> io::Result<()> {
        if let Some(heading) = &mut self.heading {
            let pieces = update.pieces().filter(|(piece, _)| *piece == Piece::Heading);
            pieces.for_each(|(_, bytes)| heading.extend_from_slice(bytes));
        }
        if update.counts.records > 0
            && let Some(heading) = self.heading.take()
        {
            self.write_heading(output, &heading, table)?;
        }
        for record in &update.records {
            let is_invalid = record.findings().any(|finding| finding.severity() == Severity::Violation);
            if let Some(row) = update.csv_row(record).filter(|_| is_invalid) {
                self.write_row(output, &row, table, &self.reason(record))?;
            }
        }
        Ok(())
    }

    /// Writes the rows above the one that names the columns as they are, and that row with one more column.
    fn write_heading(&mut self, output: &mut impl Write, rows: &[u8], table: CsvTable) -> io::Result<()> {
        let rows = rows.strip_prefix(BYTE_ORDER_MARK).unwrap_or(rows);
        self.line_end = LINE_ENDS.into_iter().find(|end| rows.ends_with(end)).unwrap_or(self.line_end);
        let rows = rows.strip_suffix(self.line_end).unwrap_or(rows);
        let (mut start, mut is_quoted) = (0, false);
        for (at, byte) in rows.iter().enumerate() {
            is_quoted ^= *byte == b'"';
            if matches!(byte, b'\n' | b'\r') && !is_quoted {
                start = at.saturating_add(1);
            }
        }
        let (above, heading) = rows.split_at_checked(start).unwrap_or((&[], rows));
        output.write_all(BYTE_ORDER_MARK)?;
        output.write_all(above)?;
        let row = table.row(heading);
        self.columns = row.cells.len().saturating_sub(usize::from(table.marks.is_some()));
        self.write_row(output, &row, table, MARKS)
    }

    fn reason(&self, record: &RecordFindings) -> String {
        let sentences: Vec<String> = record.findings().map(|finding| finding.message(self.language)).collect();
        let reason = inert(&joined(&sentences, self.language));
        format!("\"{}\"", reason.replace('"', "\"\""))
    }

    /// Writes a row with a cell behind its last one, or behind the last column. A cell of earlier marks is left out.
    fn write_row(&self, output: &mut impl Write, row: &CsvRow<'_>, table: CsvTable, mark: &str) -> io::Result<()> {
        let old = table.marks.and_then(|index| row.cells.get(index));
        match old {
            Some(cell) => {
                let Range { start, end } = without_cell(cell, row.text.len());
                output.write_all(row.text.get(..start).unwrap_or_default())?;
                output.write_all(row.text.get(end..).unwrap_or_default())?;
            }
            None => output.write_all(row.text)?,
        }
        let cells = row.cells.len().saturating_sub(usize::from(old.is_some()));
        let missing = self.columns.saturating_sub(cells);
        for _ in 0..missing.saturating_add(1) {
            output.write_all(&[table.delimiter])?;
        }
        output.write_all(mark.as_bytes())?;
        output.write_all(self.line_end)
    }
}

/// Returns the range of a cell in a row with one of the delimiters beside it.
fn without_cell(cell: &Range<usize>, length: usize) -> Range<usize> {
    match cell.start.checked_sub(1) {
        Some(start) => start..cell.end,
        None => 0..cell.end.saturating_add(1).min(length),
    }
}
