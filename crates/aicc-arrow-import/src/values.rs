//! Checks the values of an array before any code relies on them.

use std::fmt;

use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType};

/// A column whose values do not satisfy its type.
#[derive(Debug)]
pub struct MalformedColumn {
    /// The name of the column, or the path of a nested column; empty for data without columns.
    column: String,
    /// The row, counted from 1, if the fault is in one row.
    row: Option<usize>,
    reason: ArrowError,
}

impl fmt::Display for MalformedColumn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("it is malformed")?;
        if !self.column.is_empty() {
            write!(formatter, " in the column {:?}", self.column)?;
        }
        if let Some(row) = self.row {
            write!(formatter, " at row {row}")?;
        }
        match &self.reason {
            ArrowError::InvalidArgumentError(reason) => write!(formatter, " ({reason})"),
            other => write!(formatter, " ({other})"),
        }
    }
}

impl std::error::Error for MalformedColumn {}

/// Returns an error if offsets, keys, views or the lengths of children are wrong. `rows` is the number of rows before the
/// first one.
pub(crate) fn check(data: &ArrayData, rows: usize) -> Result<(), ArrowError> {
    check_column(data, String::new(), Some(rows)).map_err(|error| ArrowError::ExternalError(Box::new(error)))
}

/// Checks a column. `rows` is `None` in a list or a dictionary, whose rows are not those of the records.
fn check_column(data: &ArrayData, column: String, rows: Option<usize>) -> Result<(), MalformedColumn> {
    if let Err(reason) = check_values(data) {
        let row = rows.and_then(|rows| rows.checked_add(first_broken(data)?)?.checked_add(1));
        return Err(MalformedColumn { column, row, reason });
    }
    let DataType::Struct(fields) = data.data_type() else {
        return data.child_data().iter().try_for_each(|child| check_column(child, column.clone(), None));
    };
    for (field, child) in fields.iter().zip(data.child_data()) {
        let separator = if column.is_empty() { "" } else { "/" };
        check_column(child, format!("{column}{separator}{}", field.name()), rows)?;
    }
    Ok(())
}

/// Checks one array with the library. Texts are checked as bytes.
fn check_values(data: &ArrayData) -> Result<(), ArrowError> {
    let bytes = match data.data_type() {
        DataType::Utf8 => DataType::Binary,
        DataType::LargeUtf8 => DataType::LargeBinary,
        DataType::Utf8View => DataType::BinaryView,
        _ => {
            data.validate()?;
            return data.validate_values();
        }
    };
    data.clone().into_builder().data_type(bytes).build().map(drop)
}

/// Returns the first row of an array that is wrong on its own.
fn first_broken(data: &ArrayData) -> Option<usize> {
    match data.data_type() {
        DataType::Struct(_) => None,
        _ => (0..data.len()).find(|row| check_values(&data.slice(*row, 1)).is_err()),
    }
}
