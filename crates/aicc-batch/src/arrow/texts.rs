//! Columns of texts, as bytes: a producer may not have looked at their encoding.

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, BinaryArray, BinaryViewArray, GenericBinaryArray, LargeBinaryArray, OffsetSizeTrait, StringViewArray,
};
use arrow_schema::DataType;

/// A column of texts or bytes, of any width.
pub(crate) enum Texts {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
    /// The row in the column of distinct texts.
    Dictionary(Vec<usize>, Box<Texts>),
}

impl Texts {
    /// Looks at a column, nothing copied. The error names its type.
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

    /// The text of a row that the column has and that is not null.
    pub(crate) fn at(&self, row: usize) -> &[u8] {
        match self {
            Self::Small(bytes) => bytes.value(row),
            Self::Large(bytes) => bytes.value(row),
            Self::View(bytes) => bytes.value(row),
            Self::Dictionary(keys, values) => keys.get(row).map_or(&[], |key| values.at(*key)),
        }
    }
}

fn bytes_of<O: OffsetSizeTrait>(array: &dyn Array) -> GenericBinaryArray<O> {
    array.as_string::<O>().clone().into()
}

/// The rows that a dictionary column points to.
pub(crate) fn keys(array: &dyn Array) -> Vec<usize> {
    let dictionary = array.as_any_dictionary();
    // Without values every key is null.
    if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() }
}
