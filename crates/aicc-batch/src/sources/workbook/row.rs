//! A row of a worksheet.

use aicc_core::{Cell, CellFault};

use crate::results::chunk::ChunkResult;
use crate::results::record::RecordPosition;
use crate::results::verdict::Verdict;
use crate::sources::heading::{Heading, PickedCells, PickedRow};

/// A row that is not empty.
pub(super) struct SheetRow {
    /// The number of the row, counted from 1.
    pub(super) number: u32,
    /// Whether the row is hidden, by hand or by a filter.
    pub(super) is_hidden: bool,
    /// The size in bytes that the row would have in CSV, without quotation marks.
    pub(super) size: usize,
    cells: Vec<SheetCell>,
}

/// A cell that is not empty.
pub(super) struct SheetCell {
    /// The row, counted from 0.
    pub(super) row: u32,
    /// The column, counted from 0.
    pub(super) column: u32,
    /// Whether the row is hidden, by hand or by a filter.
    pub(super) is_hidden: bool,
    /// The size of the text in bytes.
    pub(super) size: usize,
    pub(super) content: CellContent,
}

/// The text of a cell, or the reason why it has no text.
pub(super) type CellContent = Result<String, CellFault>;

impl SheetCell {
    /// Returns the cell at a place, counted from 0, or `None` if it is empty. A text of more than `most` bytes is dropped.
    pub(super) fn new(row: u32, column: u32, is_hidden: bool, content: CellContent, most: usize) -> Option<Self> {
        let size = content.as_ref().map_or(0, String::len);
        let content = content.map(|text| if size <= most { text } else { String::new() });
        (size > 0 || content.is_err()).then_some(Self { row, column, is_hidden, size, content })
    }

    fn place(&self) -> usize {
        usize::try_from(self.column).unwrap_or(usize::MAX)
    }

    fn content(&self) -> Cell<'_> {
        match &self.content {
            Ok(text) => text.as_str().into(),
            Err(fault) => Cell::Fault(*fault),
        }
    }
}

impl SheetRow {
    /// Returns the row of a cell, without cells.
    pub(super) const fn new(cell: &SheetCell) -> Self {
        Self { number: cell.row.saturating_add(1), is_hidden: cell.is_hidden, size: 0, cells: Vec::new() }
    }

    /// Whether a cell is in this row.
    pub(super) const fn has(&self, cell: &SheetCell) -> bool {
        cell.row.saturating_add(1) == self.number
    }

    /// Adds a cell. A row of more than `most` bytes keeps no cells: only its size is reported.
    pub(super) fn push(&mut self, cell: SheetCell, most: usize) {
        let separator = usize::from(self.size > 0);
        self.size = self.size.saturating_add(cell.size).saturating_add(separator);
        if self.size > most {
            self.cells = Vec::new();
        } else {
            self.cells.push(cell);
        }
    }

    pub(super) fn position(&self) -> RecordPosition {
        RecordPosition { row: Some(self.number.into()), ..RecordPosition::default() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.content().is_blank())
    }

    /// Returns the texts of the cells from the first column on; an empty one for an empty cell.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for cell in &self.cells {
            names.resize(names.len().max(cell.place().saturating_add(1)), "");
            if let Some(name) = names.get_mut(cell.place()) {
                *name = cell.content.as_deref().unwrap_or_default();
            }
        }
        names
    }

    /// Picks the cells of the columns that are read. In a sheet, no cell can be shifted: one beside the table is in another column.
    pub(super) fn pick(&self, heading: &Heading) -> PickedRow<'_> {
        let mut picked = PickedCells::new(heading);
        self.cells.iter().for_each(|cell| picked.put(cell.place(), cell.content()));
        picked.finish(0, usize::MAX)
    }

    /// Returns the verdict on the row with the cells that [`pick`](Self::pick) returned; `None` if the row is not a record.
    pub(super) fn verdict(
        &self,
        heading: &Heading,
        picked: &PickedRow<'_>,
        result: &mut ChunkResult<'_>,
    ) -> Option<Verdict> {
        let settings = result.settings();
        match self.size > settings.profile.maximum_size {
            true => Some(Verdict::too_large(settings)),
            false => heading.row_verdict(picked, result),
        }
    }
}
