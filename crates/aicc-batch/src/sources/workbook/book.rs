//! What the readers of all formats of workbooks offer.

use super::row::SheetCell;
use crate::error::Error;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// Whether the sheet can have cells: it is not a chart.
    pub(super) has_cells: bool,
}

/// Looks at a sheet: its index, and its cells or the reason why they cannot be read.
pub(super) type Look<'l> = dyn FnMut(usize, Result<&mut dyn CellReader, Error>) + 'l;

/// A workbook of one format.
pub(super) trait Book {
    /// Returns all sheets, in the order of the workbook.
    fn sheets(&self) -> &[Sheet];

    /// Returns the cells of the sheet with this index.
    fn cells(&mut self, index: usize) -> Result<Box<dyn CellReader + '_>, Error>;

    /// Calls `look` with the cells of each of the first `most` sheets that has cells, and with the index of the sheet.
    fn for_each_sheet(&mut self, most: usize, look: &mut Look<'_>) {
        let sheets = self.sheets().iter().enumerate();
        let indices: Vec<usize> =
            sheets.filter(|(_, sheet)| sheet.has_cells).map(|(index, _)| index).take(most).collect();
        for index in indices {
            match self.cells(index) {
                Ok(mut cells) => look(index, Ok(cells.as_mut())),
                Err(error) => look(index, Err(error)),
            }
        }
    }
}

/// Reads the cells of a sheet.
pub(super) trait CellReader {
    /// Returns the next cell that is not empty, or `None` at the end of the sheet. Rows follow each other, and so do the cells
    /// of a row. A text of more than `most` bytes is too large for any row, and is dropped.
    ///
    /// Must not be called again after the end or an error.
    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error>;
}

impl<C: CellReader + ?Sized> CellReader for &mut C {
    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error> {
        (**self).next_cell(most)
    }
}

impl<C: CellReader + ?Sized> CellReader for Box<C> {
    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error> {
        (**self).next_cell(most)
    }
}
