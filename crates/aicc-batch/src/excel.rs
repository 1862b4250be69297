//! Excel workbooks: a record in each row of the first sheet, under a row that names the columns.

mod bounds;
mod file;
mod sheet;
mod text;

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use aicc_core::{CellFault, Interface};
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxCellReader, XlsxError};
use zip::ZipArchive;

use bounds::Room;
use file::File;
use sheet::{Place, Sheet};

use crate::batch::Batch;
use crate::error::Error;
use crate::heading::{Heading, Picked};
use crate::source::{Chunk, Source};
use crate::tally::{Spot, Tally, Verdict};
use crate::unreadable::Unreadable;

/// A chunk has at most so many rows.
const ROWS: usize = 1024;

/// An Excel workbook (`.xlsx`, `.xlsm`), of which the first worksheet is read. Its first row that is not empty names
/// the columns, as that of a [`Csv`](crate::Csv) file does; empty rows are no records.
///
/// Cells are read as texts: a number with the digits that it has, `11` or `2.5`, whatever its format; a truth as `TRUE`
/// or `FALSE`; a date as `2023-09-27`, with a time as `2023-09-27T08:30:00`. Of a formula, the value is read that was last
/// computed. A cell with an error such as `#N/A`, or with a formula whose value is not stored, is a violation of its member. A text
/// stays as it is: format the cells of numbers that begin with 0, such as phone numbers, as text.
pub struct Excel {
    workbook: Xlsx<File>,
    archive: ZipArchive<File>,
    watch: file::Watch,
}

/// The rows of a worksheet, as they are read.
pub struct ExcelRows<'w> {
    cells: XlsxCellReader<'w, File>,
    /// The same cells, as the file has them.
    sheet: Sheet<'w>,
    /// The first cell of the next row.
    next: Option<Cell>,
    room: Room,
    /// The reader must not be asked again.
    has_ended: bool,
    heading: Option<Arc<Heading>>,
}

/// Some rows of a worksheet.
pub struct ExcelChunk {
    heading: Arc<Heading>,
    rows: Vec<Row>,
}

/// A row that is not empty.
struct Row {
    /// Counted from 1.
    number: u32,
    /// The bytes of its line in CSV, without quotation marks.
    size: usize,
    cells: Vec<Cell>,
}

/// A cell that is not empty.
struct Cell {
    row: u32,
    column: u32,
    /// The bytes of the text.
    size: usize,
    value: Value,
}

/// What a cell is read as.
type Value = Result<String, CellFault>;

/// What an old workbook begins with, and one that is protected with a password.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

impl Excel {
    /// Reads a workbook. The file and its distinct texts are kept in memory.
    ///
    /// # Errors
    ///
    /// When the input is no workbook of that kind, or is protected with a password; when it has more than 256 MiB, when its parts
    /// unpack to more than 1 GiB, its distinct texts to more than 256 MiB, its styles to more than 4 MiB or the parts that name
    /// others to more than 16 MiB.
    pub fn read(input: impl Read) -> Result<Self, Error> {
        let file = File::new(bounds::read_file(input)?);
        if file.starts_with(COMPOUND) {
            let reason =
                "it is an old workbook (.xls), or protected with a password: save it as .xlsx without a password";
            return Err(Error::Workbook(reason.into()));
        }
        let mut archive = ZipArchive::new(file.again()).map_err(|_| not_xlsx())?;
        bounds::check_parts(&mut archive)?;
        let watch = file.watch();
        Ok(Self { workbook: guarded(|| Xlsx::new(file))?, archive, watch })
    }

    /// The rows of the first worksheet.
    ///
    /// # Errors
    ///
    /// When there is no worksheet, or it cannot be read.
    pub fn rows(&mut self) -> Result<ExcelRows<'_>, Error> {
        let mut sheets = self.workbook.sheets_metadata().iter();
        let first = sheets.find(|sheet| sheet.typ == SheetType::WorkSheet);
        let name = first.ok_or_else(|| Error::Workbook("it has no worksheet".into()))?.name.clone();
        let Self { workbook, archive, watch } = self;
        let sheet = Sheet::new(part(archive, watch, workbook, &name)?)?;
        let cells = guarded(|| workbook.worksheet_cells_reader(&name))?;
        Ok(ExcelRows { cells, sheet, next: None, room: Room::new(), has_ended: false, heading: None })
    }
}

/// The part of the archive that the library reads as the worksheet of a name.
fn part<'a>(
    archive: &'a mut ZipArchive<File>,
    watch: &file::Watch,
    workbook: &mut Xlsx<File>,
    name: &str,
) -> Result<zip::read::ZipFile<'a, File>, Error> {
    let start = watch.first_seek(|| drop(guarded(|| workbook.worksheet_cells_reader(name).map(drop))));
    let is_it = |archive: &mut ZipArchive<File>, index: usize| {
        archive.by_index(index).is_ok_and(|part| Some(part.header_start()) == start || part.data_start() == start)
    };
    let index = (0..archive.len()).find(|index| is_it(archive, *index));
    let index = index.ok_or_else(|| Error::Workbook("its first worksheet is missing".into()))?;
    archive.by_index(index).map_err(|error| Error::Workbook(error.into()))
}

impl ExcelRows<'_> {
    /// The next row that is not blank.
    fn next_row(&mut self, most: usize) -> Result<Option<Row>, Error> {
        while let Some(first) = self.next_cell(most)? {
            let mut row = Row { number: first.row.saturating_add(1), size: 0, cells: Vec::new() };
            row.push(first, most);
            while let Some(cell) = self.next_cell(most)? {
                if cell.row.saturating_add(1) != row.number {
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

    /// The next cell that is not empty. A text of more than `most` bytes is too large for any row, and is not kept.
    fn next_cell(&mut self, most: usize) -> Result<Option<Cell>, Error> {
        if let Some(cell) = self.next.take() {
            return Ok(Some(cell));
        }
        while !self.has_ended {
            // After an error there is no next cell.
            self.has_ended = true;
            let place = self.sheet.next()?;
            let Some((Place { row, column, .. }, value)) = value(&mut self.cells, place)? else { break };
            self.has_ended = false;
            let size = value.as_ref().map_or(0, |text| text.len());
            self.room.take(size)?;
            if size > 0 || value.is_err() {
                let value = value.map(|text| if size <= most { text } else { String::new() });
                return Ok(Some(Cell { row, column, size, value }));
            }
        }
        Ok(None)
    }

    fn heading(&mut self, interface: &'static Interface, most: usize) -> Result<Arc<Heading>, Error> {
        if let Some(heading) = &self.heading {
            return Ok(Arc::clone(heading));
        }
        let row = self.next_row(most)?.filter(|row| row.size <= most).ok_or(Error::NoHeading(interface))?;
        let names: Vec<(usize, &str)> =
            row.cells.iter().map(|cell| (cell.place(), cell.value.as_deref().unwrap_or_default())).collect();
        let heading = Arc::new(Heading::new(&names, interface)?);
        self.heading = Some(Arc::clone(&heading));
        Ok(heading)
    }
}

impl Source for ExcelRows<'_> {
    type Chunk = ExcelChunk;

    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<ExcelChunk>, Error> {
        let most = batch.profile.maximum_size;
        let heading = self.heading(batch.interface, most)?;
        let (mut rows, mut size) = (Vec::new(), 0_usize);
        while rows.len() < ROWS
            && size < batch.chunk_size.get()
            && let Some(row) = self.next_row(most)?
        {
            size = size.saturating_add(row.size.min(most));
            rows.push(row);
        }
        Ok((!rows.is_empty()).then_some(ExcelChunk { heading, rows }))
    }
}

impl Chunk for ExcelChunk {
    fn check(&self, tally: &mut Tally<'_>) {
        for row in &self.rows {
            let (cells, unreadable) = row.cells(&self.heading);
            let spot = || Spot { line: Some(row.number.into()), offset: None };
            if tally.record(row.verdict(&self.heading, &cells, unreadable, tally.batch()), spot) {
                tally.body(spot, || self.heading.json(&cells));
            }
        }
    }
}

impl Cell {
    fn place(&self) -> usize {
        usize::try_from(self.column).unwrap_or(usize::MAX)
    }

    fn content(&self) -> aicc_core::Cell<'_> {
        match &self.value {
            Ok(text) => text.as_str().into(),
            Err(fault) => aicc_core::Cell::Fault(*fault),
        }
    }
}

impl Row {
    /// A row that is too large keeps nothing: its size is all that is told.
    fn push(&mut self, cell: Cell, most: usize) {
        let separator = usize::from(self.size > 0);
        self.size = self.size.saturating_add(cell.size).saturating_add(separator);
        if self.size > most {
            self.cells = Vec::new();
        } else {
            self.cells.push(cell);
        }
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.content().is_blank())
    }

    /// The cells of the columns that have a name, and why the row is not one.
    fn cells(&self, heading: &Heading) -> (Vec<aicc_core::Cell<'_>>, Option<Unreadable>) {
        let mut picked = Picked::new(heading);
        self.cells.iter().for_each(|cell| picked.put(cell.place(), cell.content()));
        picked.finish(0)
    }

    fn verdict(
        &self,
        heading: &Heading,
        cells: &[aicc_core::Cell<'_>],
        unreadable: Option<Unreadable>,
        batch: &Batch<'_>,
    ) -> Verdict {
        match unreadable {
            _ if self.size > batch.profile.maximum_size => Verdict::Report(batch.too_large()),
            Some(unreadable) => Verdict::Unreadable(unreadable),
            None => heading.verdict(cells, batch),
        }
    }
}

/// The text of the cell at a place, as the library reads it; `None` at the end of the sheet.
fn value(cells: &mut XlsxCellReader<'_, File>, place: Option<Place>) -> Result<Option<(Place, Value)>, Error> {
    let read = guarded(|| cells.next_cell_with_formula_metadata());
    match (place, read) {
        (None, Ok(None)) => Ok(None),
        // The library knows some errors of spreadsheets, and not all.
        (Some(place), Err(Error::Workbook(_))) if place.is_error => Ok(Some((place, Err(CellFault::Error)))),
        (_, Err(error)) => Err(error),
        (Some(place), Ok(Some(cell))) if (place.row, place.column) == cell.pos => {
            let value = match &cell.value {
                DataRef::Error(_) => Err(CellFault::Error),
                DataRef::Empty if cell.formula.is_some() => Err(CellFault::Formula),
                value => Ok(guarded(|| Ok(text::of(value).into_owned()))?),
            };
            Ok(Some((place, value)))
        }
        _ => Err(Error::Workbook("the cells of its first worksheet are malformed".into())),
    }
}

/// Asks the library. Some malformed workbooks make it panic, which is an error like any other here.
fn guarded<T>(ask: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(ask)) {
        Ok(answer) => answer.map_err(unreadable),
        Err(_) => Err(Error::Workbook("it is malformed".into())),
    }
}

fn not_xlsx() -> Error {
    Error::Workbook(
        "it is not an .xlsx file, or it is damaged: save it as .xlsx, or read it in the format that it has".into(),
    )
}

fn unreadable(error: XlsxError) -> Error {
    match error {
        XlsxError::Io(error) => Error::Read(error),
        error => Error::Workbook(error.into()),
    }
}
