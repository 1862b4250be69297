//! Errors of the data.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_schema::ArrowError;

/// Calls the library. If it panics on unforeseen data, returns an error.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, ArrowError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(malformed("it is malformed")))
}

/// Returns the error for malformed data.
pub(crate) fn malformed(reason: &str) -> ArrowError {
    ArrowError::CDataInterface(reason.to_owned())
}
