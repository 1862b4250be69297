//! Arrays that a producer hands out one after the other.

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, new_empty_array};
use arrow_schema::{ArrowError, DataType};

use crate::{array_of, broken, guarded, schema};

/// The arrays of a stream, each checked as it comes.
pub struct Stream {
    stream: FFI_ArrowArrayStream,
    data_type: DataType,
    /// How many rows came.
    rows: usize,
}

impl Stream {
    pub(crate) fn new(mut stream: FFI_ArrowArrayStream) -> Result<Self, ArrowError> {
        // One that was moved away keeps its functions, and nothing that they could work on.
        if stream.release().is_none() {
            return Err(broken("the stream is already released"));
        }
        let get_schema = stream.get_schema().ok_or_else(|| broken("the stream has no function for its schema"))?;
        let mut schema = FFI_ArrowSchema::empty();
        #[expect(unsafe_code, reason = "the C stream interface is one of addresses")]
        // SAFETY: the function is the stream's own.
        let status = unsafe { get_schema(&raw mut stream, &raw mut schema) };
        if status != 0 {
            return Err(failed(&mut stream));
        }
        let field = guarded(|| schema::field(&schema))?;
        Ok(Self { stream, data_type: field.data_type().clone(), rows: 0 })
    }

    /// An array of the stream's type without rows.
    ///
    /// # Errors
    ///
    /// When there is none of such a type.
    pub fn empty(&self) -> Result<ArrayRef, ArrowError> {
        guarded(|| Ok(new_empty_array(&self.data_type)))
    }

    fn next_array(&mut self) -> Result<Option<ArrayRef>, ArrowError> {
        let get_next = self.stream.get_next().ok_or_else(|| broken("the stream has no function for its arrays"))?;
        let mut array = FFI_ArrowArray::empty();
        #[expect(unsafe_code, reason = "the C stream interface is one of addresses")]
        // SAFETY: the function is the stream's own.
        let status = unsafe { get_next(&raw mut self.stream, &raw mut array) };
        if status != 0 {
            return Err(failed(&mut self.stream));
        }
        if array.is_released() {
            return Ok(None);
        }
        let array = array_of(array, self.data_type.clone(), self.rows)?;
        self.rows = self.rows.saturating_add(array.len());
        Ok(Some(array))
    }
}

impl Iterator for Stream {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_array().transpose()
    }
}

/// What the producer says of the call that failed.
fn failed(stream: &mut FFI_ArrowArrayStream) -> ArrowError {
    let Some(get_last_error) = stream.get_last_error() else { return broken("its producer failed") };
    #[expect(unsafe_code, reason = "the C stream interface is one of addresses")]
    // SAFETY: the function is the stream's own, whose last call failed; it gives a text that ends with a zero, or null.
    let reason = unsafe {
        let reason = get_last_error(stream);
        if reason.is_null() { None } else { Some(CStr::from_ptr(reason).to_string_lossy().into_owned()) }
    };
    broken(&reason.unwrap_or_else(|| "its producer failed".to_owned()))
}
