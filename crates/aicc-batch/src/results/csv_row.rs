//! Rows of a CSV file as they are written.

use std::ops::Range;

/// A row of a CSV file as it is written, in UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvRow<'a> {
    /// The row without its line end. It may contain a password.
    pub text: &'a [u8],
    /// The bytes of each cell, with its quotation marks; no cells if the quotation marks do not match.
    pub cells: Vec<Range<usize>>,
}

/// The row of a CSV file that names the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvHeading<'a> {
    /// The row.
    pub row: CsvRow<'a>,
    /// The character between two cells.
    pub delimiter: u8,
    /// The cell that is `aicc`, counted from 0: the column of marks of an earlier run; `None` if there is none.
    pub marks: Option<usize>,
}
