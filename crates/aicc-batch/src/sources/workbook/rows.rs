//! The rows of a sheet, one after the other.

use super::book::CellReader;
use super::limits::TextBudget;
use super::row::{SheetCell, SheetRow};
use crate::error::Error;

/// Puts the cells of a sheet together to rows.
pub(super) struct RowReader<C> {
    cells: C,
    /// The first cell of the next row.
    next: Option<SheetCell>,
    budget: TextBudget,
    /// The cells must not be read again after the end or an error.
    has_ended: bool,
}

impl<C: CellReader> RowReader<C> {
    pub(super) const fn new(cells: C) -> Self {
        Self { cells, next: None, budget: TextBudget::new(), has_ended: false }
    }

    /// Returns the next row that is not blank. A row of more than `most` bytes is returned without its cells.
    pub(super) fn next_row(&mut self, most: usize) -> Result<Option<SheetRow>, Error> {
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

    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error> {
        if let Some(cell) = self.next.take() {
            return Ok(Some(cell));
        }
        if self.has_ended {
            return Ok(None);
        }
        // Stays so if one of the calls below returns an error.
        self.has_ended = true;
        let cell = self.cells.next_cell(most)?;
        self.budget.take(cell.as_ref().map_or(0, |cell| cell.size))?;
        self.has_ended = cell.is_none();
        Ok(cell)
    }
}
