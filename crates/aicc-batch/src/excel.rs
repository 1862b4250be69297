//! Excel workbooks: a record in each row of the first sheet, under a row that names the columns.

mod text;

use std::io::{Read, Seek};
use std::sync::Arc;

use aicc_core::Interface;
use calamine::{Reader, SheetType, Xlsx, XlsxCellReader, XlsxError};

use crate::batch::Batch;
use crate::csv::Heading;
use crate::error::Error;
use crate::source::{Chunk, Source};
use crate::tally::{Spot, Tally};

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
    cells: Vec<Cell>,
}

/// A cell that is not empty.
struct Cell {
    row: u32,
    column: u32,
    text: String,
}

/// The columns that have a name.
struct Columns {
    heading: Heading,
    /// Their numbers in the sheet, in order.
    numbers: Vec<u32>,
}

impl<R: Read + Seek> Excel<R> {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// When the input is no workbook of that kind, or is protected with a password.
    pub fn new(input: R) -> Result<Self, Error> {
        Ok(Self { workbook: Xlsx::new(input).map_err(unreadable)? })
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
        let cells = self.workbook.worksheet_cells_reader(&name).map_err(unreadable)?;
        Ok(ExcelRows { cells, next: None, has_ended: false, heading: None })
    }
}

impl<R: Read + Seek> ExcelRows<'_, R> {
    /// The next row that is not empty.
    fn next_row(&mut self) -> Result<Option<Row>, Error> {
        let Some(first) = self.next_cell()? else { return Ok(None) };
        let mut row = Row { number: first.row.saturating_add(1), cells: vec![first] };
        while let Some(cell) = self.next_cell()? {
            if cell.row.saturating_add(1) != row.number {
                self.next = Some(cell);
                break;
            }
            row.cells.push(cell);
        }
        Ok(Some(row))
    }

    /// The next cell that is not empty.
    fn next_cell(&mut self) -> Result<Option<Cell>, Error> {
        if let Some(cell) = self.next.take() {
            return Ok(Some(cell));
        }
        while !self.has_ended {
            let Some(cell) = self.cells.next_cell().map_err(unreadable)? else {
                self.has_ended = true;
                break;
            };
            let text = text::of(cell.get_value());
            if !text.is_empty() {
                let (row, column) = cell.get_position();
                return Ok(Some(Cell { row, column, text }));
            }
        }
        Ok(None)
    }

    fn columns(&mut self, interface: &'static Interface) -> Result<Arc<Columns>, Error> {
        if let Some(columns) = &self.heading {
            return Ok(Arc::clone(columns));
        }
        let row = self.next_row()?.ok_or(Error::NoHeading(interface))?;
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
        let columns = self.columns(batch.interface)?;
        let mut rows = Vec::new();
        while rows.len() < ROWS
            && let Some(row) = self.next_row()?
        {
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
            if tally.record(heading.verdict(&cells, tally.batch()), spot) {
                tally.body(spot, || heading.columns.body(&cells).to_string().into());
            }
        }
    }
}

fn unreadable(error: XlsxError) -> Error {
    match error {
        XlsxError::Io(error) => Error::Read(error),
        error => Error::Workbook(error.into()),
    }
}
