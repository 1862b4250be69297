//! Excel workbooks: one record in each row of the first worksheet, under a row that names the columns.

mod cell_text;
mod limits;
mod row;
mod shared_file;
mod sheet;

use std::collections::VecDeque;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use aicc_core::{CellFault, CellRepair, Wording};
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxCellReader, XlsxError};
use serde_json::{Map, Value};
use zip::ZipArchive;
use zip::read::ZipFile;

use self::limits::TextBudget;
use self::row::{CellContent, SheetCell, SheetRow};
use self::shared_file::SeekWatch;
pub use self::shared_file::SharedFile as WorkbookFile;
use self::shared_file::SharedFile;
use self::sheet::{CellPlace, SheetReader};
use super::cell_name::name_of_cell;
use super::heading::Heading;
use super::heading::search::{HeadingRow, HeadingSearch, MAXIMUM_SEARCHED};
use super::source::{Chunk, Source};
use crate::error::Error;
use crate::results::chunk::ChunkResult;
use crate::results::reading::ReadingNote;
use crate::results::record::{RecordFindings, RecordPosition};
use crate::results::repair::Repair;
use crate::results::sheet_table::SheetTable;
use crate::settings::Settings;
use crate::workbook_fault::{self, WorkbookFault};

/// The maximum number of rows in a chunk.
const MAXIMUM_ROWS: usize = 1024;

/// An Excel workbook (`.xlsx`, `.xlsm`). Its first worksheet is read. A row names the columns, as in a
/// [`Csv`](crate::Csv) file; empty rows are skipped.
///
/// Cells are read as text: a number with its digits, `11` or `2.5`, whatever its number format; a boolean as `TRUE` or `FALSE`;
/// a date as `2023-09-27`, with a time as `2023-09-27T08:30:00`. A formula counts as its last computed value. A cell with an
/// error such as `#N/A`, or with a formula whose value is not stored, is a violation at its member. Text stays as it is: give
/// the text format to cells of numbers that begin with 0, such as phone numbers.
pub struct Excel {
    workbook: Xlsx<SharedFile>,
    archive: ZipArchive<SharedFile>,
    watch: SeekWatch,
    bytes: SharedFile,
}

/// The rows of the first worksheet of an [`Excel`] workbook.
pub struct ExcelRows<'w> {
    cells: XlsxCellReader<'w, SharedFile>,
    /// The same cells, as they are written in the file.
    sheet: SheetReader<'w>,
    /// The first cell of the next row.
    next: Option<SheetCell>,
    budget: TextBudget,
    /// The library must not be called again after the end or an error.
    has_ended: bool,
    name: String,
    heading: Option<(Arc<Heading>, Arc<SheetTable>)>,
    /// The rows below the heading that were read when it was searched.
    waiting: VecDeque<SheetRow>,
    /// An error to return after these rows.
    failure: Option<Error>,
}

/// Some rows of a worksheet.
pub struct ExcelChunk {
    heading: Arc<Heading>,
    table: Arc<SheetTable>,
    rows: Vec<SheetRow>,
}

/// The first bytes of an old workbook (`.xls`), and of one that is protected with a password.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

impl Excel {
    /// Reads a workbook. The file and its distinct texts are kept in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the input is not a workbook of this kind, or is protected with a password; if it has more than
    /// 256 MiB, or if its parts unpack to more than 1 GiB, its distinct texts to more than 256 MiB, its styles to more than
    /// 4 MiB, or the parts that name other parts to more than 16 MiB.
    pub fn read(input: impl Read) -> Result<Self, Error> {
        let file = SharedFile::new(limits::read_file(input)?);
        if file.starts_with(COMPOUND) {
            return Err(found(workbook_fault::PROTECTED));
        }
        let mut archive = ZipArchive::new(file.again()).map_err(|_| found(workbook_fault::NOT_XLSX))?;
        limits::check_parts(&mut archive)?;
        let (watch, bytes) = (file.watch(), file.again());
        Ok(Self { workbook: guarded(|| Xlsx::new(file))?, archive, watch, bytes })
    }

    /// Returns the bytes of the file, which are not copied.
    #[must_use]
    pub fn file(&self) -> WorkbookFile {
        self.bytes.clone()
    }

    /// Returns the rows of the first worksheet.
    ///
    /// # Errors
    ///
    /// Returns an error if the workbook has no worksheet, or if the worksheet cannot be read.
    pub fn rows(&mut self) -> Result<ExcelRows<'_>, Error> {
        let mut sheets = self.workbook.sheets_metadata().iter();
        let first = sheets.find(|sheet| sheet.typ == SheetType::WorkSheet);
        let name = first.ok_or_else(|| found(workbook_fault::NO_WORKSHEET))?.name.clone();
        let Self { workbook, archive, watch, .. } = self;
        let sheet = SheetReader::new(part(archive, watch, workbook, &name)?)?;
        let cells = guarded(|| workbook.worksheet_cells_reader(&name))?;
        Ok(ExcelRows {
            cells,
            sheet,
            next: None,
            budget: TextBudget::new(),
            has_ended: false,
            name,
            heading: None,
            waiting: VecDeque::new(),
            failure: None,
        })
    }
}

/// Returns the part of the archive that the library reads as the worksheet of a name.
fn part<'a>(
    archive: &'a mut ZipArchive<SharedFile>,
    watch: &SeekWatch,
    workbook: &mut Xlsx<SharedFile>,
    name: &str,
) -> Result<ZipFile<'a, SharedFile>, Error> {
    let start = watch.first_seek(|| drop(guarded(|| workbook.worksheet_cells_reader(name).map(drop))));
    let is_it = |archive: &mut ZipArchive<SharedFile>, index: usize| {
        archive.by_index(index).is_ok_and(|part| Some(part.header_start()) == start || part.data_start() == start)
    };
    let index = (0..archive.len()).find(|index| is_it(archive, *index));
    let index = index.ok_or_else(|| found(workbook_fault::MISSING_WORKSHEET))?;
    archive.by_index(index).map_err(|error| Error::Workbook(WorkbookFault::library(error)))
}

impl ExcelRows<'_> {
    /// Returns the next row below the heading that is not blank.
    fn next_record(&mut self, most: usize) -> Result<Option<SheetRow>, Error> {
        if let Some(row) = self.waiting.pop_front() {
            return Ok(Some(row));
        }
        match self.failure.take() {
            Some(failure) => Err(failure),
            None => self.next_row(most),
        }
    }

    /// Returns the next row that is not blank. A row of more than `most` bytes is returned without its cells.
    fn next_row(&mut self, most: usize) -> Result<Option<SheetRow>, Error> {
        while let Some(first) = self.next_cell(most)? {
            let mut row = SheetRow::new(&first);
            row.push(first, most);
            while let Some(cell) = self.next_cell(most)? {
                if !row.has(&cell) {
                    self.next = Some(cell);
                    break;
                }
                row.push(cell, most);
            }
            if row.size > most || !row.is_blank() {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// Returns the next cell that is not empty. A text of more than `most` bytes is too large for any row, and is dropped.
    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error> {
        if let Some(cell) = self.next.take() {
            return Ok(Some(cell));
        }
        while !self.has_ended {
            // Stays so if one of the calls below returns an error.
            self.has_ended = true;
            let place = self.sheet.next()?;
            let Some((CellPlace { row, column, .. }, content)) = read_cell(&mut self.cells, place)? else { break };
            self.has_ended = false;
            let size = content.as_ref().map_or(0, |text| text.len());
            self.budget.take(size)?;
            if size > 0 || content.is_err() {
                let content = content.map(|text| if size <= most { text } else { String::new() });
                return Ok(Some(SheetCell { row, column, size, content }));
            }
        }
        Ok(None)
    }

    /// Returns the heading and its table. If they are not known yet, searches the heading in the first rows.
    fn heading(&mut self, settings: &Settings<'_>) -> Result<(Arc<Heading>, Arc<SheetTable>), Error> {
        if let Some(heading) = &self.heading {
            return Ok(heading.clone());
        }
        let mut search = HeadingSearch::new(settings);
        let (mut rows, mut size) = (VecDeque::new(), 0_u64);
        while size < MAXIMUM_SEARCHED {
            let row = self.next_row(settings.profile.maximum_size).unwrap_or_else(|error| {
                self.failure = Some(error);
                None
            });
            let Some(row) = row else { break };
            size = size.saturating_add(u64::try_from(row.size).unwrap_or(u64::MAX));
            let continues = search.look_at(row.number.into(), &row.names());
            rows.push_back(row);
            if !continues {
                break;
            }
        }
        let found = search.finish().map_err(|error| self.failure.take().unwrap_or(error))?;
        let row = rows.iter().find(|row| u64::from(row.number) == found.row);
        let row = row.ok_or(Error::NoHeading { interface: settings.interface, rows: 0 })?;
        let heading = Arc::new(read_heading(row, &rows, found, settings)?);
        let table = Arc::new(row.table(&self.name));
        rows.retain(|row| u64::from(row.number) > found.row);
        self.waiting = rows;
        Ok(self.heading.insert((heading, table)).clone())
    }
}

/// Reads the row that names the columns.
///
/// # Errors
///
/// Returns an error if it cannot be read, or if a row above it is a record.
fn read_heading(
    row: &SheetRow,
    rows: &VecDeque<SheetRow>,
    found: HeadingRow,
    settings: &Settings<'_>,
) -> Result<Heading, Error> {
    let heading = Heading::new(&row.names(), found, settings)?;
    let mut above = rows.iter().take_while(|row| u64::from(row.number) < found.row);
    let record = above.find(|row| heading.is_record(&row.cells(&heading).0, settings));
    match record.filter(|_| settings.table.heading_row.is_none()) {
        Some(record) => Err(Error::RecordAboveHeading { row: record.number.into(), heading: found.row }),
        None => Ok(heading),
    }
}

impl Source for ExcelRows<'_> {
    type Chunk = ExcelChunk;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<ExcelChunk>, Error> {
        let most = settings.profile.maximum_size;
        let (heading, table) = self.heading(settings)?;
        let (mut rows, mut size) = (Vec::new(), 0_usize);
        while rows.len() < MAXIMUM_ROWS && size < settings.chunk_size.get() {
            match self.next_record(most) {
                Ok(Some(row)) => {
                    size = size.saturating_add(row.size.min(most));
                    rows.push(row);
                }
                Ok(None) => break,
                Err(error) if rows.is_empty() => return Err(error),
                // The rows before the error come first.
                Err(error) => {
                    self.failure = Some(error);
                    break;
                }
            }
        }
        Ok((!rows.is_empty()).then_some(ExcelChunk { heading, table, rows }))
    }

    fn reading(&self) -> Vec<ReadingNote> {
        self.heading.iter().flat_map(|(heading, _)| heading.notes().to_vec()).collect()
    }
}

impl ExcelChunk {
    /// Returns the row of a record.
    fn row(&self, record: &RecordFindings) -> Option<&SheetRow> {
        let number = record.position.row.unwrap_or_default();
        let index = self.rows.binary_search_by_key(&number, |row| row.number.into()).ok()?;
        self.rows.get(index)
    }
}

impl Chunk for ExcelChunk {
    fn check(&self, result: &mut ChunkResult<'_>) {
        let settings = result.settings();
        for (place, row) in self.rows.iter().enumerate() {
            let (cells, malformed) = row.cells(&self.heading);
            let position = || row.position();
            let verdict = row.verdict(&self.heading, &cells, malformed, result);
            let has_members = verdict.has_members();
            let key = || if has_members { self.heading.key(&cells, settings) } else { Map::new() };
            if result.add_record(verdict, place, position, key) {
                result.add_body(position, || self.heading.json(&cells));
            }
        }
    }

    fn places(&self, places: &[usize], settings: &Settings<'_>) -> Vec<(RecordPosition, Map<String, Value>)> {
        let rows = places.iter().filter_map(|place| self.rows.get(*place));
        rows.map(|row| (row.position(), self.heading.key(&row.cells(&self.heading).0, settings))).collect()
    }

    fn cells(&self, record: &RecordFindings) -> Vec<Option<String>> {
        let Some(row) = self.row(record) else { return vec![None; record.kept()] };
        let cells = row.cells(&self.heading).0;
        let name = |pointer: String| Some(name_of_cell(self.heading.place_of(&cells, &pointer)?, row.number.into()));
        record.findings().map(|finding| name(finding.pointer())).collect()
    }

    fn sheet_table(&self) -> Option<&SheetTable> {
        Some(&self.table)
    }

    fn repairs(&self, record: &RecordFindings, settings: &Settings<'_>) -> Vec<Repair> {
        let Some(row) = self.row(record) else { return Vec::new() };
        let repairs = self.heading.repairs(&row.cells(&self.heading).0, settings).into_iter();
        let repairs = repairs.map(|(place, CellRepair { pointer, before, after, .. })| {
            let cell = name_of_cell(place, row.number.into());
            Repair { cell, pointer, before, after, edit: None }
        });
        repairs.collect()
    }
}

/// Returns the content of the cell at a place, as the library reads it; `None` at the end of the sheet.
fn read_cell(
    cells: &mut XlsxCellReader<'_, SharedFile>,
    place: Option<CellPlace>,
) -> Result<Option<(CellPlace, CellContent)>, Error> {
    let read = guarded(|| cells.next_cell_with_formula_metadata());
    match (place, read) {
        (None, Ok(None)) => Ok(None),
        // The library does not know all errors that a cell can have.
        (Some(place), Err(Error::Workbook(_))) if place.is_error => Ok(Some((place, Err(CellFault::Error)))),
        (_, Err(error)) => Err(error),
        (Some(place), Ok(Some(cell))) if (place.row, place.column) == cell.pos => {
            let content = match &cell.value {
                DataRef::Error(_) => Err(CellFault::Error),
                DataRef::Empty if cell.formula.is_some() => Err(CellFault::Formula),
                value => Ok(guarded(|| Ok(cell_text::of(value).into_owned()))?),
            };
            Ok(Some((place, content)))
        }
        _ => Err(found(workbook_fault::MALFORMED_CELLS)),
    }
}

/// Calls the library. It panics on some malformed workbooks; here this is an error like any other.
fn guarded<T>(call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => result.map_err(workbook_error),
        Err(_) => Err(found(workbook_fault::MALFORMED)),
    }
}

const fn found(wording: Wording) -> Error {
    Error::Workbook(WorkbookFault::found(wording))
}

fn workbook_error(error: XlsxError) -> Error {
    match error {
        XlsxError::Io(error) => Error::Read(error),
        error => Error::Workbook(WorkbookFault::library(error)),
    }
}
