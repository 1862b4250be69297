//! Arrow data: a record in each row.

mod column;
mod row;
mod table;

use std::collections::VecDeque;

use aicc_core::{Check, check};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;

use column::{Column, Texts};
use row::Row;
pub use table::{findings_schema, findings_table};

use crate::batch::Batch;
use crate::error::Error;
use crate::source::{Chunk, Source};
use crate::tally::{Spot, Tally, Verdict};

/// A chunk has at most so many rows.
const ROWS: usize = 1024;

/// Arrow record batches of any producer, with a record in each row: as JSON in one column, or member by member in
/// columns of their wire names, where no JSON is made in between. A null is an absent member.
#[derive(Debug)]
pub struct Arrow<I> {
    batches: I,
    shape: Shape,
    /// What is left of the last batch.
    rest: VecDeque<ArrowChunk>,
}

#[derive(Clone, Debug)]
enum Shape {
    Json { column: String },
    Members,
}

/// Some rows of a record batch.
#[derive(Debug)]
pub struct ArrowChunk {
    rows: RecordBatch,
    shape: Shape,
}

impl<I: Iterator<Item = Result<RecordBatch, ArrowError>>> Arrow<I> {
    /// Reads records that are JSON text in a column of type string or binary, of any width.
    pub fn json(batches: impl IntoIterator<IntoIter = I>, column: &str) -> Self {
        Self::new(batches, Shape::Json { column: column.to_owned() })
    }

    /// Reads records whose members are columns: booleans, numbers, strings, and lists and structs of them.
    pub fn members(batches: impl IntoIterator<IntoIter = I>) -> Self {
        Self::new(batches, Shape::Members)
    }

    fn new(batches: impl IntoIterator<IntoIter = I>, shape: Shape) -> Self {
        Self { batches: batches.into_iter(), shape, rest: VecDeque::new() }
    }
}

impl<I: Iterator<Item = Result<RecordBatch, ArrowError>>> Source for Arrow<I> {
    type Chunk = ArrowChunk;

    fn next_chunk(&mut self, _: &Batch<'_>) -> Result<Option<ArrowChunk>, Error> {
        while self.rest.is_empty() {
            let Some(batch) = self.batches.next() else { return Ok(None) };
            let batch = batch.map_err(Error::Arrow)?;
            self.shape.columns(&batch)?;
            self.rest = slices(&batch).map(|rows| ArrowChunk { rows, shape: self.shape.clone() }).collect();
        }
        Ok(self.rest.pop_front())
    }
}

/// The rows of a batch in chunks, nothing copied.
fn slices(batch: &RecordBatch) -> impl Iterator<Item = RecordBatch> {
    let starts = (0..batch.num_rows()).step_by(ROWS);
    starts.map(|start| batch.slice(start, ROWS.min(batch.num_rows() - start)))
}

/// The columns of some rows that are read.
enum Columns<'a> {
    Json(Texts<'a>),
    Members(Vec<(&'a str, Column<'a>)>),
}

impl Shape {
    /// Looks at the columns of some rows.
    fn columns<'a>(&self, rows: &'a RecordBatch) -> Result<Columns<'a>, Error> {
        match self {
            Self::Json { column } => json(rows, column).map(Columns::Json),
            Self::Members => members(rows).map(Columns::Members),
        }
    }
}

fn json<'a>(rows: &'a RecordBatch, column: &str) -> Result<Texts<'a>, Error> {
    let array = rows.column_by_name(column).ok_or_else(|| unreadable(column, "none".to_owned()))?;
    Texts::new(array).map_err(|data_type| unreadable(column, data_type))
}

fn members(rows: &RecordBatch) -> Result<Vec<(&str, Column<'_>)>, Error> {
    let columns = rows.schema_ref().fields().iter().zip(rows.columns()).map(|(field, array)| {
        let column = Column::new(array).map_err(|data_type| unreadable(field.name(), data_type))?;
        Ok((field.name().as_str(), column))
    });
    columns.collect()
}

fn unreadable(column: &str, data_type: String) -> Error {
    Error::ColumnType { column: column.to_owned(), data_type }
}

impl Chunk for ArrowChunk {
    fn check(&self, tally: &mut Tally<'_>) {
        // The columns were looked at when the batch came: they cannot fail here.
        let Ok(columns) = self.shape.columns(&self.rows) else { return };
        let Batch { interface, profile, .. } = *tally.batch();
        for row in 0..self.rows.num_rows() {
            let report = match &columns {
                Columns::Json(texts) => check(interface, texts.at(row), profile),
                Columns::Members(members) => {
                    let mut check = Check::new(interface, profile);
                    // A row in memory can always be read.
                    check.body(Row { members, row }).unwrap_or_default();
                    check.report()
                }
            };
            tally.record(Verdict::Report(report), Spot::default);
        }
    }
}
