//! The type of data, whose names come from the data itself.

use std::ffi::{CStr, c_char, c_void};

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field};

use crate::broken;

/// Types are nested at most so deep: walks through them end there.
const MAXIMUM_DEPTH: usize = 256;

/// A schema as the C data interface lays it out. The library reads a name only as UTF-8, and panics over any other.
#[repr(C)]
struct Schema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    children_count: i64,
    children: *const *const Self,
    dictionary: *const Self,
    release: *const c_void,
    private_data: *const c_void,
}

/// The type that a schema describes.
pub(crate) fn data_type(schema: &FFI_ArrowSchema) -> Result<DataType, ArrowError> {
    check(schema)?;
    DataType::try_from(schema)
}

/// The field that a schema describes.
pub(crate) fn field(schema: &FFI_ArrowSchema) -> Result<Field, ArrowError> {
    check(schema)?;
    Field::try_from(schema)
}

fn check(schema: &FFI_ArrowSchema) -> Result<(), ArrowError> {
    if schema.release().is_none() {
        return Err(broken("the schema is already released"));
    }
    #[expect(unsafe_code, reason = "the C data interface is one of addresses")]
    // SAFETY: both are the same structure of the C data interface.
    let schema = unsafe { &*std::ptr::from_ref(schema).cast::<Schema>() };
    check_texts(schema, MAXIMUM_DEPTH)
}

/// Whether every format and name is a text.
fn check_texts(schema: &Schema, depth: usize) -> Result<(), ArrowError> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(broken("its types are nested too deeply"));
    };
    text(schema.format, "a type")?.ok_or_else(|| broken("a type is missing"))?;
    text(schema.name, "the name of a column")?;
    let count = usize::try_from(schema.children_count).map_err(|_| broken("a type has a negative number of parts"))?;
    for index in 0..count {
        check_texts(child(schema, index).ok_or_else(|| broken("a part of a type is missing"))?, depth)?;
    }
    #[expect(unsafe_code, reason = "the C data interface is one of addresses")]
    // SAFETY: the type of a dictionary's values is such a schema, or null.
    let dictionary = unsafe { schema.dictionary.as_ref() };
    dictionary.map_or(Ok(()), |dictionary| check_texts(dictionary, depth))
}

fn child(schema: &Schema, index: usize) -> Option<&Schema> {
    if schema.children.is_null() {
        return None;
    }
    #[expect(unsafe_code, reason = "the C data interface is one of addresses")]
    // SAFETY: there are as many addresses of schemas as the schema says.
    unsafe {
        (*schema.children.add(index)).as_ref()
    }
}

/// A text that ends with a zero; `None` where there is none.
fn text<'s>(address: *const c_char, what: &str) -> Result<Option<&'s str>, ArrowError> {
    if address.is_null() {
        return Ok(None);
    }
    #[expect(unsafe_code, reason = "the C data interface is one of addresses")]
    // SAFETY: the interface promises a text that ends with a zero.
    let text = unsafe { CStr::from_ptr(address) };
    text.to_str().map(Some).map_err(|_| broken(&format!("{what} is not UTF-8")))
}
