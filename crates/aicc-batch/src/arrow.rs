//! Arrow data: a record in each row.

mod column;
mod row;
mod table;
mod texts;

use std::collections::VecDeque;

use aicc_core::{Check, ColumnError, Interface, Report, check};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::{ArrowError, DataType};
use serde::Deserialize;

use column::Column;
use row::Row;
pub use table::{FindingsTable, findings_schema, findings_table};
use texts::Texts;

use crate::batch::Batch;
use crate::error::Error;
use crate::source::{Chunk, Source};
use crate::tally::{Spot, Tally, Verdict};

/// A chunk has at most so many rows.
const ROWS: usize = 1024;

/// Arrow arrays of any producer, with a record in each row: JSON in a column of type string or binary, of any width, or
/// members in the columns of a struct, where no JSON is made in between. A record batch is a struct:
/// `StructArray::from(batch)`.
///
/// A null stands for an absent member; a record that is null is the JSON `null`, which is no message.
pub struct Arrow<I> {
    arrays: I,
    column: Option<String>,
    /// What is left of the last array.
    rest: VecDeque<ArrowChunk>,
}

/// Some rows of an array.
pub struct ArrowChunk(ArrayRef);

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

    /// The records of an array.
    fn records(&self, array: ArrayRef, interface: &'static Interface) -> Result<ArrayRef, Error> {
        let Some(column) = &self.column else {
            members_are_known(&array, interface)?;
            return Ok(array);
        };
        let table = array.as_struct_opt().ok_or_else(|| unreadable(column, &array))?;
        table.column_by_name(column).cloned().ok_or_else(|| {
            let known = table.column_names().into_iter().map(str::to_owned).collect();
            Error::NoColumn { column: column.clone(), known }
        })
    }
}

impl<I: Iterator<Item = Result<ArrayRef, ArrowError>>> Source for Arrow<I> {
    type Chunk = ArrowChunk;

    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<ArrowChunk>, Error> {
        while self.rest.is_empty() {
            let Some(array) = self.arrays.next() else { return Ok(None) };
            let records = self.records(array.map_err(Error::Arrow)?, batch.interface)?;
            let column = self.column.as_deref().unwrap_or_default();
            Records::of(&records).map_err(|data_type| Error::ColumnType { column: column.to_owned(), data_type })?;
            self.rest = slices(&records).map(ArrowChunk).collect();
        }
        Ok(self.rest.pop_front())
    }
}

/// A column of a table that is no member would be advice on every record.
fn members_are_known(table: &ArrayRef, interface: &'static Interface) -> Result<(), Error> {
    let DataType::Struct(columns) = table.data_type() else { return Ok(()) };
    for (index, column) in columns.iter().enumerate() {
        let name = || column.name().to_owned();
        if interface.request.object.find(column.name()).is_none() {
            return Err(Error::Column(ColumnError::Unknown { column: name(), interface: interface.name }));
        }
        if columns.iter().take(index).any(|known| known.name() == column.name()) {
            return Err(Error::Column(ColumnError::Twice { column: name() }));
        }
    }
    Ok(())
}

fn unreadable(column: &str, array: &ArrayRef) -> Error {
    Error::ColumnType { column: column.to_owned(), data_type: array.data_type().to_string() }
}

/// The rows of an array in chunks, nothing copied.
fn slices(array: &ArrayRef) -> impl Iterator<Item = ArrayRef> {
    let starts = (0..array.len()).step_by(ROWS);
    starts.map(|start| array.slice(start, ROWS.min(array.len().saturating_sub(start))))
}

/// Records, one in each row.
enum Records<'a> {
    Json(Texts),
    Members(Vec<(&'a str, Column<'a>)>),
}

impl<'a> Records<'a> {
    /// Looks at an array. The error names a type that cannot be read.
    fn of(array: &'a ArrayRef) -> Result<Self, String> {
        let Some(table) = array.as_struct_opt() else { return Texts::new(array).map(Self::Json) };
        let columns = table.fields().iter().zip(table.columns());
        let members = columns.map(|(field, array)| Ok((field.name().as_str(), Column::new(array)?)));
        members.collect::<Result<_, _>>().map(Self::Members)
    }
}

impl Records<'_> {
    /// A valid record as JSON.
    fn json(&self, row: usize) -> Vec<u8> {
        match self {
            Self::Json(texts) => texts.at(row).to_vec(),
            Self::Members(members) => {
                let body = serde_json::Value::deserialize(Row { members, row }).unwrap_or_default();
                body.to_string().into()
            }
        }
    }
}

impl Chunk for ArrowChunk {
    fn check(&self, tally: &mut Tally<'_>) {
        // The array was looked at when it came: it cannot fail here.
        let Ok(records) = Records::of(&self.0) else { return };
        let Batch { interface, profile, .. } = *tally.batch();
        for row in 0..self.0.len() {
            let report = match &records {
                _ if self.0.is_null(row) => check(interface, b"null", profile),
                Records::Json(texts) => check(interface, texts.at(row), profile),
                Records::Members(members) => members_report(Row { members, row }, tally.batch()),
            };
            if tally.record(Verdict::Report(report), Spot::default) {
                tally.body(Spot::default, || records.json(row));
            }
        }
    }
}

fn members_report(row: Row<'_, '_>, batch: &Batch<'_>) -> Report {
    let Batch { interface, profile, .. } = *batch;
    // As JSON, each element would be a byte or more.
    if row.elements() > profile.maximum_size {
        return batch.too_large();
    }
    let mut checked = Check::new(interface, profile);
    match checked.body(row) {
        Ok(()) => checked.report(),
        // A text that is no UTF-8: the core says so of any such bytes.
        Err(_) => check(interface, b"\xFF", profile),
    }
}
