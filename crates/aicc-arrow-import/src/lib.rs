//! Arrow data out of Python capsules, as the [Arrow PyCapsule interface] hands it over.
//!
//! A capsule holds an address, and only the interface promises what stands there: to follow it is unsafe, here and
//! nowhere else in the project. The libraries that would do it go with other versions (`arrow-pyarrow` 60.1 with pyo3
//! 0.29) or other features (`pyo3-arrow` 0.20 does not compile without the buffer protocol, which a wheel for all
//! CPythons from 3.9 cannot use).
//!
//! [Arrow PyCapsule interface]: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{ArrayRef, make_array};
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// The name of a capsule with a schema.
pub const SCHEMA: &CStr = c"arrow_schema";
/// The name of a capsule with an array.
pub const ARRAY: &CStr = c"arrow_array";
/// The name of a capsule with a stream of arrays.
pub const STREAM: &CStr = c"arrow_array_stream";

/// The arrays of a stream, which is taken out of its capsule.
///
/// # Errors
///
/// When the capsule has another name; inside, when its stream cannot be read.
pub fn stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Result<ArrayStreamReader, ArrowError>> {
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    #[expect(unsafe_code, reason = "the Arrow PyCapsule interface is one of addresses")]
    // SAFETY: a capsule of this name holds such a stream. It is moved out, which leaves a released one behind.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    Ok(ArrayStreamReader::try_new(stream))
}

/// An array, which is taken out of its capsule.
///
/// # Errors
///
/// When a capsule has another name; inside, when the array cannot be read.
pub fn array(schema: &Bound<'_, PyCapsule>, array: &Bound<'_, PyCapsule>) -> PyResult<Result<ArrayRef, ArrowError>> {
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    #[expect(unsafe_code, reason = "the Arrow PyCapsule interface is one of addresses")]
    // SAFETY: capsules of these names hold a schema and an array. The array is moved out, which leaves a released one
    // behind; the schema stays with its capsule, which the caller holds.
    let (array, schema) = unsafe { (FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    if let Err(reason) = can_be_read(&array, schema) {
        return Ok(Err(ArrowError::CDataInterface(reason.to_owned())));
    }
    #[expect(unsafe_code, reason = "the Arrow PyCapsule interface is one of addresses")]
    // SAFETY: the array is one of the schema, as the interface promises.
    let data = unsafe { from_ffi(array, schema) };
    Ok(data.map(make_array))
}

/// Whether both are there, and have the same children, which is all that can be seen of their agreement.
fn can_be_read(array: &FFI_ArrowArray, schema: &FFI_ArrowSchema) -> Result<(), &'static str> {
    if array.is_released() {
        return Err("the array is already released");
    }
    if schema.release().is_none() {
        return Err("the schema is already released");
    }
    if array.num_children() != schema.children().count() {
        return Err("the array is not one of the schema");
    }
    schema.children().enumerate().try_for_each(|(index, child)| can_be_read(array.child(index), child))
}
