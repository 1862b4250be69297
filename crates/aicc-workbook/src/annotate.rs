//! Marks in a user's own workbook.

mod invalid_rows;
mod list;
mod marks;
mod notes;
mod shapes;
mod words;

use std::io::{Read, Seek, Write};

use aicc_batch::{BatchUpdate, SheetTable, WorkbookFile};
use aicc_core::{Language, Severity};

use self::invalid_rows::InvalidRows;
use self::marks::{RowMarks, TableMarks};
use self::notes::CellNotes;
use self::words::MARKS;
use crate::note::CopyNote;
use crate::patch::fault::PatchError;
use crate::patch::layout::SheetLayout;
use crate::patch::package::Package;
use crate::patch::sheet::{CellChange, RowChange, SheetChange, change_sheet};
use crate::patch::styles::{CellStyles, MarkColor};
use crate::patch::text::inert;
use crate::patch::workbook::SheetList;

/// The width of the column with the marks, in characters.
const WIDTH: u32 = 60;

/// A copy of a workbook or of a CSV file with the findings of a run in it.
///
/// In the copy of a workbook
/// - each cell with a finding has a colour and a note with the sentences: red for a violation, yellow for advice. It keeps its value
///   and the rest of its style. A cell that does not exist is added;
/// - the column `aicc` at the right of the table sums up each row;
/// - the sheet `aicc` lists all findings.
///
/// Every part of the workbook that need not change is copied byte for byte, such as charts, pictures, macros and shared texts.
///
/// The copy of a CSV file has its heading and its invalid rows, and the column `aicc` with the reasons. It is UTF-8 with a byte
/// order mark.
///
/// The marks of an earlier run are replaced. No mark is a formula, and no mark shows a secret. The cells of the user may contain
/// passwords, so that the copy needs the same protection as the file.
///
/// ```
/// use aicc_batch::{Csv, Error, Settings};
/// use aicc_core::{Language, Profile, interfaces};
/// use aicc_workbook::AnnotatedCopy;
///
/// let (rows, profile) = (&b"userId,callType\nann,1\nbob,7\n"[..], Profile::default());
/// let mut settings = Settings::new(&interfaces::AGENT_SETTINGS_CREATE, &profile);
/// settings.limit = usize::MAX;
/// let mut text = Vec::new();
/// let mut copy = AnnotatedCopy::new(&mut text, Language::English);
/// settings.run(Csv::new(rows), |update| copy.add(&update).map_err(|_| Error::Stopped))?;
/// copy.finish(None)?;
/// let text = String::from_utf8(text)?;
/// assert!(text.starts_with("\u{feff}userId,callType,aicc\nbob,7,\"callType must be"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct AnnotatedCopy<W> {
    output: W,
    marks: TableMarks,
    rows: InvalidRows,
}

impl<W: Write> AnnotatedCopy<W> {
    /// Begins a copy. The sentences are in `language`.
    #[must_use]
    pub fn new(output: W, language: Language) -> Self {
        Self { output, marks: TableMarks::new(language), rows: InvalidRows::new(language) }
    }

    /// Adds the findings of the next records. The run must keep all of them: set its [`limit`](aicc_batch::Settings::limit) to
    /// `usize::MAX`. Up to 8 MiB of the findings are in memory, the rest is in a temporary file without a name.
    ///
    /// # Errors
    ///
    /// Returns an error if the output or a temporary file cannot be written.
    pub fn add(&mut self, update: &BatchUpdate<'_>) -> Result<(), PatchError> {
        match update.csv_table() {
            Some(table) => self.rows.add(&mut self.output, update, table)?,
            None => self.marks.add(update)?,
        }
        Ok(())
    }

    /// Completes the copy, and returns what a user should know about it. `workbook` is the file that was read; `None` for a CSV
    /// file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is a workbook of another kind than `.xlsx` or `.xlsm` or is damaged, if the output cannot be
    /// written, or if a temporary file cannot be used. The output may then have a part of the copy.
    pub fn finish(mut self, workbook: Option<WorkbookFile>) -> Result<Vec<CopyNote>, PatchError> {
        match workbook {
            Some(workbook) => annotate_workbook(workbook, &mut self.marks, &mut self.output),
            None if self.marks.table().is_some() => Err(PatchError::Format),
            None => {
                self.rows.finish(&mut self.output)?;
                self.output.flush()?;
                Ok(Vec::new())
            }
        }
    }
}

fn annotate_workbook(
    workbook: impl Read + Seek,
    marks: &mut TableMarks,
    output: &mut impl Write,
) -> Result<Vec<CopyNote>, PatchError> {
    let mut package = Package::open(workbook)?;
    let sheets = SheetList::read(&mut package)?;
    let mut notes = Vec::new();
    if package.is_signed()? {
        notes.push(CopyNote::Signature);
    }
    if let Some(table) = marks.table().cloned() {
        let part = sheets.sheet(&table.name).ok_or_else(|| PatchError::NoSheet(table.name.clone()))?;
        notes.extend(annotate_sheet(&mut package, &sheets, part, &table, marks)?);
    }
    let part = sheets.sheet_or_new(&mut package, MARKS)?;
    let mut hidden = 0;
    package.stream(&part, |output| {
        hidden = list::write(output, sheets.namespace, marks)?;
        Ok(())
    })?;
    if hidden > 0 {
        notes.push(CopyNote::List { findings: hidden });
    }
    package.write(output)?;
    output.flush()?;
    Ok(notes)
}

fn annotate_sheet<R: Read + Seek>(
    package: &mut Package<R>,
    sheets: &SheetList,
    part: &str,
    table: &SheetTable,
    marks: &mut TableMarks,
) -> Result<Option<CopyNote>, PatchError> {
    let layout = SheetLayout::read(package, part, table)?;
    let column = table.marks.unwrap_or_else(|| layout.free_columns(table, 1).start);
    let cell_notes = CellNotes::of(marks)?;
    let hidden = cell_notes.hidden();
    let notes = cell_notes.write(package, sheets, part, &layout)?;
    let styles_part = sheets.styles_or_new(package)?;
    let mut styles = CellStyles::read(package.text(&styles_part)?)?;
    let change = SheetChange {
        cleared: table.marks.into_iter().collect(),
        columns: vec![(column, WIDTH)],
        notes,
        relationships: sheets.relationships,
    };
    let language = marks.language();
    let mut changes = heading(table, column).chain(marks.rows()?.map(|row| Ok(row_change(&row?, column, language))));
    package.rewrite(part, |part, output| change_sheet(part, output, &mut styles, &change, &mut changes).map(drop))?;
    drop(changes);
    let text = styles.finish()?;
    package.set(&styles_part, text);
    Ok((hidden > 0).then_some(CopyNote::Notes { most: notes::MAXIMUM_NOTES, cells: hidden }))
}

/// Returns the change of the row that names the columns.
fn heading(table: &SheetTable, column: u32) -> impl Iterator<Item = Result<RowChange, PatchError>> + use<> {
    let cell = CellChange { column, text: Some(MARKS.to_owned()), color: None, follows: true };
    std::iter::once(Ok(RowChange { row: table.heading_row, cells: vec![cell] }))
}

/// Returns the change of a row with findings.
fn row_change(row: &RowMarks, column: u32, language: Language) -> RowChange {
    let mut cells: Vec<CellChange> = Vec::new();
    for (column, severity) in row.cells() {
        cells.push(CellChange { column, color: Some(color(severity)), ..CellChange::default() });
    }
    let (text, color) = (inert(&row.summary(language)), row.severity().map(color));
    let mark = CellChange { column, text: Some(text), color, follows: false };
    cells.retain(|cell| cell.column != column);
    cells.push(mark);
    cells.sort_by_key(|cell| cell.column);
    RowChange { row: row.row, cells }
}

const fn color(severity: Severity) -> MarkColor {
    match severity {
        Severity::Violation => MarkColor::Red,
        Severity::Advice => MarkColor::Yellow,
    }
}
