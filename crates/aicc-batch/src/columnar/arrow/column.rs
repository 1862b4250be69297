//! The values of a column of any Arrow type.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal128Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;

use super::text_column::{TextColumn, has_value, keys};

/// The maximum depth of nested columns. It bounds the recursion through them.
const MAXIMUM_DEPTH: usize = 127;

/// Returns the value of a row.
type ByRow<'a, T> = Box<dyn Fn(usize) -> T + 'a>;

/// A column of members.
pub(crate) struct ArrowColumn<'a> {
    array: &'a dyn Array,
    values: ColumnValues<'a>,
}

/// How the values of a column are read.
pub(crate) enum ColumnValues<'a> {
    Scalar(ByRow<'a, ArrowScalar>),
    Text(TextColumn),
    /// The rows of the elements.
    List(ByRow<'a, Range<usize>>, Box<ArrowColumn<'a>>),
    Struct(Vec<(&'a str, ArrowColumn<'a>)>),
    /// The row in the column of distinct values; `None` for a null.
    Dictionary(ByRow<'a, Option<usize>>, Box<ArrowColumn<'a>>),
}

#[derive(Clone, Copy)]
pub(crate) enum ArrowScalar {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
}

/// A column with a type that cannot be read.
pub(crate) struct UnreadableColumn {
    /// The path of a nested column; empty for the column itself.
    pub(crate) path: String,
    pub(crate) problem: TypeProblem,
}

/// Why a type cannot be read.
pub(crate) enum TypeProblem {
    /// The type has no counterpart in JSON.
    Type(String),
    /// The type is nested too deeply.
    Depth,
}

impl UnreadableColumn {
    pub(crate) const fn new(data_type: String) -> Self {
        Self { path: String::new(), problem: TypeProblem::Type(data_type) }
    }

    /// Returns the same problem, of a column inside `column`.
    pub(crate) fn within(self, column: &str) -> Self {
        let path = match self.problem {
            TypeProblem::Type(_) if !self.path.is_empty() => format!("{column}/{}", self.path),
            _ => column.to_owned(),
        };
        Self { path, ..self }
    }
}

impl<'a> ArrowColumn<'a> {
    /// Reads the type of a column.
    pub(crate) fn new(array: &'a dyn Array) -> Result<Self, UnreadableColumn> {
        Self::within(array, MAXIMUM_DEPTH)
    }

    /// Reads the type of a column in which at most `depth - 1` columns are nested.
    fn within(array: &'a dyn Array, depth: usize) -> Result<Self, UnreadableColumn> {
        match depth.checked_sub(1) {
            Some(depth) => Ok(Self { array, values: ColumnValues::new(array, depth)? }),
            None => Err(UnreadableColumn { path: String::new(), problem: TypeProblem::Depth }),
        }
    }

    /// Returns the reader of the value of a row; `None` for a null, and for a row that the column does not have.
    pub(crate) fn at(&self, row: usize) -> Option<&ColumnValues<'a>> {
        has_value(self.array, row).then_some(&self.values)
    }

    /// Returns how many list elements a row has. Elements may take no memory: a list of nulls is as long as its offsets say.
    pub(crate) fn elements(&self, row: usize) -> usize {
        match self.at(row) {
            Some(ColumnValues::List(rows, _)) => rows(row).len(),
            Some(ColumnValues::Struct(members)) => {
                members.iter().fold(0, |sum, (_, column)| sum.saturating_add(column.elements(row)))
            }
            Some(ColumnValues::Dictionary(key, values)) => key(row).map_or(0, |row| values.elements(row)),
            None | Some(ColumnValues::Scalar(_) | ColumnValues::Text(_)) => 0,
        }
    }

    /// Whether a row is null, or the dictionary value that it refers to.
    pub(crate) fn is_null(&self, row: usize) -> bool {
        match self.at(row) {
            None => true,
            Some(ColumnValues::Scalar(read)) => matches!(read(row), ArrowScalar::Null),
            Some(ColumnValues::Dictionary(key, values)) => key(row).is_none_or(|row| values.is_null(row)),
            Some(ColumnValues::Text(_) | ColumnValues::List(..) | ColumnValues::Struct(_)) => false,
        }
    }
}

impl<'a> ColumnValues<'a> {
    fn new(array: &'a dyn Array, depth: usize) -> Result<Self, UnreadableColumn> {
        match array.data_type() {
            DataType::Null => Ok(Self::scalar(|_| ArrowScalar::Null)),
            DataType::Boolean => {
                let values = array.as_boolean();
                Ok(Self::scalar(|row| ArrowScalar::Boolean(values.value(row))))
            }
            // The bytes of a text in a Parquet file, which need not be UTF-8.
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::BinaryView => {
                TextColumn::new(array).map(Self::Text).map_err(UnreadableColumn::new)
            }
            DataType::Struct(fields) => {
                let columns = array.as_struct().columns();
                let members = fields.iter().zip(columns);
                let member = |field: &'a str, array| match ArrowColumn::within(array, depth) {
                    Ok(column) => Ok((field, column)),
                    Err(error) => Err(error.within(field)),
                };
                let members = members.map(|(field, array)| member(field.name(), array));
                members.collect::<Result<_, _>>().map(Self::Struct)
            }
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                let keys = keys(array);
                let key = move |row| keys.get(row).copied();
                Ok(Self::Dictionary(Box::new(key), Box::new(ArrowColumn::within(dictionary.values(), depth)?)))
            }
            data_type => Self::number(array)
                .or_else(|| Self::list(array, depth))
                .unwrap_or_else(|| Err(UnreadableColumn::new(data_type.to_string()))),
        }
    }

    fn scalar(read: impl Fn(usize) -> ArrowScalar + 'a) -> Self {
        Self::Scalar(Box::new(read))
    }

    fn number(array: &'a dyn Array) -> Option<Result<Self, UnreadableColumn>> {
        Some(Ok(match array.data_type() {
            DataType::Int8 => Self::numbers::<Int8Type>(array, |number| ArrowScalar::Integer(number.into())),
            DataType::Int16 => Self::numbers::<Int16Type>(array, |number| ArrowScalar::Integer(number.into())),
            DataType::Int32 => Self::numbers::<Int32Type>(array, |number| ArrowScalar::Integer(number.into())),
            DataType::Int64 => Self::numbers::<Int64Type>(array, |number| ArrowScalar::Integer(number.into())),
            DataType::UInt8 => Self::numbers::<UInt8Type>(array, |number| ArrowScalar::Integer(number.into())),
            DataType::UInt16 => Self::numbers::<UInt16Type>(array, |number| ArrowScalar::Integer(number.into())),
            DataType::UInt32 => Self::numbers::<UInt32Type>(array, |number| ArrowScalar::Integer(number.into())),
            DataType::UInt64 => Self::numbers::<UInt64Type>(array, |number| ArrowScalar::Integer(number.into())),
            DataType::Float16 => Self::numbers::<Float16Type>(array, |number| ArrowScalar::Number(number.into())),
            DataType::Float32 => Self::numbers::<Float32Type>(array, |number| ArrowScalar::Number(number.into())),
            DataType::Float64 => Self::numbers::<Float64Type>(array, ArrowScalar::Number),
            // Some databases return integers of this type.
            DataType::Decimal128(_, 0) => Self::numbers::<Decimal128Type>(array, ArrowScalar::Integer),
            _ => return None,
        }))
    }

    fn numbers<T: ArrowPrimitiveType>(array: &'a dyn Array, scalar: fn(T::Native) -> ArrowScalar) -> Self {
        let numbers = array.as_primitive::<T>();
        Self::scalar(move |row| scalar(numbers.value(row)))
    }

    fn list(array: &'a dyn Array, depth: usize) -> Option<Result<Self, UnreadableColumn>> {
        let (rows, elements): (ByRow<'a, Range<usize>>, &'a ArrayRef) = match array.data_type() {
            DataType::List(_) => {
                let lists = array.as_list::<i32>();
                (Box::new(|row| between(lists.value_offsets(), row)), lists.values())
            }
            DataType::LargeList(_) => {
                let lists = array.as_list::<i64>();
                (Box::new(|row| between(lists.value_offsets(), row)), lists.values())
            }
            DataType::FixedSizeList(..) => {
                let lists = array.as_fixed_size_list();
                let length = usize::try_from(lists.value_length()).unwrap_or_default();
                (
                    Box::new(move |row| row.saturating_mul(length)..row.saturating_add(1).saturating_mul(length)),
                    lists.values(),
                )
            }
            _ => return None,
        };
        Some(ArrowColumn::within(elements, depth).map(|elements| Self::List(rows, Box::new(elements))))
    }
}

/// Returns the elements of a row, from the offsets of a list.
fn between<O: Copy + TryInto<usize>>(offsets: &[O], row: usize) -> Range<usize> {
    let at = |row: usize| offsets.get(row).and_then(|offset: &O| (*offset).try_into().ok()).unwrap_or_default();
    at(row)..at(row.saturating_add(1))
}
