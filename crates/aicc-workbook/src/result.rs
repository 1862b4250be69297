//! A copy of a table with the result of each record.

use std::io::{self, Read, Seek, Write};
use std::iter::Peekable;

use aicc_batch::{BatchUpdate, CsvPart, SheetTable, WorkbookFile};
use aicc_core::Columns;

use crate::csv_columns::CsvColumns;
use crate::note::CopyNote;
use crate::patch::fault::PatchError;
use crate::patch::layout::SheetLayout;
use crate::patch::package::Package;
use crate::patch::sheet::{CellChange, RowChange, SheetChange, change_sheet};
use crate::patch::styles::CellStyles;
use crate::patch::text::inert;
use crate::patch::workbook::SheetList;

/// The number of columns with results.
const COUNT: usize = Columns::RESULTS.len();

/// The widths of the columns, in characters.
const WIDTHS: [u32; COUNT] = [12, 12, 12, 40, 60];

/// The result of the record in one row of a table: the cells of the columns [`Columns::RESULTS`]. A cell may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowResult {
    /// The number of the row, counted from 1: see [`RecordPosition::row`](aicc_batch::RecordPosition::row).
    pub row: u64,
    /// The result of the record, in one word.
    pub status: String,
    /// The work number of the agent.
    pub work_no: String,
    /// The code or the HTTP status of the reply.
    pub code: String,
    /// What the code means.
    pub meaning: String,
    /// What to do.
    pub action: String,
}

impl RowResult {
    /// Returns the texts of the cells, none of which is a formula.
    fn cells(&self) -> [String; COUNT] {
        [&self.status, &self.work_no, &self.code, &self.meaning, &self.action].map(|text| inert(text))
    }
}

/// A copy of a workbook or of a CSV file with the columns `status`, `workNo`, `code`, `meaning` and `action` at the right of the
/// table, which say the result of each record.
///
/// Everything else stays. In a workbook, every part but the sheet with the table is copied byte for byte, and so are the other cells
/// of the sheet. In a CSV file, all cells and blank rows stay as they are written; the copy is UTF-8 with a byte order mark.
///
/// The headings are the same in every language, so that other programs find the columns. The columns of an earlier run are replaced:
/// a copy can be checked, corrected and sent again. No result is a formula. The cells of the user may contain passwords, so that
/// the copy needs the same protection as the file.
///
/// The results are an iterator, in the order of their rows, so that they need not be in memory.
///
/// ```
/// use aicc_batch::{Csv, Error, Settings};
/// use aicc_core::{Profile, interfaces};
/// use aicc_workbook::{ResultCopy, RowResult};
///
/// let (rows, profile) = (&b"userId,callType\nann,1\nbob,0\n"[..], Profile::default());
/// let settings = Settings::new(&interfaces::AGENT_SETTINGS_CREATE, &profile);
/// let result = RowResult { row: 2, status: "created".into(), code: "0".into(), ..RowResult::default() };
/// let mut text = Vec::new();
/// let mut copy = ResultCopy::new(&mut text, [Ok(result)].into_iter());
/// settings.run(Csv::new(rows), |update| copy.add(&update).map_err(|_| Error::Stopped))?;
/// copy.finish(None)?;
/// let text = String::from_utf8(text)?;
/// let expected = "userId,callType,status,workNo,code,meaning,action\nann,1,created,,0,,\nbob,0,,,,,\n";
/// assert_eq!(text.strip_prefix('\u{feff}'), Some(expected));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ResultCopy<W, R: Iterator> {
    output: W,
    results: OrderedResults<R>,
    /// The table in a workbook; `None` if it had no records.
    table: Option<SheetTable>,
    columns: CsvColumns,
}

impl<W: Write, R: Iterator<Item = io::Result<RowResult>>> ResultCopy<W, R> {
    /// Begins a copy. `results` are in the order of their rows, at most one for each row.
    #[must_use]
    pub fn new(output: W, results: R) -> Self {
        let columns = CsvColumns::new(&Columns::RESULTS, |table| table.results);
        Self { output, results: OrderedResults { results: results.peekable(), last: 0 }, table: None, columns }
    }

    /// Adds the next records of the file, which is read again. It must be the same file: the number of a row says whose result it is.
    ///
    /// # Errors
    ///
    /// Returns an error if the results are not in order, if the iterator returns one, or if the output cannot be written.
    pub fn add(&mut self, update: &BatchUpdate<'_>) -> Result<(), PatchError> {
        if let Some(table) = update.sheet_table().filter(|_| self.table.is_none()) {
            self.results.last = table.heading_row.into();
            self.table = Some(table);
        }
        let Some(table) = update.csv_table() else { return Ok(()) };
        self.columns.add(update, table);
        for part in update.csv_parts() {
            self.columns.write_heading(&mut self.output)?;
            match part {
                CsvPart::Row { row, end, .. } if row.text.is_empty() => self.output.write_all(end)?,
                CsvPart::Row { number, row, end } => {
                    let result = self.results.of_row(number)?.unwrap_or_default();
                    self.columns.write_row(&mut self.output, &row, &result.cells(), end)?;
                }
                CsvPart::Long(text) => self.output.write_all(text)?,
            }
        }
        Ok(())
    }

    /// Completes the copy, and returns what a user should know about it. `workbook` is the file that was read; `None` for a CSV
    /// file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is a workbook of another kind than `.xlsx` or `.xlsm` or is damaged, if the results are not in
    /// order, if the iterator returns an error, if the output cannot be written, or if a temporary file cannot be used. The output
    /// may then have a part of the copy.
    pub fn finish(mut self, workbook: Option<WorkbookFile>) -> Result<Vec<CopyNote>, PatchError> {
        let notes = match workbook {
            Some(workbook) => write_workbook(workbook, self.table.as_ref(), self.results, &mut self.output)?,
            None if self.table.is_some() => return Err(PatchError::Format),
            None => {
                self.columns.write_heading(&mut self.output)?;
                self.results.try_for_each(|result| result.map(drop))?;
                Vec::new()
            }
        };
        self.output.flush()?;
        Ok(notes)
    }
}

/// The results, whose rows must be in order.
struct OrderedResults<R: Iterator> {
    results: Peekable<R>,
    /// The row of the last result.
    last: u64,
}

impl<R: Iterator<Item = io::Result<RowResult>>> OrderedResults<R> {
    /// Returns the result of a row; `None` if there is no result for it. Results of rows before it are left out.
    fn of_row(&mut self, row: u64) -> Result<Option<RowResult>, PatchError> {
        while let Some(result) = self.results.next_if(|next| !next.as_ref().is_ok_and(|next| next.row > row)) {
            let result = self.in_order(result?)?;
            if result.row == row {
                return Ok(Some(result));
            }
        }
        Ok(None)
    }

    fn in_order(&mut self, result: RowResult) -> Result<RowResult, PatchError> {
        if result.row <= self.last {
            return Err(PatchError::Order(result.row));
        }
        self.last = result.row;
        Ok(result)
    }
}

impl<R: Iterator<Item = io::Result<RowResult>>> Iterator for OrderedResults<R> {
    type Item = Result<RowResult, PatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        let result = self.results.next()?;
        Some(result.map_err(PatchError::from).and_then(|result| self.in_order(result)))
    }
}

fn write_workbook(
    workbook: impl Read + Seek,
    table: Option<&SheetTable>,
    results: impl Iterator<Item = Result<RowResult, PatchError>>,
    output: &mut impl Write,
) -> Result<Vec<CopyNote>, PatchError> {
    let mut package = Package::open(workbook)?;
    let notes = if package.is_signed()? { vec![CopyNote::Signature] } else { Vec::new() };
    if let Some(table) = table {
        change_table(&mut package, table, results)?;
    }
    package.write(output)?;
    Ok(notes)
}

fn change_table<R: Read + Seek>(
    package: &mut Package<R>,
    table: &SheetTable,
    results: impl Iterator<Item = Result<RowResult, PatchError>>,
) -> Result<(), PatchError> {
    let sheets = SheetList::read(package)?;
    let part = sheets.sheet(&table.name).ok_or_else(|| PatchError::NoSheet(table.name.clone()))?;
    let layout = SheetLayout::read(package, part, table)?;
    let count = u32::try_from(COUNT).unwrap_or(u32::MAX);
    let first = table.results.unwrap_or_else(|| layout.free_columns(table, count).start);
    let columns: Vec<(u32, u32)> = (first..).zip(WIDTHS).collect();
    let cleared = columns.iter().filter(|_| table.results.is_some()).map(|(column, _)| *column).collect();
    let change = SheetChange { cleared, columns, ..SheetChange::default() };
    let heading = RowChange {
        row: table.heading_row,
        cells: (first..).zip(Columns::RESULTS).map(|(column, name)| cell(column, name.to_owned(), true)).collect(),
    };
    let results = results.map(|result| {
        let result = result?;
        let row = u32::try_from(result.row).map_err(|_| PatchError::Order(result.row))?;
        let cells = (first..).zip(result.cells()).filter(|(_, text)| !text.is_empty());
        Ok(RowChange { row, cells: cells.map(|(column, text)| cell(column, text, false)).collect() })
    });
    let (mut styles, mut changes) = (CellStyles::none(), std::iter::once(Ok(heading)).chain(results));
    package.rewrite(part, |part, output| change_sheet(part, output, &mut styles, &change, &mut changes).map(drop))
}

fn cell(column: u32, text: String, follows: bool) -> CellChange {
    CellChange { column, text: Some(text), follows, color: None }
}
