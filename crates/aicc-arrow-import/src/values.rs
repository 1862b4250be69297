//! What the values of an array must hold before anything reads by them.

use std::fmt;

use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType};

/// Data that does not hold what its type promises.
#[derive(Debug)]
pub struct Malformed {
    /// The name of the column, nested ones by their path; empty for data without columns.
    column: String,
    /// The row, counted from 1, where one is to blame.
    row: Option<usize>,
    reason: ArrowError,
}

impl fmt::Display for Malformed {
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

impl std::error::Error for Malformed {}

/// Whether offsets, keys, views and the lengths of children hold. The first row is the one after `rows` others.
pub(crate) fn check(data: &ArrayData, rows: usize) -> Result<(), ArrowError> {
    check_column(data, String::new(), Some(rows)).map_err(|malformed| ArrowError::ExternalError(Box::new(malformed)))
}

/// The rows of a column are those of the records, but in a list or a dictionary, where there are no `rows`.
fn check_column(data: &ArrayData, column: String, rows: Option<usize>) -> Result<(), Malformed> {
    if let Err(reason) = check_values(data) {
        let row = rows.and_then(|rows| rows.checked_add(first_broken(data)?)?.checked_add(1));
        return Err(Malformed { column, row, reason });
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

/// What the library can say of one array; texts are bytes here.
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

/// The first row of an array that does not hold, alone.
fn first_broken(data: &ArrayData) -> Option<usize> {
    match data.data_type() {
        DataType::Struct(_) => None,
        _ => (0..data.len()).find(|row| check_values(&data.slice(*row, 1)).is_err()),
    }
}
