//! No panic leaves this library: it becomes an error where it is caught.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Calls a function. A panic in it is the error that `fault` makes.
///
/// What the function has changed by then must not be used again: it may be half done.
///
/// # Errors
///
/// Returns the error of the function or of `fault`.
pub fn guarded<T, E>(call: impl FnOnce() -> Result<T, E>, fault: impl FnOnce() -> E) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(fault()))
}
