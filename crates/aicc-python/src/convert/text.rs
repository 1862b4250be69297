//! Texts of Python, and errors about types. Errors never contain a value.

use std::borrow::Cow;
use std::fmt::{self, Display};

use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyInt, PyString};

/// Why a Python value cannot be read.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// A text has a lone surrogate, which JSON cannot contain.
    Surrogate,
    /// A Python exception was raised.
    Raised(PyErr),
}

impl From<PyErr> for ReadError {
    fn from(error: PyErr) -> Self {
        Self::Raised(error)
    }
}

impl From<ReadError> for PyErr {
    fn from(unread: ReadError) -> Self {
        match unread {
            // The original error contains the text, which may be a secret.
            ReadError::Surrogate => {
                PyValueError::new_err("a str with a lone surrogate, which is not a character, cannot be used")
            }
            ReadError::Raised(error) => error,
        }
    }
}

impl Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Surrogate => formatter.write_str("a lone surrogate"),
            Self::Raised(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for ReadError {}

impl serde::de::Error for ReadError {
    fn custom<T: Display>(message: T) -> Self {
        Self::Raised(PyValueError::new_err(message.to_string()))
    }
}

/// Returns the text of a `str`.
#[inline(always)]
pub(crate) fn text<'a>(value: &'a Bound<'_, PyString>) -> Result<Cow<'a, str>, ReadError> {
    value.to_cow().map_err(|error| not_encoded(value, error))
}

#[cold]
fn not_encoded(value: &Bound<'_, PyString>, error: PyErr) -> ReadError {
    match error.is_instance_of::<PyUnicodeEncodeError>(value.py()) {
        true => ReadError::Surrogate,
        false => ReadError::Raised(error),
    }
}

/// Returns the digits of an integer with its sign. A subclass of `int` may print differently, so that `int.__repr__` is
/// used.
pub(crate) fn digits<'py>(value: &Bound<'py, PyInt>) -> PyResult<Bound<'py, PyString>> {
    Ok(value.py().get_type::<PyInt>().call_method1("__repr__", (value,))?.cast_into()?)
}

/// Returns the name of the type of a value, for errors: `bytes`, `decimal.Decimal`.
pub(crate) fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().fully_qualified_name().map_or_else(|_| "object".to_owned(), |name| name.to_string())
}

/// Returns a `TypeError` about a value of the wrong type.
pub(crate) fn wrong_type(expected: &str, value: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("expected {expected}, not {}", type_name(value)))
}
