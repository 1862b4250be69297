//! A stream of arrays.

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, new_empty_array};
use arrow_schema::{ArrowError, DataType};

use crate::array::checked;
use crate::error::{guarded, malformed};
use crate::schema;

/// The arrays of a stream. Each is checked when it arrives.
pub struct ArrayStream {
    stream: FFI_ArrowArrayStream,
    data_type: DataType,
    /// The number of rows that have arrived.
    rows: usize,
}

impl ArrayStream {
    pub(crate) fn new(mut stream: FFI_ArrowArrayStream) -> Result<Self, ArrowError> {
        // A released stream keeps its functions, but not their data.
        if stream.release().is_none() {
            return Err(malformed("the stream is already released"));
        }
        let get_schema = stream.get_schema().ok_or_else(|| malformed("the stream has no function for its schema"))?;
        let mut schema = FFI_ArrowSchema::empty();
        #[expect(unsafe_code, reason = "the C stream interface passes addresses")]
        // SAFETY: the function belongs to the stream.
        let status = unsafe { get_schema(&raw mut stream, &raw mut schema) };
        if status != 0 {
            return Err(failed(&mut stream));
        }
        let field = guarded(|| schema::field(&schema))?;
        Ok(Self { stream, data_type: field.data_type().clone(), rows: 0 })
    }

    /// Returns an array of the stream's type without rows.
    ///
    /// # Errors
    ///
    /// Returns an error if the library has no such array for the type.
    pub fn empty(&self) -> Result<ArrayRef, ArrowError> {
        guarded(|| Ok(new_empty_array(&self.data_type)))
    }

    fn next_array(&mut self) -> Result<Option<ArrayRef>, ArrowError> {
        let get_next = self.stream.get_next().ok_or_else(|| malformed("the stream has no function for its arrays"))?;
        let mut array = FFI_ArrowArray::empty();
        #[expect(unsafe_code, reason = "the C stream interface passes addresses")]
        // SAFETY: the function belongs to the stream.
        let status = unsafe { get_next(&raw mut self.stream, &raw mut array) };
        if status != 0 {
            return Err(failed(&mut self.stream));
        }
        if array.is_released() {
            return Ok(None);
        }
        let array = checked(array, self.data_type.clone(), self.rows)?;
        self.rows = self.rows.saturating_add(array.len());
        Ok(Some(array))
    }
}

impl Iterator for ArrayStream {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_array().transpose()
    }
}

/// Returns the producer's error for the call that failed.
fn failed(stream: &mut FFI_ArrowArrayStream) -> ArrowError {
    let Some(get_last_error) = stream.get_last_error() else { return malformed("the producer of the stream failed") };
    #[expect(unsafe_code, reason = "the C stream interface passes addresses")]
    // SAFETY: the function belongs to the stream, whose last call failed. It returns null or a text that ends with a zero byte.
    let reason = unsafe {
        let reason = get_last_error(stream);
        if reason.is_null() { None } else { Some(CStr::from_ptr(reason).to_string_lossy().into_owned()) }
    };
    malformed(&reason.unwrap_or_else(|| "the producer of the stream failed".to_owned()))
}
