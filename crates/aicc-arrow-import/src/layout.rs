//! Checks the buffers and children of an array before the library reads them.

use arrow_array::ffi::FFI_ArrowArray;
use arrow_data::layout;
use arrow_schema::{ArrowError, DataType};

use crate::error::malformed;

/// The maximum number of rows of an array. No size that is computed from a smaller number overflows.
const MAXIMUM_ROWS: usize = isize::MAX.unsigned_abs() / 64;

/// The maximum number of buffers of a column of views.
const MAXIMUM_BUFFERS: usize = 1 << 24;

/// Returns an error if an array does not have the children and buffers of its type.
pub(crate) fn check(array: &FFI_ArrowArray, data_type: &DataType) -> Result<(), ArrowError> {
    if array.is_released() {
        return Err(malformed("the array is already released"));
    }
    if array.len().checked_add(array.offset()).is_none_or(|end| array.len() > MAXIMUM_ROWS || end > MAXIMUM_ROWS) {
        return Err(malformed("an array has a negative number of rows, or too many"));
    }
    check_buffers(array, data_type)?;
    check_children(array, data_type)
}

fn check_children(array: &FFI_ArrowArray, data_type: &DataType) -> Result<(), ArrowError> {
    let children: Vec<&DataType> = match data_type {
        DataType::List(field)
        | DataType::LargeList(field)
        | DataType::ListView(field)
        | DataType::LargeListView(field)
        | DataType::FixedSizeList(field, _)
        | DataType::Map(field, _) => vec![field.data_type()],
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
        DataType::Union(fields, _) => fields.iter().map(|(_, field)| field.data_type()).collect(),
        DataType::RunEndEncoded(ends, values) => vec![ends.data_type(), values.data_type()],
        _ => Vec::new(),
    };
    if array.num_children() != children.len() {
        return Err(malformed("the array does not match the schema"));
    }
    children.into_iter().enumerate().try_for_each(|(index, child)| check(array.child(index), child))?;
    match (data_type, array.dictionary()) {
        (DataType::Dictionary(_, values), Some(dictionary)) => check(dictionary, values),
        (DataType::Dictionary(..), None) | (_, Some(_)) => Err(malformed("the array does not match the schema")),
        _ => Ok(()),
    }
}

fn check_buffers(array: &FFI_ArrowArray, data_type: &DataType) -> Result<(), ArrowError> {
    let (stored, is_plain) = match data_type {
        DataType::Dictionary(keys, _) => (keys.as_ref(), true),
        other => (other, false),
    };
    let layout = layout(stored);
    if layout.buffers.is_empty() {
        return Ok(());
    }
    let first = usize::from(layout.can_contain_null_mask);
    let least = first.saturating_add(layout.buffers.len()).saturating_add(usize::from(layout.variadic));
    let count = array.num_buffers();
    if count < least || count > MAXIMUM_BUFFERS {
        return Err(malformed("an array does not have the buffers of its type"));
    }
    if layout.variadic {
        return check_views(array, count.saturating_sub(least), count.saturating_sub(1));
    }
    match stored {
        _ if is_plain => Ok(()),
        DataType::Utf8 | DataType::Binary => check_last::<i32>(array),
        DataType::LargeUtf8 | DataType::LargeBinary => check_last::<i64>(array),
        _ => Ok(()),
    }
}

/// Checks the last offset, which is the total length of the texts.
fn check_last<O: Copy + Into<i64>>(array: &FFI_ArrowArray) -> Result<(), ArrowError> {
    let last = array.len().saturating_add(array.offset());
    if last == 0 {
        return Ok(());
    }
    let offsets = array.buffer(1).cast::<O>();
    if offsets.is_null() {
        return Err(malformed("an array has no offsets"));
    }
    // The library reads the offset without a copy.
    if !offsets.is_aligned() {
        return Err(malformed("the offsets of an array are not aligned: copy the data"));
    }
    #[expect(unsafe_code, reason = "the C data interface passes addresses")]
    // SAFETY: an array has one offset more than rows, and the offsets are aligned.
    let last: i64 = unsafe { offsets.add(last).read() }.into();
    if last < 0 { Err(malformed("an array has a negative offset")) } else { Ok(()) }
}

/// Checks the last buffer of a column of views, which holds the lengths of the buffers of bytes.
fn check_views(array: &FFI_ArrowArray, count: usize, last: usize) -> Result<(), ArrowError> {
    let lengths = array.buffer(last).cast::<i64>();
    if count > 0 && (lengths.is_null() || !lengths.is_aligned()) {
        return Err(malformed("an array does not have the lengths of its buffers"));
    }
    for index in 0..count {
        #[expect(unsafe_code, reason = "the C data interface passes addresses")]
        // SAFETY: an array has one length for each buffer of bytes.
        let length = unsafe { lengths.add(index).read() };
        if length < 0 {
            return Err(malformed("an array has a buffer with a negative length"));
        }
    }
    Ok(())
}
