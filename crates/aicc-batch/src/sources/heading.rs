//! The row of a table that names its columns, and how it reads the rows below.

pub(crate) mod search;

use std::sync::atomic::AtomicBool;

use aicc_core::{Cell, CellReading, CellRepair, ColumnError, Columns, ReadColumns};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::malformed::Malformed;
use crate::results::chunk::ChunkResult;
use crate::results::counts::Counts;
use crate::results::reading::ReadingNote;
use crate::results::sheet_table::SheetTable;
use crate::results::verdict::Verdict;
use crate::settings::Settings;
use crate::sources::heading::search::{HeadingRow, close_name};

/// The columns of a table.
#[derive(Debug)]
pub(crate) struct Heading {
    columns: Columns,
    /// The place in its row of each column that has a name, in order, and the index of the column; `None` if it is not read. A
    /// column without a name and without cells is skipped (reading R20).
    named: Vec<(usize, Option<usize>)>,
    /// The place in its row of each column that is read.
    pub(crate) places: Vec<usize>,
    /// The name of each column that is read, as the row has it.
    names: Vec<String>,
    /// The number of the row that names the columns, counted from 1; 0 for a table that has names apart from its rows.
    row: u64,
    /// The place of the column of marks.
    marks: Option<usize>,
    /// The place of the first column of results.
    results: Option<usize>,
    /// The number of cells in the row that names the columns.
    width: usize,
    /// Whether every column must be known, so that a cell in a column without a name is one too many.
    is_strict: bool,
    /// Whether the cells of a row are those of the columns, one for one.
    is_plain: bool,
    /// What is reported about the heading.
    notes: Vec<ReadingNote>,
}

impl Heading {
    /// Returns the columns that a row names: its cells from the first place on, a blank one for each column without a name.
    pub(crate) fn new(names: &[&str], row: HeadingRow, settings: &Settings<'_>) -> Result<Self, Error> {
        let mut heading = Self::of_table(names, settings).map_err(|error| match error {
            ColumnError::NoneKnown { .. } => Error::NoHeading { interface: settings.interface, rows: 1 },
            error => Error::Column(error),
        })?;
        heading.row = row.row;
        if row.skipped > 0 {
            heading.notes.insert(0, ReadingNote::HeadingRow { row: row.row, skipped: row.skipped });
        }
        Ok(heading)
    }

    /// Returns the columns of a table that has names apart from its rows.
    pub(crate) fn of_table(headings: &[&str], settings: &Settings<'_>) -> Result<Self, ColumnError> {
        let read =
            Columns::read(settings.interface, headings, &settings.table.columns).map_err(|error| match error {
                ColumnError::NoneKnown { .. } => close_name(headings, settings.interface).unwrap_or(error),
                error => error,
            })?;
        let ReadColumns { columns, indices: places, notes } = read;
        let named = headings.iter().enumerate().filter(|(_, name)| !Cell::from(**name).is_blank());
        let named: Vec<_> = named.map(|(place, _)| (place, places.binary_search(&place).ok())).collect();
        let is_plain = named.iter().enumerate().all(|(index, column)| *column == (index, Some(index)));
        let marks = headings.iter().position(|name| name.trim().eq_ignore_ascii_case(Columns::MARKS));
        let results = Columns::results(headings);
        let columns_read = places.iter().filter_map(|place| headings.get(*place));
        let names = columns_read.map(|name| (*name).to_owned()).collect();
        let notes = notes.into_iter().map(ReadingNote::Column).collect();
        let (width, is_strict) = (headings.len(), settings.table.columns.strict);
        Ok(Self { columns, named, places, names, row: 0, marks, results, width, is_strict, is_plain, notes })
    }

    /// Returns the place in its row of the column of marks of an earlier run.
    pub(crate) const fn marks(&self) -> Option<usize> {
        self.marks
    }

    /// Returns the place in its row of the first column of results of an earlier run.
    pub(crate) const fn results(&self) -> Option<usize> {
        self.results
    }

    /// Returns the table below this heading in a sheet.
    pub(crate) fn sheet_table(&self, sheet: &str) -> SheetTable {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let last = self.named.iter().map(|(place, _)| *place).rfind(|place| Some(*place) != self.marks);
        SheetTable {
            name: sheet.to_owned(),
            heading_row: u32::try_from(self.row).unwrap_or(u32::MAX),
            end: last.map_or(0, |last| number(last).saturating_add(1)),
            marks: self.marks.map(number),
            results: self.results.map(number),
        }
    }

    /// Returns what is reported about the heading.
    pub(crate) fn notes(&self) -> &[ReadingNote] {
        &self.notes
    }

    /// Picks the cells of the columns that are read out of all cells of a text row. A row with more cells than the heading has one
    /// that is shifted: it is malformed.
    pub(crate) fn pick<'c>(&self, row: Vec<Cell<'c>>) -> PickedRow<'c> {
        if self.is_plain && row.len() == self.named.len() {
            let is_blank = row.iter().all(Cell::is_blank);
            return PickedRow { cells: row, is_blank, strays: Vec::new(), malformed: None };
        }
        let missing = self.named.iter().filter(|(place, _)| *place >= row.len()).count();
        let mut picked = PickedCells::new(self);
        row.into_iter().enumerate().for_each(|(place, cell)| picked.put(place, cell));
        picked.finish(missing, self.width)
    }

    /// Whether a row of picked cells is blank.
    pub(crate) fn is_blank(&self, cells: &[Cell<'_>]) -> bool {
        self.columns.is_blank(cells)
    }

    /// Returns the verdict on a row, and adds to the result how its cells are read; `None` if the row is not a record: no column with
    /// a name has a cell.
    pub(crate) fn row_verdict(&self, row: &PickedRow<'_>, result: &mut ChunkResult<'_>) -> Option<Verdict> {
        if row.malformed.is_none() {
            result.counts.add_unnamed(&row.strays);
        }
        if row.is_blank && self.is_blank(&row.cells) {
            return None;
        }
        Some(row.malformed.map_or_else(|| self.verdict(&row.cells, result), Verdict::Malformed))
    }

    /// Returns the verdict on picked cells, and adds to the result how they are read.
    pub(crate) fn verdict(&self, cells: &[Cell<'_>], result: &mut ChunkResult<'_>) -> Verdict {
        let has_readings = AtomicBool::new(false);
        let mut check = result.settings().start_check();
        check.row(self.columns.row(cells).watched(&has_readings));
        // Most rows have no such cell.
        if has_readings.into_inner() {
            for (column, reading) in self.columns.readings(cells) {
                self.add_reading(column, cells, reading, &mut result.counts);
            }
        }
        Verdict::of(check)
    }

    fn add_reading(&self, column: usize, cells: &[Cell<'_>], reading: CellReading, counts: &mut Counts) {
        let position = self.places.get(column).map_or(0, |place| place.saturating_add(1));
        counts.add_values(position, reading.code(), 1, || {
            let heading = self.names.get(column).cloned().unwrap_or_default();
            let text = if let Some(Cell::Text(text)) = cells.get(column) { (*text).to_owned() } else { String::new() };
            ReadingNote::Values { position, heading, text, reading, count: 1 }
        });
    }

    /// Returns whether a row above the heading, of which these cells were picked, can be read as a record. A title is not: it fills
    /// one cell, or breaks a rule.
    pub(crate) fn is_record(&self, cells: &[Cell<'_>], settings: &Settings<'_>) -> bool {
        let filled = cells.iter().filter(|cell| !cell.is_blank()).count();
        let mut check = settings.start_check();
        check.row(self.columns.row(cells));
        filled > 1 && check.report().is_valid()
    }

    /// Returns the values of the key in a row of picked cells.
    pub(crate) fn key(&self, cells: &[Cell<'_>], settings: &Settings<'_>) -> Map<String, Value> {
        settings.key.values(self.columns.row(cells))
    }

    /// Returns the place in its row of the cell that a pointer names in a row of picked cells.
    pub(crate) fn place_of(&self, cells: &[Cell<'_>], pointer: &str) -> Option<usize> {
        self.places.get(self.columns.column(cells, pointer)?).copied()
    }

    /// Returns the repairs that are proposed for a row of picked cells, each with the place of its cell in the row.
    pub(crate) fn repairs(&self, cells: &[Cell<'_>], settings: &Settings<'_>) -> Vec<(usize, CellRepair)> {
        let repairs = self.columns.repairs(cells, settings.interface, settings.profile).into_iter();
        repairs.filter_map(|repair| Some((*self.places.get(repair.column)?, repair))).collect()
    }

    /// Returns the record of a valid row of picked cells as JSON.
    pub(crate) fn json(&self, cells: &[Cell<'_>]) -> Vec<u8> {
        self.columns.body(cells).to_string().into()
    }
}

/// The cells of one row that are read.
pub(crate) struct PickedRow<'c> {
    /// The cells, by column.
    pub(crate) cells: Vec<Cell<'c>>,
    /// Whether no column with a name has a cell.
    is_blank: bool,
    /// The places of the cells in columns without a name, which are not read.
    strays: Vec<usize>,
    /// Why the row is malformed, if it is.
    malformed: Option<Malformed>,
}

/// Picks the cells of one row.
pub(crate) struct PickedCells<'h, 'c> {
    heading: &'h Heading,
    cells: Vec<Cell<'c>>,
    is_blank: bool,
    strays: Vec<usize>,
}

impl<'h, 'c> PickedCells<'h, 'c> {
    pub(crate) fn new(heading: &'h Heading) -> Self {
        Self { heading, cells: vec![Cell::Empty; heading.places.len()], is_blank: true, strays: Vec::new() }
    }

    /// Puts a cell into the column at a place.
    pub(crate) fn put(&mut self, place: usize, cell: Cell<'c>) {
        let named = self.heading.named.binary_search_by_key(&place, |(place, _)| *place);
        let Some((_, column)) = named.ok().and_then(|index| self.heading.named.get(index)) else {
            if !cell.is_blank() {
                self.strays.push(place);
            }
            return;
        };
        self.is_blank &= cell.is_blank();
        if let Some(known) = column.and_then(|column| self.cells.get_mut(column)) {
            *known = cell;
        }
    }

    /// Returns the row. `missing` of its cells are missing, and a cell without a name at the place `end` or behind it is one too
    /// many.
    pub(crate) fn finish(self, missing: usize, end: usize) -> PickedRow<'c> {
        let Self { heading, cells, is_blank, strays } = self;
        let end = if heading.is_strict { 0 } else { end };
        let excess = strays.iter().filter(|place| **place >= end).count();
        let expected = heading.named.len();
        let actual = if missing > 0 { expected.saturating_sub(missing) } else { expected.saturating_add(excess) };
        let malformed = (actual != expected).then_some(Malformed::Cells { expected, actual });
        let is_blank = is_blank && (strays.is_empty() || malformed.is_none());
        PickedRow { cells, is_blank, strays, malformed }
    }
}
