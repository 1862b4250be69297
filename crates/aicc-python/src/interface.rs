//! Interfaces by name.

use aicc_core::{Interface, interfaces};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::convert::{Argument, FromPython};
use crate::errors::UnknownInterfaceError;

/// An interface as callers give it: by its name.
#[derive(Clone, Copy)]
pub(crate) struct Named(pub(crate) &'static Interface);

impl FromPyObject<'_, '_> for Named {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = String::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let name = String::from_python(&value)?;
        interfaces::find(&name).map(Self).ok_or_else(|| UnknownInterfaceError::new_err((name,)))
    }
}

/// The names of the interfaces, in the order of the specification.
#[pyfunction]
#[pyo3(name = "interfaces", signature = () -> "tuple[str, ...]")]
pub(crate) fn names(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, interfaces::ALL.iter().map(|interface| interface.name))
}
