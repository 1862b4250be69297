//! Arrow data: a record in each row.

mod column;
mod records;
mod row;
mod table;
mod texts;

use std::collections::VecDeque;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::ArrowError;

use records::Records;
pub use table::{FindingsTable, findings_schema, findings_table};

use crate::batch::Batch;
use crate::error::Error;
use crate::source::{Chunk, Source};
use crate::tally::{Spot, Tally};

/// A chunk has at most so many rows.
const ROWS: usize = 1024;

/// Arrow arrays of any producer, with a record in each row: JSON in a column of type string or binary, of any width, or
/// members in the columns of a struct, where no JSON is made in between. A record batch is a struct:
/// `StructArray::from(batch)`.
///
/// A null stands for an absent member; a row of nulls alone is no record, as an empty row of a spreadsheet. A record in a column of its
/// own that is null is the JSON `null`, which is no message. The line of a record is its row.
pub struct Arrow<I> {
    arrays: I,
    column: Option<String>,
    /// What is left of the last array.
    rest: VecDeque<ArrowChunk>,
}

/// Some rows of an array.
pub struct ArrowChunk {
    rows: ArrayRef,
    /// Whether rows are those of a table, and not records in a column.
    is_table: bool,
}

impl<I: Iterator<Item = Result<ArrayRef, ArrowError>>> Arrow<I> {
    /// Reads arrays whose rows are records. The columns of a struct must be members of the interface.
    pub fn new(arrays: impl IntoIterator<IntoIter = I>) -> Self {
        Self { arrays: arrays.into_iter(), column: None, rest: VecDeque::new() }
    }

    /// Reads structs, one column of which holds the records: as JSON, or as structs themselves.
    #[must_use]
    pub fn column(self, name: &str) -> Self {
        Self { column: Some(name.to_owned()), ..self }
    }

    /// The records of an array, once they are known to be readable.
    fn records(&self, array: ArrayRef, batch: &Batch<'_>) -> Result<ArrayRef, Error> {
        let Some(column) = &self.column else {
            records::members_are_known(&array, batch)?;
            return readable(array, "", batch);
        };
        let table = array.as_struct_opt();
        let Some(records) = table.and_then(|table| table.column_by_name(column)).cloned() else {
            let known = table.map(|table| table.column_names().into_iter().map(str::to_owned).collect());
            return Err(Error::NoColumn { column: column.clone(), known: known.unwrap_or_default() });
        };
        readable(records, column, batch)
    }
}

fn readable(array: ArrayRef, column: &str, batch: &Batch<'_>) -> Result<ArrayRef, Error> {
    Records::of(&array, batch).map(drop).map_err(|error| error.in_column(column))?;
    Ok(array)
}

impl<I: Iterator<Item = Result<ArrayRef, ArrowError>>> Source for Arrow<I> {
    type Chunk = ArrowChunk;

    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<ArrowChunk>, Error> {
        while self.rest.is_empty() {
            let Some(array) = self.arrays.next() else { return Ok(None) };
            let records = self.records(array.map_err(Error::Arrow)?, batch)?;
            let is_table = self.column.is_none();
            self.rest = slices(&records).map(|rows| ArrowChunk { rows, is_table }).collect();
        }
        Ok(self.rest.pop_front())
    }
}

/// The rows of an array in chunks, nothing copied.
fn slices(array: &ArrayRef) -> impl Iterator<Item = ArrayRef> {
    let starts = (0..array.len()).step_by(ROWS);
    starts.map(|start| array.slice(start, ROWS.min(array.len().saturating_sub(start))))
}

impl Chunk for ArrowChunk {
    fn check(&self, tally: &mut Tally<'_>) {
        // The array was looked at when it came: it cannot fail here.
        let Ok(records) = Records::of(&self.rows, tally.batch()) else { return };
        for row in 0..self.rows.len() {
            if self.is_table && records.is_blank(row) {
                continue;
            }
            let spot = || Spot { line: u64::try_from(row).ok().and_then(|row| row.checked_add(1)), offset: None };
            let verdict =
                if self.rows.is_null(row) { records::null(tally.batch()) } else { records.verdict(row, tally.batch()) };
            if tally.record(verdict, spot) {
                tally.body(spot, || records.json(row));
            }
        }
        tally.lines = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
    }
}
