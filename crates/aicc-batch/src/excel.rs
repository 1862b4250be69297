//! Excel workbooks: a record in each row of the first sheet, under a row that names the columns.

mod bounds;
mod text;

use std::io::{Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use aicc_core::Interface;
use calamine::{Reader, SheetType, Xlsx, XlsxCellReader, XlsxError};

use bounds::Bounds;

use crate::batch::Batch;
use crate::csv::Heading;
use crate::error::Error;
use crate::source::{Chunk, Source};
use crate::tally::{Spot, Tally, Verdict};

/// A chunk has at most so many rows.
const ROWS: usize = 1024;

/// An Excel workbook (`.xlsx`, `.xlsm`), of which the first worksheet is read. Its first row that is not empty names
/// the columns, as that of a [`Csv`](crate::Csv) file does; empty rows are no records.
///
/// Cells are read as texts: a number with the digits that it has, `11` or `2.5`, whatever its format; a truth as `TRUE`
/// or `FALSE`; a date as `2023-09-27`, with a time as `2023-09-27T08:30:00`; an error as `#N/A`. Of a formula, the value
/// is read that was last computed. A text stays as it is: format the cells of numbers that begin with 0, such as phone
/// numbers, as text.
pub struct Excel<R> {
    workbook: Xlsx<R>,
}

/// The rows of a worksheet, as they are read.
pub struct ExcelRows<'w, R: Read + Seek> {
    cells: XlsxCellReader<'w, R>,
    /// The first cell of the next row.
    next: Option<Cell>,
    bounds: Bounds,
    /// The reader must not be asked again.
    has_ended: bool,
    heading: Option<Arc<Columns>>,
}

/// Some rows of a worksheet.
pub struct ExcelChunk {
    columns: Arc<Columns>,
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
    text: String,
}

/// The columns that have a name.
struct Columns {
    heading: Heading,
    /// Their numbers in the sheet, in order.
    numbers: Vec<u32>,
}

impl Excel<Cursor<Vec<u8>>> {
    /// Reads a workbook from what cannot seek. The file is kept in memory.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), and when the file has more than 256 MiB.
    pub fn read(input: impl Read) -> Result<Self, Error> {
        Self::new(Cursor::new(bounds::read_file(input)?))
    }
}

impl<R: Read + Seek> Excel<R> {
    /// Opens a workbook. Its distinct texts are kept in memory.
    ///
    /// # Errors
    ///
    /// When the input is no workbook of that kind, or is protected with a password; when its parts unpack to more than 1 GiB, its
    /// distinct texts to more than 256 MiB or its styles to more than 4 MiB.
    pub fn new(mut input: R) -> Result<Self, Error> {
        bounds::check_parts(&mut input)?;
        Ok(Self { workbook: guarded(|| Xlsx::new(input))? })
    }

    /// The rows of the first worksheet.
    ///
    /// # Errors
    ///
    /// When there is no worksheet, or it cannot be read.
    pub fn rows(&mut self) -> Result<ExcelRows<'_, R>, Error> {
        let mut sheets = self.workbook.sheets_metadata().iter();
        let first = sheets.find(|sheet| sheet.typ == SheetType::WorkSheet);
        let name = first.ok_or_else(|| Error::Workbook("it has no worksheet".into()))?.name.clone();
        let workbook = &mut self.workbook;
        let cells = guarded(|| workbook.worksheet_cells_reader(&name))?;
        Ok(ExcelRows { cells, next: None, bounds: Bounds::new(), has_ended: false, heading: None })
    }
}

impl<R: Read + Seek> ExcelRows<'_, R> {
    /// The next row that is not empty.
    fn next_row(&mut self, most: usize) -> Result<Option<Row>, Error> {
        let Some(first) = self.next_cell(most)? else { return Ok(None) };
        let mut row = Row { number: first.row.saturating_add(1), size: 0, cells: Vec::new() };
        row.push(first, most);
        while let Some(cell) = self.next_cell(most)? {
            if cell.row.saturating_add(1) != row.number {
                self.next = Some(cell);
                break;
            }
            row.push(cell, most);
        }
        Ok(Some(row))
    }

    /// The next cell that is not empty. A text of more than `most` bytes is too large for any row, and is not kept.
    fn next_cell(&mut self, most: usize) -> Result<Option<Cell>, Error> {
        if let Some(cell) = self.next.take() {
            return Ok(Some(cell));
        }
        while !self.has_ended {
            let cells = &mut self.cells;
            // After an error there is no next cell.
            self.has_ended = true;
            let Some(cell) = guarded(|| cells.next_cell())? else { break };
            self.has_ended = false;
            let text = text::of(cell.get_value());
            if !text.is_empty() {
                let (row, column) = cell.get_position();
                self.bounds.take(row, column, text.len())?;
                let size = text.len();
                let text = if size <= most { text.into_owned() } else { String::new() };
                return Ok(Some(Cell { row, column, size, text }));
            }
        }
        Ok(None)
    }

    fn columns(&mut self, interface: &'static Interface, most: usize) -> Result<Arc<Columns>, Error> {
        if let Some(columns) = &self.heading {
            return Ok(Arc::clone(columns));
        }
        let row = self.next_row(most)?.filter(|row| row.size <= most).ok_or(Error::NoHeading(interface))?;
        let names: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        let heading = Heading::new(&names, interface)?;
        let columns = Arc::new(Columns { heading, numbers: row.cells.iter().map(|cell| cell.column).collect() });
        self.heading = Some(Arc::clone(&columns));
        Ok(columns)
    }
}

impl<R: Read + Seek> Source for ExcelRows<'_, R> {
    type Chunk = ExcelChunk;

    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<ExcelChunk>, Error> {
        let most = batch.profile.maximum_size;
        let columns = self.columns(batch.interface, most)?;
        let (mut rows, mut size) = (Vec::new(), 0_usize);
        while rows.len() < ROWS
            && size < batch.chunk_size.get()
            && let Some(row) = self.next_row(most)?
        {
            size = size.saturating_add(row.size.min(most));
            rows.push(row);
        }
        Ok((!rows.is_empty()).then_some(ExcelChunk { columns, rows }))
    }
}

impl Columns {
    /// The cells of a row in their order, and after them those of columns without a name.
    fn cells<'r>(&self, row: &'r Row) -> Vec<&'r str> {
        let mut cells = vec![""; self.numbers.len()];
        for Cell { column, text, .. } in &row.cells {
            match self.numbers.binary_search(column).ok().and_then(|index| cells.get_mut(index)) {
                Some(cell) => *cell = text,
                None => cells.push(text),
            }
        }
        cells
    }
}

impl Chunk for ExcelChunk {
    fn check(&self, tally: &mut Tally<'_>) {
        for row in &self.rows {
            let (heading, cells) = (&self.columns.heading, self.columns.cells(row));
            let spot = || Spot { line: Some(row.number.into()), offset: None };
            if tally.record(row.verdict(heading, &cells, tally.batch()), spot) {
                tally.body(spot, || heading.columns.body(&cells).to_string().into());
            }
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

    fn verdict(&self, heading: &Heading, cells: &[&str], batch: &Batch<'_>) -> Verdict {
        if self.size <= batch.profile.maximum_size {
            return heading.verdict(cells, batch);
        }
        Verdict::Report(batch.too_large())
    }
}

/// Asks the library. Some malformed workbooks make it panic, which is an error like any other here.
fn guarded<T>(ask: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(ask)) {
        Ok(answer) => answer.map_err(unreadable),
        Err(_) => Err(Error::Workbook("it is malformed".into())),
    }
}

fn unreadable(error: XlsxError) -> Error {
    match error {
        XlsxError::Io(error) => Error::Read(error),
        error => Error::Workbook(error.into()),
    }
}
