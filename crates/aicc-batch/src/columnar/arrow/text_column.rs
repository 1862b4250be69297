//! Columns of texts, read as bytes: a producer may not have checked their encoding.

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, BinaryArray, BinaryViewArray, GenericBinaryArray, LargeBinaryArray, OffsetSizeTrait, StringViewArray,
};
use arrow_schema::DataType;

/// A column of texts or bytes, of any width.
pub(crate) enum TextColumn {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
    /// For each row, the row in the column of distinct texts.
    Dictionary(Vec<usize>, Box<TextColumn>),
}

impl TextColumn {
    /// Reads a column without copying it. The error is the name of a type that is not text.
    pub(crate) fn new(array: &dyn Array) -> Result<Self, String> {
        match array.data_type() {
            DataType::Utf8 => Ok(Self::Small(bytes_of(array))),
            DataType::LargeUtf8 => Ok(Self::Large(bytes_of(array))),
            DataType::Utf8View => Ok(Self::View(StringViewArray::to_binary_view(array.as_string_view().clone()))),
            DataType::Binary => Ok(Self::Small(array.as_binary().clone())),
            DataType::LargeBinary => Ok(Self::Large(array.as_binary().clone())),
            DataType::BinaryView => Ok(Self::View(array.as_binary_view().clone())),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                let values = Self::new(dictionary.values())?;
                Ok(Self::Dictionary(keys(array), Box::new(values)))
            }
            other => Err(other.to_string()),
        }
    }

    /// Returns the text of a row; `None` for a null, and for a row that the column does not have.
    pub(crate) fn at(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Small(bytes) => has_value(bytes, row).then(|| bytes.value(row)),
            Self::Large(bytes) => has_value(bytes, row).then(|| bytes.value(row)),
            Self::View(bytes) => has_value(bytes, row).then(|| bytes.value(row)),
            Self::Dictionary(keys, values) => values.at(*keys.get(row)?),
        }
    }
}

fn bytes_of<O: OffsetSizeTrait>(array: &dyn Array) -> GenericBinaryArray<O> {
    array.as_string::<O>().clone().into()
}

/// Whether a column has a row, and the row is not null.
pub(crate) fn has_value(array: &dyn Array, row: usize) -> bool {
    row < array.len() && !array.is_null(row)
}

/// Returns the row of the distinct values for each row of a dictionary column; for a null, a row that no column has.
pub(crate) fn keys(array: &dyn Array) -> Vec<usize> {
    let dictionary = array.as_any_dictionary();
    // The library panics if there are no values.
    if dictionary.values().is_empty() {
        return Vec::new();
    }
    let keys = dictionary.normalized_keys().into_iter().enumerate();
    keys.map(|(row, key)| if array.is_null(row) { usize::MAX } else { key }).collect()
}
