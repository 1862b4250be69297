//! Mappings and sequences of Python.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};

use crate::convert::text::type_name;
use crate::interpreter::{call, each, running_python};

/// Names and values, in order.
pub(crate) type Items<'py> = Vec<(Bound<'py, PyAny>, Bound<'py, PyAny>)>;

/// Returns a copy of the items of a dict: code that runs while a value is read may change the dict.
pub(crate) fn items_of_dict<'py>(dict: &Bound<'py, PyDict>) -> Items<'py> {
    dict.iter().collect()
}

/// Returns whether a value is a mapping.
///
/// # Errors
///
/// Returns the exception that the class of the value raises.
pub(crate) fn is_mapping(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    static MAPPING: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    Ok(value.is_instance_of::<PyDict>() || is_abstract(value, &MAPPING, "Mapping")?)
}

/// Returns whether a value is a sequence.
///
/// # Errors
///
/// Returns the exception that the class of the value raises.
pub(crate) fn is_sequence(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    static SEQUENCE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    is_abstract(value, &SEQUENCE, "Sequence")
}

fn is_abstract(value: &Bound<'_, PyAny>, class: &PyOnceLock<Py<PyType>>, name: &str) -> PyResult<bool> {
    let class = class.import(value.py(), "collections.abc", name)?;
    running_python(|| value.is_instance(class))
}

/// Returns the items of any mapping.
pub(crate) fn items<'py>(mapping: &Bound<'py, PyAny>) -> PyResult<Items<'py>> {
    let no_pair = |_| PyTypeError::new_err(format!("the items of {} must be pairs", type_name(mapping)));
    let items = call(&mapping.getattr("items")?, ())?;
    each(&items)?.map(|item| item?.extract().map_err(no_pair)).collect()
}
