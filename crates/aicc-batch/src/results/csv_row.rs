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

/// A part of the text of a CSV file below the row that names the columns, as it is written, in UTF-8.
#[derive(Clone, PartialEq, Eq)]
pub enum CsvPart<'a> {
    /// A row, which may be blank.
    Row {
        /// The number of the row that a spreadsheet shows, counted from 1: see [`RecordPosition`](crate::RecordPosition). A
        /// [`Chunk`](crate::Chunk) counts from its own start.
        number: u64,
        /// The row.
        row: CsvRow<'a>,
        /// What ends the row: a line end, or nothing at the end of the file.
        end: &'a [u8],
    },
    /// A part of a row that is longer than the [maximum size](aicc_core::Profile::maximum_size), with what ends it.
    Long(&'a [u8]),
}

/// How the rows of a CSV file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvTable {
    /// The character between two cells.
    pub delimiter: u8,
    /// The cell that is headed `aicc`, counted from 0: the column of marks of an earlier run; `None` if there is none.
    pub marks: Option<usize>,
    /// The first of the cells that are headed with [`Columns::RESULTS`](aicc_core::Columns::RESULTS), counted from 0: the results of an
    /// earlier run; `None` if there are none.
    pub results: Option<usize>,
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
