//! The records of an array, as its type has them.

use std::str::Utf8Error;

use aicc_core::spec::{Array as Elements, Kind, Object};
use aicc_core::{Cell, Check, ColumnError, check};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use serde::Deserialize;

use super::column::{Column, NoType, Reason};
use super::row::Row;
use super::texts::Texts;
use crate::batch::Batch;
use crate::error::Error;
use crate::heading::Heading;
use crate::tally::Verdict;

/// Records, one in each row.
pub(super) enum Records<'a> {
    Json(Texts),
    Members(Vec<(&'a str, Column<'a>)>),
    /// Cells, of columns that have texts or nothing at all.
    Cells(Heading, Vec<Option<Texts>>),
}

/// Why an array holds no records.
pub(super) enum NoRecords {
    /// A type that cannot be read, and the one to cast it to.
    Type(NoType, &'static str),
    Column(ColumnError),
}

impl NoRecords {
    /// The error, about a column or about data without columns.
    pub(super) fn in_column(self, column: &str) -> Error {
        match self {
            Self::Column(error) => Error::Column(error),
            Self::Type(error, wanted) => {
                let NoType { path: column, reason } = if column.is_empty() { error } else { error.within(column) };
                match reason {
                    Reason::Type(data_type) => Error::ColumnType { column, data_type, wanted },
                    Reason::Depth => Error::ColumnDepth { column },
                }
            }
        }
    }
}

/// A column of a table that is no member would be advice on every record.
pub(super) fn members_are_known(table: &ArrayRef, batch: &Batch<'_>) -> Result<(), Error> {
    let DataType::Struct(columns) = table.data_type() else { return Ok(()) };
    if batch.texts_are_cells {
        return Ok(());
    }
    for (index, column) in columns.iter().enumerate() {
        if batch.interface.request.object.find(column.name()).is_none() {
            return Err(Error::Column(ColumnError::unknown(batch.interface, index, column.name())));
        }
        if columns.iter().take(index).any(|known| known.name() == column.name()) {
            return Err(Error::Column(ColumnError::Twice { column: column.name().to_owned() }));
        }
    }
    Ok(())
}

/// The verdict on a record that is null.
pub(super) fn null(batch: &Batch<'_>) -> Verdict {
    Verdict::Report(check(batch.interface, b"null", batch.profile))
}

/// The verdict on a record with a text that is no UTF-8: the core says so of any such bytes.
fn not_utf8(batch: &Batch<'_>) -> Verdict {
    Verdict::Report(check(batch.interface, b"\xFF", batch.profile))
}

impl<'a> Records<'a> {
    /// Looks at an array.
    pub(super) fn of(array: &'a ArrayRef, batch: &Batch<'_>) -> Result<Self, NoRecords> {
        let Some(table) = array.as_struct_opt() else {
            let texts = Texts::new(array).map_err(|data_type| NoRecords::Type(NoType::new(data_type), "string"))?;
            return Ok(Self::Json(texts));
        };
        let columns = table.fields().iter().zip(table.columns());
        if batch.texts_are_cells {
            let names: Vec<&str> = table.column_names();
            let heading = Heading::of_table(&names, batch.interface).map_err(NoRecords::Column)?;
            let texts = columns.map(|(field, array)| {
                texts_of(array).map_err(|error| NoRecords::Type(error.within(field.name()), "string"))
            });
            return texts.collect::<Result<_, _>>().map(|texts| Self::Cells(heading, texts));
        }
        let object = batch.interface.request.object;
        let members = columns.map(|(field, array)| match Column::new(array) {
            Ok(column) => Ok((field.name().as_str(), column)),
            Err(error) => {
                let error = error.within(field.name());
                let wanted = wanted(object, &error.path);
                Err(NoRecords::Type(error, wanted))
            }
        });
        members.collect::<Result<_, _>>().map(Self::Members)
    }

    /// Whether a row of a table is none: it has no value.
    pub(super) fn is_blank(&self, row: usize) -> bool {
        match self {
            Self::Json(_) => false,
            Self::Members(members) => Row { members, row }.is_null(),
            Self::Cells(heading, texts) => cells(texts, row).is_ok_and(|cells| heading.is_blank(&cells)),
        }
    }

    /// The verdict on the record of a row, which is not null.
    pub(super) fn verdict(&self, row: usize, batch: &Batch<'_>) -> Verdict {
        let Batch { interface, profile, .. } = *batch;
        match self {
            Self::Json(texts) => {
                // A key without a value is a null.
                texts.at(row).map_or_else(|| null(batch), |json| Verdict::Report(check(interface, json, profile)))
            }
            Self::Members(members) => members_verdict(Row { members, row }, batch),
            Self::Cells(heading, texts) => match cells(texts, row) {
                Ok(cells) if size(&cells) > profile.maximum_size => Verdict::Report(batch.too_large()),
                Ok(cells) => heading.verdict(&cells, batch),
                Err(_) => not_utf8(batch),
            },
        }
    }

    /// A valid record as JSON.
    pub(super) fn json(&self, row: usize) -> Vec<u8> {
        match self {
            Self::Json(texts) => texts.at(row).unwrap_or_default().to_vec(),
            Self::Members(members) => {
                let body = serde_json::Value::deserialize(Row { members, row }).unwrap_or_default();
                body.to_string().into()
            }
            Self::Cells(heading, texts) => heading.json(&cells(texts, row).unwrap_or_default()),
        }
    }
}

fn members_verdict(row: Row<'_, '_>, batch: &Batch<'_>) -> Verdict {
    let Batch { interface, profile, .. } = *batch;
    // As JSON, each element would be a byte or more.
    if row.elements() > profile.maximum_size {
        return Verdict::Report(batch.too_large());
    }
    let mut checked = Check::new(interface, profile);
    match checked.body(row) {
        Ok(()) => Verdict::Report(checked.report()),
        Err(_) => not_utf8(batch),
    }
}

/// A column of texts, or of nothing.
fn texts_of(array: &ArrayRef) -> Result<Option<Texts>, NoType> {
    match array.data_type() {
        DataType::Null => Ok(None),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            Err(NoType::new(array.data_type().to_string()))
        }
        _ => Texts::new(array).map(Some).map_err(NoType::new),
    }
}

fn cells<'t>(texts: &'t [Option<Texts>], row: usize) -> Result<Vec<Cell<'t>>, Utf8Error> {
    let cell = |texts: &'t Option<Texts>| match texts.as_ref().and_then(|texts| texts.at(row)) {
        Some(text) => std::str::from_utf8(text).map(Cell::from),
        None => Ok(Cell::Empty),
    };
    texts.iter().map(cell).collect()
}

/// The bytes of a row in CSV, without quotation marks.
fn size(cells: &[Cell<'_>]) -> usize {
    let texts = cells.iter().map(|cell| if let Cell::Text(text) = cell { text.len() } else { 0 });
    texts.fold(cells.len().saturating_sub(1), usize::saturating_add)
}

/// The Arrow type that a member can have.
fn wanted(object: &'static Object, path: &str) -> &'static str {
    let (name, rest) = path.split_once('/').unwrap_or((path, ""));
    let Some((_, field)) = object.find(name) else { return "string" };
    match field.kind {
        Kind::Text(_) => "string",
        Kind::Integer(_) => "int64",
        Kind::Boolean { .. } => "bool",
        Kind::Object(_) => "struct",
        Kind::Array(Elements { element: Kind::Object(element), .. }) if !rest.is_empty() => wanted(element, rest),
        Kind::Array(Elements { element: Kind::Object(_), .. }) => "list<struct>",
        Kind::Array(_) => "list<string>",
    }
}
