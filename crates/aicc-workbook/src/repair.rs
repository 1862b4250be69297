//! A copy of a table with its repaired cells.

use std::io::{self, BufRead, BufReader, Read, Seek, Write};

use aicc_batch::{BatchUpdate, Error, Repair, WorkbookFile};
use serde::{Deserialize, Serialize};

use crate::note::CopyNote;
use crate::patch::fault::PatchError;
use crate::patch::package::Package;
use crate::patch::reference::CellRef;
use crate::patch::sheet::{CellChange, RowChange, SheetChange, change_sheet};
use crate::patch::styles::CellStyles;
use crate::patch::workbook::SheetList;
use crate::temporary::{Spool, spool};

/// A copy of a workbook or of a CSV file in which the cells with a repair have the repaired text.
///
/// Everything else stays. In a workbook, every part but the sheet with the table is copied byte for byte, and so are the other cells
/// of the sheet; a repaired cell keeps its style. A cell with a formula keeps the formula. In a CSV file, every other byte stays; a
/// file in another encoding than UTF-8 becomes UTF-8.
///
/// The cells of the user may contain passwords, so that the copy needs the same protection as the file. No password is repaired.
///
/// ```
/// use aicc_batch::{Csv, Error, Settings};
/// use aicc_core::{Profile, interfaces};
/// use aicc_workbook::RepairedCopy;
///
/// let (rows, profile) = ("userId,callType\nann,１\n".as_bytes(), Profile::default());
/// let mut settings = Settings::new(&interfaces::AGENT_SETTINGS_CREATE, &profile);
/// settings.limit = usize::MAX;
/// let mut text = Vec::new();
/// let mut copy = RepairedCopy::new(&mut text);
/// settings.run(Csv::new(rows), |update| {
///     let repairs: Vec<_> = update.records.iter().flat_map(|record| update.repairs(record, &settings)).collect();
///     copy.add(&update, &repairs).map_err(|_| Error::Stopped)
/// })?;
/// copy.finish(None)?;
/// assert_eq!(String::from_utf8(text)?, "userId,callType\nann,1\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct RepairedCopy<W> {
    output: W,
    cells: RepairedCells,
}

impl<W: Write> RepairedCopy<W> {
    /// Begins a copy.
    #[must_use]
    pub fn new(output: W) -> Self {
        Self { output, cells: RepairedCells { sheet: None, has_repairs: false, spool: spool() } }
    }

    /// Adds the repairs of the next records, in their order. The run must keep all findings: set its
    /// [`limit`](aicc_batch::Settings::limit) to `usize::MAX`. Up to 8 MiB of the repairs of a workbook are in memory, the rest is
    /// in a temporary file without a name.
    ///
    /// # Errors
    ///
    /// Returns an error if the output or a temporary file cannot be written, or if the records are not those of a table.
    pub fn add(&mut self, update: &BatchUpdate<'_>, repairs: &[Repair]) -> Result<(), PatchError> {
        match update.sheet_table() {
            Some(table) => Ok(self.cells.add(table.name, repairs)?),
            None => update.write_repaired(repairs, &mut self.output).map_err(|error| match error {
                Error::Write(error) => PatchError::Io(error),
                _ => PatchError::Format,
            }),
        }
    }

    /// Completes the copy, and returns what a user should know about it. `workbook` is the file that was read; `None` for a CSV
    /// file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is a workbook of another kind than `.xlsx` or `.xlsm` or is damaged, if the output cannot be
    /// written, or if a temporary file cannot be used. The output may then have a part of the copy.
    pub fn finish(self, workbook: Option<WorkbookFile>) -> Result<Vec<CopyNote>, PatchError> {
        let Self { mut output, cells } = self;
        let notes = match workbook {
            Some(workbook) => cells.write(workbook, &mut output)?,
            None if cells.sheet.is_some() => return Err(PatchError::Format),
            None => Vec::new(),
        };
        output.flush()?;
        Ok(notes)
    }
}

/// The repaired cells of a workbook.
#[derive(Debug)]
struct RepairedCells {
    /// The name of the sheet; `None` if it had no records.
    sheet: Option<String>,
    has_repairs: bool,
    /// A line of JSON for each row.
    spool: Spool,
}

/// The repaired cells of one row: each has its column, counted from 0, and its text.
#[derive(Debug, Serialize, Deserialize)]
struct RepairedRow {
    /// The number of the row, counted from 1.
    row: u32,
    cells: Vec<(u32, String)>,
}

impl RepairedCells {
    fn add(&mut self, sheet: String, repairs: &[Repair]) -> io::Result<()> {
        self.sheet.get_or_insert(sheet);
        self.has_repairs |= !repairs.is_empty();
        let cells = repairs.iter().filter_map(|repair| Some((CellRef::parse(&repair.cell)?, &repair.after)));
        let cells: Vec<(CellRef, &String)> = cells.collect();
        for row in cells.chunk_by(|(cell, _), (next, _)| cell.row == next.row) {
            let number = row.first().map_or(0, |(cell, _)| cell.row);
            let cells = row.iter().map(|(cell, text)| (cell.column, (*text).clone()));
            let mut line = serde_json::to_vec(&RepairedRow { row: number, cells: cells.collect() })?;
            line.push(b'\n');
            self.spool.write_all(&line)?;
        }
        Ok(())
    }

    /// Writes the workbook with the repaired cells.
    fn write(mut self, workbook: impl Read + Seek, output: &mut impl Write) -> Result<Vec<CopyNote>, PatchError> {
        let mut package = Package::open(workbook)?;
        let mut notes = Vec::new();
        if let Some(sheet) = self.sheet.take().filter(|_| self.has_repairs) {
            if package.is_signed()? {
                notes.push(CopyNote::Signature);
            }
            let formulas = self.change(&mut package, &sheet)?;
            if let Some(note) = CopyNote::of_formulas(&formulas) {
                notes.push(note);
            }
        }
        package.write(output)?;
        Ok(notes)
    }

    /// Changes the cells of a sheet, and returns the cells that keep their formulas.
    fn change<R: Read + Seek>(&mut self, package: &mut Package<R>, sheet: &str) -> Result<Vec<CellRef>, PatchError> {
        let sheets = SheetList::read(package)?;
        let part = sheets.sheet(sheet).ok_or_else(|| PatchError::NoSheet(sheet.to_owned()))?;
        let (change, mut styles) = (SheetChange::default(), CellStyles::none());
        let (mut rows, mut formulas) = (self.rows()?, Vec::new());
        package.rewrite(part, |part, output| {
            formulas = change_sheet(part, output, &mut styles, &change, &mut rows)?;
            Ok(())
        })?;
        Ok(formulas)
    }

    /// Returns the rows with repaired cells, in their order.
    fn rows(&mut self) -> io::Result<impl Iterator<Item = Result<RowChange, PatchError>> + '_> {
        self.spool.rewind()?;
        let lines = BufReader::new(&mut self.spool).lines();
        Ok(lines.map(|line| {
            let RepairedRow { row, cells } = serde_json::from_str(&line?).map_err(io::Error::from)?;
            let cells = cells.into_iter();
            let cells = cells.map(|(column, text)| CellChange { column, text: Some(text), ..CellChange::default() });
            Ok(RowChange { row, cells: cells.collect() })
        }))
    }
}
