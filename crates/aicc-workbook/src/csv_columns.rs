//! Columns that are added at the right of a CSV file.

use std::io::{self, Write};
use std::ops::Range;

use aicc_batch::{BatchUpdate, CsvRow, CsvTable, Piece};

/// Excel reads a file without it in the encoding of the computer.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The line ends that a row can have.
const LINE_ENDS: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];

/// The columns that are added. The columns of an earlier run are left out.
#[derive(Debug)]
pub(crate) struct CsvColumns {
    /// Their headings.
    names: &'static [&'static str],
    /// Returns the first of the columns of an earlier run, counted from 0.
    earlier: fn(CsvTable) -> Option<usize>,
    table: Option<CsvTable>,
    /// The rows up to the one that names the columns, until they are written.
    heading: Option<Vec<u8>>,
    /// The number of cells of that row, without those of an earlier run.
    columns: usize,
    /// The line end of that row.
    line_end: &'static [u8],
}

impl CsvColumns {
    /// Adds columns with these headings. `earlier` returns the first of the columns of an earlier run, counted from 0.
    pub(crate) const fn new(names: &'static [&'static str], earlier: fn(CsvTable) -> Option<usize>) -> Self {
        Self { names, earlier, table: None, heading: Some(Vec::new()), columns: 0, line_end: b"\n" }
    }

    /// Takes the rows up to the one that names the columns from the next records.
    pub(crate) fn add(&mut self, update: &BatchUpdate<'_>, table: CsvTable) {
        self.table = Some(table);
        if let Some(heading) = &mut self.heading {
            let pieces = update.pieces().filter(|(piece, _)| *piece == Piece::Heading);
            pieces.for_each(|(_, bytes)| heading.extend_from_slice(bytes));
        }
    }

    /// Writes the rows up to the one that names the columns, unless they are written. The rows above it stay as they are.
    pub(crate) fn write_heading(&mut self, output: &mut impl Write) -> io::Result<()> {
        let (Some(rows), Some(table)) = (self.heading.take(), self.table) else { return Ok(()) };
        let rows = rows.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&rows);
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
        self.columns = row.cells.len().saturating_sub(self.earlier_cells(&row).len());
        self.write_row(output, &row, self.names, self.line_end)
    }

    /// Returns the line end of the row that names the columns.
    pub(crate) const fn line_end(&self) -> &'static [u8] {
        self.line_end
    }

    /// Writes a row with more cells behind its last one, or behind the last column. The cells of the user are not changed, and those
    /// of an earlier run are left out.
    pub(crate) fn write_row(
        &self,
        output: &mut impl Write,
        row: &CsvRow<'_>,
        cells: &[impl AsRef<str>],
        end: &[u8],
    ) -> io::Result<()> {
        let earlier = self.earlier_cells(row);
        let Range { start, end: after } = with_delimiter(earlier, row.text.len());
        output.write_all(row.text.get(..start).unwrap_or_default())?;
        output.write_all(row.text.get(after..).unwrap_or_default())?;
        // A row without text is one empty cell.
        let cells_left = row.cells.len().saturating_sub(earlier.len()).max(1);
        let missing = self.columns.saturating_sub(cells_left);
        let delimiter = self.table.map_or(b',', |table| table.delimiter);
        for _ in 0..missing {
            output.write_all(&[delimiter])?;
        }
        for cell in cells {
            output.write_all(&[delimiter])?;
            output.write_all(quoted(cell.as_ref()).as_bytes())?;
        }
        output.write_all(end)
    }

    /// Returns the cells of an earlier run in a row, which may have fewer cells than the heading.
    fn earlier_cells<'r>(&self, row: &'r CsvRow<'_>) -> &'r [Range<usize>] {
        let Some(first) = self.table.and_then(self.earlier) else { return &[] };
        let last = first.saturating_add(self.names.len()).min(row.cells.len());
        row.cells.get(first..last).unwrap_or_default()
    }
}

/// Returns the bytes of some cells that follow each other, with one of the delimiters beside them.
fn with_delimiter(cells: &[Range<usize>], length: usize) -> Range<usize> {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return length..length };
    match first.start.checked_sub(1) {
        Some(start) => start..last.end,
        None => 0..last.end.saturating_add(1).min(length),
    }
}

/// Returns a text as a cell: between quotation marks, unless it has only letters and digits of ASCII.
fn quoted(text: &str) -> String {
    match text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        true => text.to_owned(),
        false => format!("\"{}\"", text.replace('"', "\"\"")),
    }
}
