//! The rows of the file as Arrow arrays.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StructArray, new_empty_array};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use parquet::arrow::{FieldLevels, ProjectionMask, parquet_to_arrow_field_levels};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};

use super::file::ParquetInput;
use super::footer::ParquetFooter;
use super::pages::{ArrayBudget, CheckedGroup};
use super::schema::as_bytes;
use crate::error::Error;
use crate::parquet_fault::ParquetFault;

/// The maximum number of rows of an array.
const MAXIMUM_ROWS: usize = 1024;

/// The approximate size of the values of an array, in bytes.
const ARRAY_SIZE: u64 = 1 << 20;

/// The arrays of a file. The first one is empty, so that the columns are checked before a row is read.
pub(super) struct ParquetArrays {
    input: ParquetInput,
    metadata: Arc<ParquetMetaData>,
    /// The columns that are read, with their types.
    columns: FieldLevels,
    chosen: ProjectionMask,
    budget: Arc<ArrayBudget>,
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
        let schema = as_bytes(&footer.schema, column);
        let chosen = match column {
            Some(index) => vec![index],
            None => (0..schema.fields().len()).collect(),
        };
        let first: Vec<_> = chosen.iter().filter_map(|index| schema.fields().get(*index).cloned()).collect();
        let first = Some(new_empty_array(&DataType::Struct(first.into())));
        let metadata = Arc::clone(&footer.metadata);
        let columns = metadata.file_metadata().schema_descr();
        let chosen = ProjectionMask::roots(columns, chosen);
        let columns =
            input.guarded(|| parquet_to_arrow_field_levels(columns, chosen.clone(), Some(schema.fields())))?;
        Ok(Self { input, metadata, columns, chosen, budget: Arc::default(), first, next_group: 0, current: None })
    }

    /// Opens the next row group. Returns `None` after the last one.
    fn open_group(&mut self) -> Result<Option<(ParquetRecordBatchReader, u64)>, Error> {
        let Some(group) = self.metadata.row_groups().get(self.next_group) else { return Ok(None) };
        self.next_group = self.next_group.saturating_add(1);
        let rows = u64::try_from(group.num_rows()).unwrap_or_default();
        let budget = Arc::clone(&self.budget);
        let checked = CheckedGroup { input: self.input.clone(), metadata: &self.metadata, group, budget };
        let at_once = self.rows_at_once(group, rows);
        let reader = self
            .input
            .guarded(|| ParquetRecordBatchReader::try_new_with_row_groups(&self.columns, &checked, at_once, None))?;
        Ok(Some((reader, rows)))
    }

    /// Returns how many rows take about the size of an array.
    fn rows_at_once(&self, group: &RowGroupMetaData, rows: u64) -> usize {
        let columns = group.columns().iter().enumerate().filter(|(index, _)| self.chosen.leaf_included(*index));
        let size = columns.fold(0_u64, |sum, (_, column)| {
            sum.saturating_add(u64::try_from(column.uncompressed_size()).unwrap_or_default())
        });
        let rows = ARRAY_SIZE.saturating_mul(rows).checked_div(size).unwrap_or(u64::MAX);
        usize::try_from(rows).unwrap_or(usize::MAX).clamp(1, MAXIMUM_ROWS)
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
            self.budget.reset();
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
