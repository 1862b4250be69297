//! Interfaces by name.

use aicc_core::{Interface, interfaces};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyTuple};

use crate::convert::{Argument, FromPython};
use crate::errors::UnknownInterfaceError;

/// An interface as callers give it: by its name.
#[derive(Clone, Copy)]
pub(crate) struct Named(pub(crate) &'static Interface);

impl FromPyObject<'_, '_> for Named {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = String::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Some(interface) = known(&value) {
            return Ok(Self(interface));
        }
        let name = String::from_python(&value)?;
        interfaces::find(&name).map(Self).ok_or_else(|| UnknownInterfaceError::new_err((name,)))
    }
}

/// The interface of a name. Its text is not read: Python holds many names once, and compares the others faster.
fn known(value: &Bound<'_, PyAny>) -> Option<&'static Interface> {
    static NAMES: PyOnceLock<Vec<Py<PyString>>> = PyOnceLock::new();
    let py = value.py();
    let interned = || interfaces::ALL.iter().map(|interface| PyString::intern(py, interface.name).unbind()).collect();
    let named = || interfaces::ALL.iter().zip(NAMES.get_or_init(py, interned));
    let is_text = value.is_exact_instance_of::<PyString>();
    let found = named().find(|(_, name)| value.is(*name));
    let found = found.or_else(|| named().find(|(_, name)| is_text && value.eq(*name).unwrap_or_default()));
    found.map(|(interface, _)| *interface)
}

/// The names of the interfaces, in the order of the specification.
#[pyfunction]
#[pyo3(name = "interfaces", signature = () -> "tuple[str, ...]")]
pub(crate) fn names(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, interfaces::ALL.iter().map(|interface| interface.name))
}
