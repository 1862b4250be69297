//! Finds the row of a table that names its columns: titles and instructions may be above it.

use aicc_core::{ColumnError, HeadingReader, Interface};

use crate::error::Error;
use crate::settings::Settings;
use crate::table_options::TableOptions;

/// The maximum number of rows that are searched: the first ones that are not blank.
const MAXIMUM_ROWS: u64 = 50;

/// Rows that begin after this number of bytes are not searched.
pub(crate) const MAXIMUM_SEARCHED: u64 = 256 << 10;

/// Looks at one row of a table after the other. The heading is the row with the most names that are those of columns; the first one
/// of several. If the options choose a row, it is that one.
pub(crate) struct HeadingSearch<'s> {
    interface: &'static Interface,
    options: &'s TableOptions,
    headings: HeadingReader<'s>,
    /// The number of rows so far that are not blank.
    rows: u64,
    found: Option<HeadingRow>,
    /// The error for the first row, if it has a name that is close to the one of a column.
    close: Option<ColumnError>,
}

/// A row that names the columns of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeadingRow {
    /// The number of the row, counted from 1.
    pub(crate) row: u64,
    /// The number of rows above it that are not blank.
    pub(crate) skipped: u64,
    /// The number of its names that are those of columns.
    pub(crate) recognized: usize,
}

impl<'s> HeadingSearch<'s> {
    pub(crate) fn new(settings: &'s Settings<'_>) -> Self {
        let (interface, options) = (settings.interface, &settings.table);
        let headings = HeadingReader::new(interface, &options.columns);
        Self { interface, options, headings, rows: 0, found: None, close: None }
    }

    /// Looks at the next row that is not blank, and returns whether to continue with the row after it. A row that cannot be read
    /// has no names.
    pub(crate) fn look_at(&mut self, row: u64, names: &[&str]) -> bool {
        let skipped = self.rows;
        self.rows = self.rows.saturating_add(1);
        let named = names.iter().filter(|name| !name.trim().is_empty()).count();
        let recognized = self.headings.recognized(names);
        let candidate = HeadingRow { row, skipped, recognized };
        if let Some(chosen) = self.options.heading_row {
            self.found = (row == u64::from(chosen.get())).then_some(candidate);
            return row < u64::from(chosen.get());
        }
        let is_all = recognized == named;
        // Below the first row, a single name among other texts can be a word of an instruction, unless the caller chose it.
        let is_chosen = || names.iter().any(|name| self.options.columns.member(name).is_some());
        let is_heading = recognized > 1 || (recognized == 1 && (is_all || skipped == 0 || is_chosen()));
        if is_heading && self.found.is_none_or(|found| found.recognized < recognized) {
            self.found = Some(candidate);
        }
        if skipped == 0 && recognized == 0 {
            self.close = close_name(names, self.interface);
        }
        let is_certain = is_all && recognized > 2 && skipped == 0;
        !is_certain && self.rows < MAXIMUM_ROWS
    }

    /// Returns the row that names the columns.
    ///
    /// # Errors
    ///
    /// Returns an error if no row does.
    pub(crate) fn finish(self) -> Result<HeadingRow, Error> {
        let Self { interface, rows, found, close, .. } = self;
        found.ok_or_else(|| match (self.options.heading_row, close) {
            (Some(row), _) => Error::NoHeadingRow { row },
            (None, Some(error)) => Error::Column(error),
            (None, None) => Error::NoHeading { interface, rows },
        })
    }
}

/// Returns the error for the first name that is close to the one of a column.
pub(super) fn close_name(names: &[&str], interface: &'static Interface) -> Option<ColumnError> {
    let names = names.iter().enumerate().take(MAXIMUM_COMPARED);
    let mut errors = names.map(|(index, name)| ColumnError::unknown(interface, index, name));
    errors.find(|error| error.column().is_some())
}

/// The maximum number of names that are compared with the columns of an interface, which has fewer.
const MAXIMUM_COMPARED: usize = 128;
