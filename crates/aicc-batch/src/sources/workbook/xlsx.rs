//! Workbooks of Excel from 2007 on (`.xlsx`, `.xlsm`), which calamine reads.

mod sheet;

use std::panic::{AssertUnwindSafe, catch_unwind};

use aicc_core::CellFault;
use calamine::{DataRef, Reader, SheetType, SheetVisible, XlsxCellReader, XlsxError};
use zip::ZipArchive;
use zip::read::ZipFile;

use self::sheet::{CellPlace, SheetReader};
use super::book::{Book, CellReader, Sheet};
use super::cell_text;
use super::fault::{found, library};
use super::row::{CellContent, SheetCell};
use super::shared_file::{SeekWatch, SharedFile};
use crate::error::Error;
use crate::workbook_fault::{self, WorkbookFault};

/// A workbook, as calamine reads it, and its archive.
pub(super) struct Xlsx {
    workbook: calamine::Xlsx<SharedFile>,
    archive: ZipArchive<SharedFile>,
    watch: SeekWatch,
    sheets: Vec<Sheet>,
}

impl Xlsx {
    /// Reads the names of the sheets and the distinct texts.
    pub(super) fn new(file: SharedFile, archive: ZipArchive<SharedFile>) -> Result<Self, Error> {
        let watch = file.watch();
        let workbook: calamine::Xlsx<SharedFile> = guarded(|| calamine::Xlsx::new(file))?;
        let sheets = workbook.sheets_metadata().iter().map(|sheet| Sheet {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
            has_cells: sheet.typ == SheetType::WorkSheet,
        });
        let sheets = sheets.collect();
        Ok(Self { workbook, archive, watch, sheets })
    }
}

impl Book for Xlsx {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn cells(&mut self, index: usize) -> Result<Box<dyn CellReader + '_>, Error> {
        let Self { workbook, archive, watch, sheets } = self;
        let name = &sheets.get(index).ok_or_else(|| found(workbook_fault::MISSING_WORKSHEET))?.name;
        let sheet = SheetReader::new(part(archive, watch, workbook, name)?)?;
        let cells = guarded(|| workbook.worksheet_cells_reader(name))?;
        Ok(Box::new(XlsxCells { cells, sheet }))
    }
}

/// Returns the part of the archive that the library reads as the worksheet of a name.
fn part<'a>(
    archive: &'a mut ZipArchive<SharedFile>,
    watch: &SeekWatch,
    workbook: &mut calamine::Xlsx<SharedFile>,
    name: &str,
) -> Result<ZipFile<'a, SharedFile>, Error> {
    let start = watch.first_seek(|| drop(guarded(|| workbook.worksheet_cells_reader(name).map(drop))));
    // An empty part, such as a folder, ends where the next one begins.
    let is_it = |archive: &mut ZipArchive<SharedFile>, index: usize| {
        archive.by_index(index).is_ok_and(|part| {
            part.compressed_size() > 0 && (Some(part.header_start()) == start || part.data_start() == start)
        })
    };
    let index = (0..archive.len()).find(|index| is_it(archive, *index));
    let index = index.ok_or_else(|| found(workbook_fault::MISSING_WORKSHEET))?;
    archive.by_index(index).map_err(library)
}

/// The cells of a worksheet, as calamine reads them, and as they are written in the file.
struct XlsxCells<'b> {
    cells: XlsxCellReader<'b, SharedFile>,
    sheet: SheetReader<'b>,
}

impl CellReader for XlsxCells<'_> {
    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error> {
        loop {
            let place = self.sheet.next()?;
            let Some((CellPlace { row, column, is_hidden, .. }, content)) = read_cell(&mut self.cells, place)? else {
                return Ok(None);
            };
            if let Some(cell) = SheetCell::new(row, column, is_hidden, content, most) {
                return Ok(Some(cell));
            }
        }
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
            let content = match cell.value {
                DataRef::Error(_) => Err(CellFault::Error),
                DataRef::Empty if cell.formula.is_some() => Err(CellFault::Formula),
                value => Ok(guarded(|| Ok(cell_text::of(value)))?),
            };
            Ok(Some((place, content)))
        }
        _ => Err(found(workbook_fault::MALFORMED_CELLS)),
    }
}

/// Calls the library. It panics on some malformed workbooks; here this is an error like any other.
fn guarded<T>(call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Err(XlsxError::Io(error))) => Err(Error::Read(error)),
        Ok(Err(XlsxError::Unrecognized { typ: "sheet:type", .. })) => Err(found(workbook_fault::MACRO_SHEET)),
        Ok(result) => result.map_err(library),
        Err(_) => Err(Error::Workbook(WorkbookFault::malformed())),
    }
}
