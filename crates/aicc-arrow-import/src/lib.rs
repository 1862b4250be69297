//! Arrow data out of Python capsules, as the [Arrow PyCapsule interface] hands it over.
//!
//! A capsule holds an address, and only the interface promises what stands there: to follow it is unsafe, here and
//! nowhere else in the project. The libraries that would do it go with other versions (`arrow-pyarrow` 60.1 with pyo3
//! 0.29) or other features (`pyo3-arrow` 0.20 does not compile without the buffer protocol, which a wheel for all
//! CPythons from 3.9 cannot use).
//!
//! The data itself is untrusted: it may come from a file that somebody else wrote. Names, counts, offsets, keys and the lengths of
//! children are checked once, before anything reads by them ([`Malformed`]). Texts may be no UTF-8: read them as bytes. One lie
//! cannot be seen here, since the interface does not tell the size of a buffer: a last offset beyond the end of its buffer.
//! The producer answers for that; `pyarrow` checks it when it is asked (`validate`).
//!
//! [Arrow PyCapsule interface]: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

mod layout;
mod schema;
mod stream;
mod values;

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, make_array};
use arrow_schema::{ArrowError, DataType};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

pub use stream::Stream;
pub use values::Malformed;

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
pub fn stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Result<Stream, ArrowError>> {
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    #[expect(unsafe_code, reason = "the Arrow PyCapsule interface is one of addresses")]
    // SAFETY: a capsule of this name holds such a stream. It is moved out, which leaves a released one behind.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    Ok(Stream::new(stream))
}

/// An array, which is taken out of its capsule. Its first row is the one after `rows` others, which errors count.
///
/// # Errors
///
/// When a capsule has another name; inside, when the array cannot be read.
pub fn array(
    schema: &Bound<'_, PyCapsule>,
    array: &Bound<'_, PyCapsule>,
    rows: usize,
) -> PyResult<Result<ArrayRef, ArrowError>> {
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    #[expect(unsafe_code, reason = "the Arrow PyCapsule interface is one of addresses")]
    // SAFETY: capsules of these names hold a schema and an array. The array is moved out, which leaves a released one
    // behind; the schema stays with its capsule, which the caller holds.
    let (array, schema) = unsafe { (FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    Ok(guarded(|| schema::data_type(schema)).and_then(|data_type| array_of(array, data_type, rows)))
}

/// The array of a type, once it is known to be one.
fn array_of(array: FFI_ArrowArray, data_type: DataType, rows: usize) -> Result<ArrayRef, ArrowError> {
    guarded(|| {
        layout::check(&array, &data_type)?;
        #[expect(unsafe_code, reason = "the Arrow PyCapsule interface is one of addresses")]
        // SAFETY: the array has the buffers and children of its type, of the sizes that the interface promises.
        let data = unsafe { from_ffi_and_data_type(array, data_type) }?;
        values::check(&data, rows)?;
        Ok(make_array(data))
    })
}

/// Asks the library. Where it would panic over what nobody foresaw, the data is in error.
fn guarded<T>(ask: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, ArrowError> {
    catch_unwind(AssertUnwindSafe(ask)).unwrap_or_else(|_| Err(broken("it is malformed")))
}

/// An error of the data.
fn broken(reason: &str) -> ArrowError {
    ArrowError::CDataInterface(reason.to_owned())
}
