//! Reads the type of the data. Its names come from the data itself and are untrusted.

use std::ffi::{CStr, c_char, c_void};

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field};

use crate::error::malformed;

/// The maximum depth of nested types. It bounds the recursion through them.
const MAXIMUM_DEPTH: usize = 256;

/// A schema in the layout of the C data interface, to check its names: the library panics on a name that is not UTF-8.
#[repr(C)]
struct CSchema {
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

/// Returns the type that a schema describes.
pub(crate) fn data_type(schema: &FFI_ArrowSchema) -> Result<DataType, ArrowError> {
    check(schema)?;
    DataType::try_from(schema)
}

/// Returns the field that a schema describes.
pub(crate) fn field(schema: &FFI_ArrowSchema) -> Result<Field, ArrowError> {
    check(schema)?;
    Field::try_from(schema)
}

fn check(schema: &FFI_ArrowSchema) -> Result<(), ArrowError> {
    if schema.release().is_none() {
        return Err(malformed("the schema is already released"));
    }
    #[expect(unsafe_code, reason = "the C data interface passes addresses")]
    // SAFETY: both types have the layout of the same structure of the C data interface.
    let schema = unsafe { &*std::ptr::from_ref(schema).cast::<CSchema>() };
    check_texts(schema, MAXIMUM_DEPTH)
}

/// Returns an error unless every format and name is UTF-8.
fn check_texts(schema: &CSchema, depth: usize) -> Result<(), ArrowError> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(malformed("the types are nested too deeply"));
    };
    text(schema.format, "a type")?.ok_or_else(|| malformed("a type is missing"))?;
    text(schema.name, "the name of a column")?;
    let count =
        usize::try_from(schema.children_count).map_err(|_| malformed("a type has a negative number of children"))?;
    for index in 0..count {
        check_texts(child(schema, index).ok_or_else(|| malformed("a child of a type is missing"))?, depth)?;
    }
    #[expect(unsafe_code, reason = "the C data interface passes addresses")]
    // SAFETY: the pointer is null or points to the schema of the values of a dictionary.
    let dictionary = unsafe { schema.dictionary.as_ref() };
    dictionary.map_or(Ok(()), |dictionary| check_texts(dictionary, depth))
}

fn child(schema: &CSchema, index: usize) -> Option<&CSchema> {
    if schema.children.is_null() {
        return None;
    }
    #[expect(unsafe_code, reason = "the C data interface passes addresses")]
    // SAFETY: the schema has as many pointers to schemas as it says.
    unsafe {
        (*schema.children.add(index)).as_ref()
    }
}

/// Returns a text that ends with a zero byte; `None` for a null pointer.
fn text<'s>(address: *const c_char, what: &str) -> Result<Option<&'s str>, ArrowError> {
    if address.is_null() {
        return Ok(None);
    }
    #[expect(unsafe_code, reason = "the C data interface passes addresses")]
    // SAFETY: the interface guarantees a text that ends with a zero byte.
    let text = unsafe { CStr::from_ptr(address) };
    text.to_str().map(Some).map_err(|_| malformed(&format!("{what} is not UTF-8")))
}
