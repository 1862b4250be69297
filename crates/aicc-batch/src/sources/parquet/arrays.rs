//! The rows of the file as Arrow arrays.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StructArray, new_empty_array};
use arrow_schema::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};

use super::file::ParquetInput;
use super::footer::ParquetFooter;
use super::schema::as_bytes;
use crate::error::Error;
use crate::parquet_fault::ParquetFault;

/// The maximum number of rows that are decoded at once.
const MAXIMUM_ROWS: usize = 8192;

/// The arrays of a file. The first one is empty, so that the columns are checked before a row is read.
pub(super) struct ParquetArrays {
    input: ParquetInput,
    file: ArrowReaderMetadata,
    columns: ProjectionMask,
    first: Option<ArrayRef>,
    /// The number of the next row group.
    next_group: usize,
    /// The current row group, and how many of its rows are not read yet.
    current: Option<(ParquetRecordBatchReader, u64)>,
}

impl ParquetArrays {
    /// Reads all columns, or only the one of this name.
    pub(super) fn new(input: ParquetInput, footer: &ParquetFooter, column: Option<&str>) -> Result<Self, Error> {
        let column = column.map(|name| index_of(footer, name)).transpose()?;
        let schema = Arc::new(as_bytes(&footer.schema, column));
        let chosen = match column {
            Some(index) => vec![index],
            None => (0..schema.fields().len()).collect(),
        };
        let first: Vec<_> = chosen.iter().filter_map(|index| schema.fields().get(*index).cloned()).collect();
        let options = ArrowReaderOptions::new().with_schema(schema);
        let file = input.guarded(|| ArrowReaderMetadata::try_new(Arc::clone(&footer.metadata), options))?;
        let columns = ProjectionMask::roots(file.parquet_schema(), chosen);
        let first = Some(new_empty_array(&DataType::Struct(first.into())));
        Ok(Self { input, file, columns, first, next_group: 0, current: None })
    }

    /// Opens the next row group. Returns `None` after the last one.
    fn open_group(&mut self) -> Result<Option<(ParquetRecordBatchReader, u64)>, Error> {
        let Some(group) = self.file.metadata().row_groups().get(self.next_group) else { return Ok(None) };
        let rows = u64::try_from(group.num_rows()).unwrap_or_default();
        let reader = self.input.guarded(|| {
            ParquetRecordBatchReaderBuilder::new_with_metadata(self.input.clone(), self.file.clone())
                .with_row_groups(vec![self.next_group])
                .with_projection(self.columns.clone())
                .with_batch_size(MAXIMUM_ROWS)
                .build()
        })?;
        self.next_group = self.next_group.saturating_add(1);
        Ok(Some((reader, rows)))
    }

    /// Returns the next array, or `None` at the end of the file.
    pub(super) fn next_array(&mut self) -> Result<Option<ArrayRef>, Error> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        loop {
            if self.current.is_none() {
                self.current = self.open_group()?;
            }
            let Some((reader, rest)) = &mut self.current else { return Ok(None) };
            if let Some(batch) = self.input.guarded(|| reader.next().transpose())? {
                let rows = u64::try_from(batch.num_rows()).unwrap_or_default();
                *rest = rest.checked_sub(rows).ok_or_else(missing_rows)?;
                return Ok(Some(as_struct(batch)));
            }
            if *rest > 0 {
                return Err(missing_rows());
            }
            self.current = None;
        }
    }
}

fn index_of(footer: &ParquetFooter, column: &str) -> Result<usize, Error> {
    let fields = footer.schema.fields();
    fields.iter().position(|field| field.name() == column).ok_or_else(|| Error::NoColumn {
        column: column.to_owned(),
        known: fields.iter().map(|field| field.name().clone()).collect(),
    })
}

fn as_struct(batch: RecordBatch) -> ArrayRef {
    let rows = batch.num_rows();
    match batch.num_columns() {
        0 => Arc::new(StructArray::new_empty_fields(rows, None)),
        _ => Arc::new(StructArray::from(batch)),
    }
}

fn missing_rows() -> Error {
    Error::Parquet(ParquetFault::Damaged("a row group does not have its rows".into()))
}
