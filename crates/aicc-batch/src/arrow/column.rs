//! The values of a column, whatever its Arrow type.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal128Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;

use super::texts::{Texts, has_value, keys};

/// The deepest nesting that is read: every walk through the columns ends there.
const MAXIMUM_DEPTH: usize = 127;

/// What a column has in a row.
type ByRow<'a, T> = Box<dyn Fn(usize) -> T + 'a>;

/// A column of members.
pub(crate) struct Column<'a> {
    array: &'a dyn Array,
    values: Values<'a>,
}

/// How the values of a column are read.
pub(crate) enum Values<'a> {
    Scalar(ByRow<'a, Scalar>),
    Text(Texts),
    /// The rows of the elements.
    List(ByRow<'a, Range<usize>>, Box<Column<'a>>),
    Struct(Vec<(&'a str, Column<'a>)>),
    /// The row in the column of distinct values, if there is one.
    Dictionary(ByRow<'a, Option<usize>>, Box<Column<'a>>),
}

#[derive(Clone, Copy)]
pub(crate) enum Scalar {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
}

/// A type that cannot be read.
pub(crate) struct NoType {
    /// The column, nested ones by their path; empty for the one that was looked at.
    pub(crate) path: String,
    pub(crate) reason: Reason,
}

/// Why a type cannot be read.
pub(crate) enum Reason {
    /// It has no counterpart in JSON.
    Type(String),
    /// It is nested too deeply.
    Depth,
}

impl NoType {
    pub(crate) const fn new(data_type: String) -> Self {
        Self { path: String::new(), reason: Reason::Type(data_type) }
    }

    /// The same, of a column in another.
    pub(crate) fn within(self, column: &str) -> Self {
        let path = match self.reason {
            Reason::Type(_) if !self.path.is_empty() => format!("{column}/{}", self.path),
            _ => column.to_owned(),
        };
        Self { path, ..self }
    }
}

impl<'a> Column<'a> {
    /// Looks at a column.
    pub(crate) fn new(array: &'a dyn Array) -> Result<Self, NoType> {
        Self::within(array, MAXIMUM_DEPTH)
    }

    /// A column in which so many more can be nested.
    fn within(array: &'a dyn Array, depth: usize) -> Result<Self, NoType> {
        match depth.checked_sub(1) {
            Some(depth) => Ok(Self { array, values: Values::new(array, depth)? }),
            None => Err(NoType { path: String::new(), reason: Reason::Depth }),
        }
    }

    /// How the value of a row is read; `None` for a null, and for a row that the column does not have.
    pub(crate) fn at(&self, row: usize) -> Option<&Values<'a>> {
        has_value(self.array, row).then_some(&self.values)
    }

    /// How many elements a row has in lists. They need not take room: a list can be as long as its offsets say, of nulls.
    pub(crate) fn elements(&self, row: usize) -> usize {
        match self.at(row) {
            Some(Values::List(rows, _)) => rows(row).len(),
            Some(Values::Struct(members)) => {
                members.iter().fold(0, |sum, (_, column)| sum.saturating_add(column.elements(row)))
            }
            Some(Values::Dictionary(key, values)) => key(row).map_or(0, |row| values.elements(row)),
            None | Some(Values::Scalar(_) | Values::Text(_)) => 0,
        }
    }

    /// Whether a row is null, itself or by the value that it points to.
    pub(crate) fn is_null(&self, row: usize) -> bool {
        match self.at(row) {
            None => true,
            Some(Values::Scalar(read)) => matches!(read(row), Scalar::Null),
            Some(Values::Dictionary(key, values)) => key(row).is_none_or(|row| values.is_null(row)),
            Some(Values::Text(_) | Values::List(..) | Values::Struct(_)) => false,
        }
    }
}

impl<'a> Values<'a> {
    fn new(array: &'a dyn Array, depth: usize) -> Result<Self, NoType> {
        match array.data_type() {
            DataType::Null => Ok(Self::scalar(|_| Scalar::Null)),
            DataType::Boolean => {
                let truths = array.as_boolean();
                Ok(Self::scalar(|row| Scalar::Boolean(truths.value(row))))
            }
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                Texts::new(array).map(Self::Text).map_err(NoType::new)
            }
            DataType::Struct(fields) => {
                let columns = array.as_struct().columns();
                let members = fields.iter().zip(columns);
                let member = |field: &'a str, array| match Column::within(array, depth) {
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
                Ok(Self::Dictionary(Box::new(key), Box::new(Column::within(dictionary.values(), depth)?)))
            }
            data_type => Self::number(array)
                .or_else(|| Self::list(array, depth))
                .unwrap_or_else(|| Err(NoType::new(data_type.to_string()))),
        }
    }

    fn scalar(read: impl Fn(usize) -> Scalar + 'a) -> Self {
        Self::Scalar(Box::new(read))
    }

    fn number(array: &'a dyn Array) -> Option<Result<Self, NoType>> {
        Some(Ok(match array.data_type() {
            DataType::Int8 => Self::numbers::<Int8Type>(array, |number| Scalar::Integer(number.into())),
            DataType::Int16 => Self::numbers::<Int16Type>(array, |number| Scalar::Integer(number.into())),
            DataType::Int32 => Self::numbers::<Int32Type>(array, |number| Scalar::Integer(number.into())),
            DataType::Int64 => Self::numbers::<Int64Type>(array, |number| Scalar::Integer(number.into())),
            DataType::UInt8 => Self::numbers::<UInt8Type>(array, |number| Scalar::Integer(number.into())),
            DataType::UInt16 => Self::numbers::<UInt16Type>(array, |number| Scalar::Integer(number.into())),
            DataType::UInt32 => Self::numbers::<UInt32Type>(array, |number| Scalar::Integer(number.into())),
            DataType::UInt64 => Self::numbers::<UInt64Type>(array, |number| Scalar::Integer(number.into())),
            DataType::Float16 => Self::numbers::<Float16Type>(array, |number| Scalar::Number(number.into())),
            DataType::Float32 => Self::numbers::<Float32Type>(array, |number| Scalar::Number(number.into())),
            DataType::Float64 => Self::numbers::<Float64Type>(array, Scalar::Number),
            // The integers of some databases.
            DataType::Decimal128(_, 0) => Self::numbers::<Decimal128Type>(array, Scalar::Integer),
            _ => return None,
        }))
    }

    fn numbers<T: ArrowPrimitiveType>(array: &'a dyn Array, scalar: fn(T::Native) -> Scalar) -> Self {
        let numbers = array.as_primitive::<T>();
        Self::scalar(move |row| scalar(numbers.value(row)))
    }

    fn list(array: &'a dyn Array, depth: usize) -> Option<Result<Self, NoType>> {
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
        Some(Column::within(elements, depth).map(|elements| Self::List(rows, Box::new(elements))))
    }
}

/// The elements of a row, by the offsets of a list.
fn between<O: Copy + TryInto<usize>>(offsets: &[O], row: usize) -> Range<usize> {
    let at = |row: usize| offsets.get(row).and_then(|offset: &O| (*offset).try_into().ok()).unwrap_or_default();
    at(row)..at(row.saturating_add(1))
}
