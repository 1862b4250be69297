//! The border to Python, which no panic crosses.

use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;

use crate::errors::InternalError;

/// Where the last panic began: a line of the source code.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// Notes where a panic begins instead of printing its message, which may hold what was checked.
///
/// It concerns this extension module alone: others have a hook of their own.
pub(crate) fn watch_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place.unwrap_or_default();
    }));
}

/// Calls a function. A panic in it is an `aicc.InternalError`.
pub(crate) fn guarded<T>(call: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(internal_error()))
}

/// The exception for a panic.
pub(crate) fn internal_error() -> PyErr {
    InternalError::new_err((PLACE.lock().unwrap_or_else(PoisonError::into_inner).clone(),))
}
