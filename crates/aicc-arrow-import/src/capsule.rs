//! Takes the data out of capsules.

use std::ffi::CStr;

use arrow_array::ArrayRef;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::array::checked;
use crate::error::guarded;
use crate::schema;
use crate::stream::ArrayStream;

/// The name of a capsule with a schema.
pub const SCHEMA: &CStr = c"arrow_schema";
/// The name of a capsule with an array.
pub const ARRAY: &CStr = c"arrow_array";
/// The name of a capsule with a stream of arrays.
pub const STREAM: &CStr = c"arrow_array_stream";

/// Takes a stream out of its capsule and returns its arrays.
///
/// # Errors
///
/// Returns a Python error if the capsule has another name, and an Arrow error if the stream cannot be read.
pub fn stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Result<ArrayStream, ArrowError>> {
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    #[expect(unsafe_code, reason = "the Arrow PyCapsule interface passes addresses")]
    // SAFETY: a capsule of this name holds such a stream. It is moved out, which leaves a released stream in the capsule.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    Ok(ArrayStream::new(stream))
}

/// Takes an array out of its capsule and returns it. `rows` is the number of rows before it: errors add it to the number of a
/// row.
///
/// # Errors
///
/// Returns a Python error if a capsule has another name, and an Arrow error if the array cannot be read.
pub fn array(
    schema: &Bound<'_, PyCapsule>,
    array: &Bound<'_, PyCapsule>,
    rows: usize,
) -> PyResult<Result<ArrayRef, ArrowError>> {
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    #[expect(unsafe_code, reason = "the Arrow PyCapsule interface passes addresses")]
    // SAFETY: capsules of these names hold a schema and an array. The array is moved out, which leaves a released array in
    // its capsule. The schema stays in its capsule, which the caller holds.
    let (array, schema) = unsafe { (FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    Ok(guarded(|| schema::data_type(schema)).and_then(|data_type| checked(array, data_type, rows)))
}
