//! Turns panics into Python exceptions.

use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;

use crate::errors::InternalError;

/// The line of the source code at which the last panic began.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// Keeps the line at which a panic begins and does not print its message, which may contain checked data.
///
/// Other extension modules are not affected: each has its own hook.
pub(crate) fn watch_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place.unwrap_or_default();
    }));
}

/// Calls a function.
///
/// # Errors
///
/// Returns the error of the function, or an `aicc.InternalError` if it panics.
pub(crate) fn guarded<T>(call: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(internal_error()))
}

/// Returns the exception for a panic.
pub(crate) fn internal_error() -> PyErr {
    InternalError::new_err((PLACE.lock().unwrap_or_else(PoisonError::into_inner).clone(),))
}
