//! The row of a table that names its columns, and what it makes of the rows below.

use aicc_core::{Cell, Check, ColumnError, Columns, Interface};

use crate::batch::Batch;
use crate::error::Error;
use crate::tally::Verdict;
use crate::unreadable::Unreadable;

/// The columns of a table.
#[derive(Debug)]
pub(crate) struct Heading {
    columns: Columns,
    /// Where the columns stand that have a name, in order: a column without a name and without a cell is none (reading R20).
    named: Vec<usize>,
}

impl Heading {
    /// The columns by the names in a row, each with its place.
    pub(crate) fn new(row: &[(usize, &str)], interface: &'static Interface) -> Result<Self, Error> {
        let has_name = |(_, name): &&(usize, &str)| !Cell::from(*name).is_blank();
        let (named, names): (Vec<usize>, Vec<&str>) = row.iter().filter(has_name).copied().unzip();
        match Columns::new(interface, &names) {
            _ if names.is_empty() => Err(Error::NoHeading(interface)),
            Ok(columns) => Ok(Self { columns, named }),
            Err(error) => Err(unknown(&names, error, interface)),
        }
    }

    /// The columns of a table whose names are surely names.
    pub(crate) fn of_table(names: &[&str], interface: &'static Interface) -> Result<Self, ColumnError> {
        Columns::new(interface, names).map(|columns| Self { columns, named: (0..names.len()).collect() })
    }

    /// The cells of the columns that have a name, in order, of a row of all cells; and why the row is not one.
    pub(crate) fn pick<'c>(&self, row: Vec<Cell<'c>>) -> (Vec<Cell<'c>>, Option<Unreadable>) {
        let is_plain = self.named.last().is_none_or(|last| last.checked_add(1) == Some(self.named.len()));
        if is_plain && row.len() == self.named.len() {
            return (row, None);
        }
        let missing = self.named.iter().filter(|place| **place >= row.len()).count();
        let mut picked = Picked::new(self);
        row.into_iter().enumerate().for_each(|(place, cell)| picked.put(place, cell));
        picked.finish(missing)
    }

    /// Whether a row of picked cells is none.
    pub(crate) fn is_blank(&self, cells: &[Cell<'_>]) -> bool {
        self.columns.is_blank(cells)
    }

    /// The verdict on a row of picked cells.
    pub(crate) fn verdict(&self, cells: &[Cell<'_>], batch: &Batch<'_>) -> Verdict {
        let mut check = Check::new(batch.interface, batch.profile);
        check.row(self.columns.row(cells));
        Verdict::Report(check.report())
    }

    /// The record that a valid row of picked cells stands for, as JSON.
    pub(crate) fn json(&self, cells: &[Cell<'_>]) -> Vec<u8> {
        self.columns.body(cells).to_string().into()
    }
}

/// The cells of a row by their columns.
pub(crate) struct Picked<'h, 'c> {
    heading: &'h Heading,
    cells: Vec<Cell<'c>>,
    /// How many cells stand in columns without a name.
    strays: usize,
}

impl<'h, 'c> Picked<'h, 'c> {
    pub(crate) fn new(heading: &'h Heading) -> Self {
        Self { heading, cells: vec![Cell::Empty; heading.named.len()], strays: 0 }
    }

    /// Puts a cell into the column at a place.
    pub(crate) fn put(&mut self, place: usize, cell: Cell<'c>) {
        let index = self.heading.named.binary_search(&place);
        match index.ok().and_then(|index| self.cells.get_mut(index)) {
            Some(known) => *known = cell,
            None if cell.is_blank() => {}
            None => self.strays = self.strays.saturating_add(1),
        }
    }

    /// The cells; and why the row, in which so many cells are missing, is not one.
    pub(crate) fn finish(self, missing: usize) -> (Vec<Cell<'c>>, Option<Unreadable>) {
        let expected = self.cells.len();
        let actual = if missing > 0 { expected.saturating_sub(missing) } else { expected.saturating_add(self.strays) };
        let unreadable = (actual != expected).then_some(Unreadable::Cells { expected, actual });
        (self.cells, unreadable)
    }
}

/// A row that names no column, nor nearly so, may be a record and hold a password: nothing of it is told.
fn unknown(names: &[&str], error: ColumnError, interface: &'static Interface) -> Error {
    let is_close = |name: &&str| match Columns::new(interface, &[*name]) {
        Ok(_) => true,
        Err(error) => error.column().is_some(),
    };
    let is_heading = names.iter().take(MOST_COMPARED).any(is_close);
    if is_heading { Error::Column(error) } else { Error::NoHeading(interface) }
}

/// So many names are compared with those of an interface: it has fewer.
const MOST_COMPARED: usize = 128;
