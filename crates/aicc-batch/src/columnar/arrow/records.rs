//! The records of an array, read according to its type.

use std::str::Utf8Error;

use aicc_core::spec::{Array as Elements, Kind, Object};
use aicc_core::{Cell, ColumnError};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::column::{ArrowColumn, TypeProblem, UnreadableColumn};
use super::row::ArrowRow;
use super::text_column::TextColumn;
use crate::error::Error;
use crate::malformed::Malformed;
use crate::results::chunk::ChunkResult;
use crate::results::verdict::Verdict;
use crate::settings::Settings;
use crate::sources::heading::Heading;

/// The records of an array, one in each row.
pub(super) enum ArrowRecords<'a> {
    Json(TextColumn),
    Members(Vec<(&'a str, ArrowColumn<'a>)>),
    /// Cells in columns of texts, or of nulls alone.
    Cells(&'a Heading, Vec<Option<TextColumn>>),
}

/// Why the records of an array cannot be read: the type of a column, and the type to cast it to.
pub(super) struct UnreadableRecords(UnreadableColumn, &'static str);

impl UnreadableRecords {
    /// Returns the error for a column, or for data without columns if the name is empty.
    pub(super) fn in_column(self, column: &str) -> Error {
        let Self(error, wanted) = self;
        let UnreadableColumn { path: column, problem } = if column.is_empty() { error } else { error.within(column) };
        match problem {
            TypeProblem::Type(data_type) => Error::ColumnType { column, data_type, wanted },
            TypeProblem::Depth => Error::ColumnDepth { column },
        }
    }
}

/// Returns an error if a column of a table is not a member. Otherwise every record would get the same advice.
pub(super) fn members_are_known(table: &ArrayRef, settings: &Settings<'_>) -> Result<(), Error> {
    let DataType::Struct(columns) = table.data_type() else { return Ok(()) };
    if settings.texts_are_cells {
        return Ok(());
    }
    for (index, column) in columns.iter().enumerate() {
        if settings.interface.request.object.find(column.name()).is_none() {
            return Err(Error::Column(ColumnError::unknown(settings.interface, index, column.name())));
        }
        if columns.iter().take(index).any(|known| known.name() == column.name()) {
            return Err(Error::Column(ColumnError::Twice { column: column.name().to_owned() }));
        }
    }
    Ok(())
}

/// The verdict on a row with a text that is not UTF-8.
const NOT_UTF8: Verdict = Verdict::Malformed(Malformed::Encoding { offset: None });

/// Returns the verdict on a record that is null.
pub(super) fn null(settings: &Settings<'_>) -> Verdict {
    Verdict::of_json(b"null", settings)
}

impl<'a> ArrowRecords<'a> {
    /// Reads the type of an array. The columns of a table of texts have a heading.
    pub(super) fn of(
        array: &'a ArrayRef,
        heading: Option<&'a Heading>,
        settings: &Settings<'_>,
    ) -> Result<Self, UnreadableRecords> {
        let Some(table) = array.as_struct_opt() else {
            let texts = TextColumn::new(array)
                .map_err(|data_type| UnreadableRecords(UnreadableColumn::new(data_type), "string"))?;
            return Ok(Self::Json(texts));
        };
        let columns = table.fields().iter().zip(table.columns());
        if let Some(heading) = heading {
            let read = heading
                .places
                .iter()
                .filter_map(|place| Some((table.fields().get(*place)?, table.columns().get(*place)?)));
            let texts = read.map(|(field, array)| {
                texts_of(array).map_err(|error| UnreadableRecords(error.within(field.name()), "string"))
            });
            return texts.collect::<Result<_, _>>().map(|texts| Self::Cells(heading, texts));
        }
        let object = settings.interface.request.object;
        let members = columns.map(|(field, array)| match ArrowColumn::new(array) {
            Ok(column) => Ok((field.name().as_str(), column)),
            Err(error) => {
                let error = error.within(field.name());
                let wanted = wanted(object, &error.path);
                Err(UnreadableRecords(error, wanted))
            }
        });
        members.collect::<Result<_, _>>().map(Self::Members)
    }

    /// Whether a row of a table has no values.
    pub(super) fn is_blank(&self, row: usize) -> bool {
        match self {
            Self::Json(_) => false,
            Self::Members(members) => ArrowRow { members, row }.is_null(),
            Self::Cells(heading, texts) => cells(texts, row).is_ok_and(|cells| heading.is_blank(&cells)),
        }
    }

    /// Returns the verdict on the record of a row that is not null.
    pub(super) fn verdict(&self, row: usize, result: &mut ChunkResult<'_>) -> Verdict {
        let settings = result.settings();
        match self {
            // A dictionary key without a value is a null.
            Self::Json(texts) => texts.at(row).map_or_else(|| null(settings), |json| Verdict::of_json(json, settings)),
            Self::Members(members) => members_verdict(ArrowRow { members, row }, settings),
            Self::Cells(heading, texts) => match cells(texts, row) {
                Ok(cells) if size(&cells) > settings.profile.maximum_size => Verdict::too_large(settings),
                Ok(cells) => heading.verdict(&cells, result),
                Err(_) => NOT_UTF8,
            },
        }
    }

    /// Returns the values of the key in the record of a row.
    pub(super) fn key(&self, row: usize, settings: &Settings<'_>) -> Map<String, Value> {
        match self {
            Self::Json(texts) => settings.key.values_in_json(texts.at(row).unwrap_or_default()),
            Self::Members(members) => settings.key.values(ArrowRow { members, row }),
            Self::Cells(heading, texts) => heading.key(&cells(texts, row).unwrap_or_default(), settings),
        }
    }

    /// Returns a valid record as JSON.
    pub(super) fn json(&self, row: usize) -> Vec<u8> {
        match self {
            Self::Json(texts) => texts.at(row).unwrap_or_default().to_vec(),
            Self::Members(members) => {
                let body = Value::deserialize(ArrowRow { members, row }).unwrap_or_default();
                body.to_string().into()
            }
            Self::Cells(heading, texts) => heading.json(&cells(texts, row).unwrap_or_default()),
        }
    }
}

fn members_verdict(row: ArrowRow<'_, '_>, settings: &Settings<'_>) -> Verdict {
    // As JSON, each element would have one byte or more.
    if row.elements() > settings.profile.maximum_size {
        return Verdict::too_large(settings);
    }
    let mut check = settings.start_check();
    match check.body(row) {
        Ok(()) => Verdict::of(check),
        Err(_) => NOT_UTF8,
    }
}

/// Returns a column of texts; `None` for a column of nulls alone.
fn texts_of(array: &ArrayRef) -> Result<Option<TextColumn>, UnreadableColumn> {
    match array.data_type() {
        DataType::Null => Ok(None),
        DataType::Binary | DataType::LargeBinary => Err(UnreadableColumn::new(array.data_type().to_string())),
        _ => TextColumn::new(array).map(Some).map_err(UnreadableColumn::new),
    }
}

fn cells<'t>(texts: &'t [Option<TextColumn>], row: usize) -> Result<Vec<Cell<'t>>, Utf8Error> {
    let cell = |texts: &'t Option<TextColumn>| match texts.as_ref().and_then(|texts| texts.at(row)) {
        Some(text) => std::str::from_utf8(text).map(Cell::from),
        None => Ok(Cell::Empty),
    };
    texts.iter().map(cell).collect()
}

/// Returns the size in bytes that a row would have in CSV, without quotation marks.
fn size(cells: &[Cell<'_>]) -> usize {
    let texts = cells.iter().map(|cell| if let Cell::Text(text) = cell { text.len() } else { 0 });
    texts.fold(cells.len().saturating_sub(1), usize::saturating_add)
}

/// Returns an Arrow type that the member at a path can be read from.
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
