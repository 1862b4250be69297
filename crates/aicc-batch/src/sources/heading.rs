//! The row of a table that names its columns, and how it reads the rows below.

use aicc_core::{Cell, Check, ColumnError, Columns, Interface};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::malformed::Malformed;
use crate::results::verdict::Verdict;
use crate::settings::Settings;

/// The columns of a table.
#[derive(Debug)]
pub(crate) struct Heading {
    columns: Columns,
    /// The places of the columns that have a name, in order. A column without a name and without cells is skipped (reading
    /// R20).
    named: Vec<usize>,
}

impl Heading {
    /// Returns the columns that a row names; each name comes with its place in the row.
    pub(crate) fn new(row: &[(usize, &str)], interface: &'static Interface) -> Result<Self, Error> {
        let has_name = |(_, name): &&(usize, &str)| !Cell::from(*name).is_blank();
        let (named, names): (Vec<usize>, Vec<&str>) = row.iter().filter(has_name).copied().unzip();
        match Columns::new(interface, &names) {
            _ if names.is_empty() => Err(Error::NoHeading(interface)),
            Ok(columns) => Ok(Self { columns, named }),
            Err(error) => Err(heading_error(&names, error, interface)),
        }
    }

    /// Returns the columns of a table that has names apart from its rows.
    pub(crate) fn of_table(names: &[&str], interface: &'static Interface) -> Result<Self, ColumnError> {
        Columns::new(interface, names).map(|columns| Self { columns, named: (0..names.len()).collect() })
    }

    /// Picks the cells of the columns that have a name out of all cells of a row. The second value says why the row is
    /// malformed, if it is.
    pub(crate) fn pick<'c>(&self, row: Vec<Cell<'c>>) -> (Vec<Cell<'c>>, Option<Malformed>) {
        let all_are_named = self.named.last().is_none_or(|last| last.checked_add(1) == Some(self.named.len()));
        if all_are_named && row.len() == self.named.len() {
            return (row, None);
        }
        let missing = self.named.iter().filter(|place| **place >= row.len()).count();
        let mut picked = PickedCells::new(self);
        row.into_iter().enumerate().for_each(|(place, cell)| picked.put(place, cell));
        picked.finish(missing)
    }

    /// Whether a row of picked cells is blank.
    pub(crate) fn is_blank(&self, cells: &[Cell<'_>]) -> bool {
        self.columns.is_blank(cells)
    }

    /// Returns the verdict on a row of picked cells.
    pub(crate) fn verdict(&self, cells: &[Cell<'_>], settings: &Settings<'_>) -> Verdict {
        let mut check = Check::new(settings.interface, settings.profile);
        check.row(self.columns.row(cells));
        Verdict::Report(check.report())
    }

    /// Returns the values of the key in a row of picked cells.
    pub(crate) fn key(&self, cells: &[Cell<'_>], settings: &Settings<'_>) -> Map<String, Value> {
        settings.key.values(self.columns.row(cells))
    }

    /// Returns the place in its row of the cell that a pointer names in a row of picked cells.
    pub(crate) fn place_of(&self, cells: &[Cell<'_>], pointer: &str) -> Option<usize> {
        self.named.get(self.columns.column(cells, pointer)?).copied()
    }

    /// Returns the record of a valid row of picked cells as JSON.
    pub(crate) fn json(&self, cells: &[Cell<'_>]) -> Vec<u8> {
        self.columns.body(cells).to_string().into()
    }
}

/// The cells of one row, by column.
pub(crate) struct PickedCells<'h, 'c> {
    heading: &'h Heading,
    cells: Vec<Cell<'c>>,
    /// The number of cells in columns without a name.
    strays: usize,
}

impl<'h, 'c> PickedCells<'h, 'c> {
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

    /// Returns the cells of a row in which `missing` cells are missing, and why the row is malformed, if it is.
    pub(crate) fn finish(self, missing: usize) -> (Vec<Cell<'c>>, Option<Malformed>) {
        let expected = self.cells.len();
        let actual = if missing > 0 { expected.saturating_sub(missing) } else { expected.saturating_add(self.strays) };
        let malformed = (actual != expected).then_some(Malformed::Cells { expected, actual });
        (self.cells, malformed)
    }
}

/// Returns the error for a first row that is not a heading. If no name is that of a column, or close to one, the row may be
/// a record with a password, and the error shows nothing of it.
fn heading_error(names: &[&str], error: ColumnError, interface: &'static Interface) -> Error {
    let is_close = |name: &&str| match Columns::new(interface, &[*name]) {
        Ok(_) => true,
        Err(error) => error.column().is_some(),
    };
    let is_heading = names.iter().take(MAXIMUM_COMPARED).any(is_close);
    if is_heading { Error::Column(error) } else { Error::NoHeading(interface) }
}

/// The maximum number of names that are compared with the columns of an interface, which has fewer.
const MAXIMUM_COMPARED: usize = 128;
