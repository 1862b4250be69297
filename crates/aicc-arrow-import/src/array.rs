//! An array of the C data interface.

use arrow_array::ffi::{FFI_ArrowArray, from_ffi_and_data_type};
use arrow_array::{ArrayRef, make_array};
use arrow_schema::{ArrowError, DataType};

use crate::error::guarded;
use crate::{layout, values};

/// Checks an array against its type and returns it. `rows` is the number of rows before it.
pub(crate) fn checked(array: FFI_ArrowArray, data_type: DataType, rows: usize) -> Result<ArrayRef, ArrowError> {
    guarded(|| {
        layout::check(&array, &data_type)?;
        #[expect(unsafe_code, reason = "the Arrow PyCapsule interface passes addresses")]
        // SAFETY: the array has the buffers and children of its type. The interface guarantees their sizes.
        let data = unsafe { from_ffi_and_data_type(array, data_type) }?;
        values::check(&data, rows)?;
        Ok(make_array(data))
    })
}
