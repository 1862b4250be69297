//! Rows of a CSV file as they are written.

use std::ops::Range;

/// A row of a CSV file as it is written, in UTF-8.
#[derive(Clone, PartialEq, Eq)]
pub struct CsvRow<'a> {
    /// The row without its line end. It may contain a password.
    pub text: &'a [u8],
    /// The bytes of each cell, with its quotation marks.
    pub cells: Vec<Range<usize>>,
}

/// How the rows of a CSV file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvTable {
    /// The character between two cells.
    pub delimiter: u8,
    /// The cell that is headed `aicc`, counted from 0: the column of marks of an earlier run; `None` if there is none.
    pub marks: Option<usize>,
}

impl CsvTable {
    /// Returns a row with its cells.
    #[must_use]
    pub fn row<'a>(&self, text: &'a [u8]) -> CsvRow<'a> {
        let (mut cells, mut start, mut is_quoted) = (Vec::new(), 0, false);
        for (at, byte) in text.iter().enumerate() {
            is_quoted ^= *byte == b'"';
            if *byte == self.delimiter && !is_quoted {
                cells.push(start..at);
                start = at.saturating_add(1);
            }
        }
        cells.push(start..text.len());
        CsvRow { text, cells }
    }
}
