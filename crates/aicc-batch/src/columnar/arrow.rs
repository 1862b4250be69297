//! Arrow data: one record in each row.

mod column;
mod records;
mod row;
mod text_column;

use std::collections::VecDeque;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::ArrowError;
use serde_json::{Map, Value};

use self::records::ArrowRecords;
use crate::error::Error;
use crate::results::chunk::ChunkResult;
use crate::results::reading::ReadingNote;
use crate::results::record::RecordPosition;
use crate::settings::Settings;
use crate::sources::heading::Heading;
use crate::sources::source::{Chunk, Source};

/// The maximum number of rows in a chunk.
const MAXIMUM_ROWS: usize = 1024;

/// Arrow arrays of any producer, with one record in each row. A record is JSON in a column of type string or binary, of any
/// width, or a row of a struct whose columns are the members. A record batch is such a struct: `StructArray::from(batch)`.
///
/// A null is an absent member. A row with only nulls is skipped, like an empty row of a spreadsheet. If the records are in a
/// column of their own, a null is the JSON `null`, which is not a message. The row of a record counts from 1.
pub struct Arrow<I> {
    arrays: I,
    rows: ArrowRows,
}

/// The rows of arrays, in chunks.
#[derive(Default)]
pub(super) struct ArrowRows {
    column: Option<String>,
    /// The names of the columns of a table of texts, and how they are read, from the first array on.
    heading: Option<(Vec<String>, Arc<Heading>)>,
    /// The rest of the current array.
    rest: VecDeque<ArrowChunk>,
}

/// Some rows of an array.
pub struct ArrowChunk {
    rows: ArrayRef,
    /// Whether the records are the rows of a table, and not the values of one column.
    is_table: bool,
    /// The columns of a table of texts.
    heading: Option<Arc<Heading>>,
}

impl<I: Iterator<Item = Result<ArrayRef, ArrowError>>> Arrow<I> {
    /// Reads arrays whose rows are records. All columns of a struct must be members of the interface.
    pub fn new(arrays: impl IntoIterator<IntoIter = I>) -> Self {
        Self { arrays: arrays.into_iter(), rows: ArrowRows::default() }
    }

    /// Reads the records from one column of structs. The column holds JSON or structs.
    #[must_use]
    pub fn column(self, name: &str) -> Self {
        Self { rows: ArrowRows::of_column(Some(name.to_owned())), ..self }
    }
}

impl ArrowRows {
    /// The records are the rows, or the values of one column.
    pub(super) fn of_column(column: Option<String>) -> Self {
        Self { column, ..Self::default() }
    }

    /// Returns the next chunk of the arrays that `next` returns.
    pub(super) fn next_chunk(
        &mut self,
        settings: &Settings<'_>,
        mut next: impl FnMut() -> Result<Option<ArrayRef>, Error>,
    ) -> Result<Option<ArrowChunk>, Error> {
        while self.rest.is_empty() {
            let Some(array) = next()? else { return Ok(None) };
            let records = self.records(array, settings)?;
            let (is_table, heading) = (self.column.is_none(), self.heading.as_ref().map(|(_, heading)| heading));
            let chunk = |rows| ArrowChunk { rows, is_table, heading: heading.cloned() };
            self.rest = slices(&records).map(chunk).collect();
        }
        Ok(self.rest.pop_front())
    }

    /// Returns the records of an array.
    ///
    /// # Errors
    ///
    /// Returns an error if their type cannot be read.
    fn records(&mut self, array: ArrayRef, settings: &Settings<'_>) -> Result<ArrayRef, Error> {
        let Some(column) = &self.column else {
            records::members_are_known(&array, settings)?;
            self.read_heading(&array, settings)?;
            let heading = self.heading.as_ref().map(|(_, heading)| heading.as_ref());
            return readable(array, "", heading, settings);
        };
        let table = array.as_struct_opt();
        let Some(records) = table.and_then(|table| table.column_by_name(column)).cloned() else {
            let known = table.map(|table| table.column_names().into_iter().map(str::to_owned).collect());
            return Err(Error::NoColumn { column: column.clone(), known: known.unwrap_or_default() });
        };
        readable(records, column, None, settings)
    }

    /// Reads the names of the columns of a table of texts.
    fn read_heading(&mut self, array: &ArrayRef, settings: &Settings<'_>) -> Result<(), Error> {
        let Some(table) = array.as_struct_opt().filter(|_| settings.texts_are_cells) else { return Ok(()) };
        let names = table.column_names();
        if self.heading.as_ref().is_none_or(|(known, _)| *known != names) {
            let heading = Heading::of_table(&names, settings).map_err(Error::Column)?;
            self.heading = Some((names.into_iter().map(str::to_owned).collect(), Arc::new(heading)));
        }
        Ok(())
    }

    /// Returns how the columns of a table of texts are read.
    pub(super) fn reading(&self) -> Vec<ReadingNote> {
        self.heading.iter().flat_map(|(_, heading)| heading.notes().to_vec()).collect()
    }
}

fn readable(
    array: ArrayRef,
    column: &str,
    heading: Option<&Heading>,
    settings: &Settings<'_>,
) -> Result<ArrayRef, Error> {
    ArrowRecords::of(&array, heading, settings).map(drop).map_err(|error| error.in_column(column))?;
    Ok(array)
}

impl<I: Iterator<Item = Result<ArrayRef, ArrowError>>> Source for Arrow<I> {
    type Chunk = ArrowChunk;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<ArrowChunk>, Error> {
        self.rows.next_chunk(settings, || self.arrays.next().transpose().map_err(Error::Arrow))
    }

    fn reading(&self) -> Vec<ReadingNote> {
        self.rows.reading()
    }
}

/// Returns the rows of an array in chunks, without copying them.
fn slices(array: &ArrayRef) -> impl Iterator<Item = ArrayRef> {
    let starts = (0..array.len()).step_by(MAXIMUM_ROWS);
    starts.map(|start| array.slice(start, MAXIMUM_ROWS.min(array.len().saturating_sub(start))))
}

/// Returns the position of the record in a row, which counts from 0.
fn position(row: usize) -> RecordPosition {
    let number = u64::try_from(row).unwrap_or(u64::MAX).saturating_add(1);
    RecordPosition { row: Some(number), ..RecordPosition::default() }
}

impl Chunk for ArrowChunk {
    fn check(&self, result: &mut ChunkResult<'_>) {
        let settings = result.settings();
        // The type was checked when the array arrived, so that this cannot fail.
        let Ok(records) = ArrowRecords::of(&self.rows, self.heading.as_deref(), settings) else { return };
        for row in 0..self.rows.len() {
            if self.is_table && records.is_blank(row) {
                continue;
            }
            let position = || position(row);
            let verdict = if self.rows.is_null(row) { records::null(settings) } else { records.verdict(row, result) };
            if result.add_record(verdict, row, position, || records.key(row, settings)) {
                result.add_body(position, || records.json(row));
            }
        }
        result.rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
    }

    fn places(&self, places: &[usize], settings: &Settings<'_>) -> Vec<(RecordPosition, Map<String, Value>)> {
        let records = ArrowRecords::of(&self.rows, self.heading.as_deref(), settings);
        let Ok(records) = records else { return Vec::new() };
        places.iter().map(|row| (position(*row), records.key(*row, settings))).collect()
    }
}
