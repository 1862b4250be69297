//! Arguments that name an interface.

use aicc_core::{Interface, interfaces};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

use crate::convert::argument::{Argument, FromPython};
use crate::errors::UnknownInterfaceError;

/// An argument that names an interface.
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

/// The `str` objects that are the name of one interface.
struct KnownName {
    interned: Py<PyString>,
    /// The first other object that a caller passed: most programs pass the same object in every call.
    given: PyOnceLock<Py<PyString>>,
}

impl KnownName {
    fn of(py: Python<'_>, interface: &Interface) -> Self {
        Self { interned: PyString::intern(py, interface.name).unbind(), given: PyOnceLock::new() }
    }

    fn holds(&self, value: &Bound<'_, PyAny>) -> bool {
        value.is(&self.interned) || self.given.get(value.py()).is_some_and(|given| value.is(given))
    }

    fn equals(&self, text: &Bound<'_, PyString>) -> bool {
        let is_equal = text.as_any().eq(&self.interned).unwrap_or_default();
        if is_equal {
            self.given.get_or_init(text.py(), || text.clone().unbind());
        }
        is_equal
    }
}

/// Returns the interface of a name by comparing objects, which is faster than reading the text.
fn known(value: &Bound<'_, PyAny>) -> Option<&'static Interface> {
    static NAMES: PyOnceLock<Vec<KnownName>> = PyOnceLock::new();
    let py = value.py();
    let names =
        NAMES.get_or_init(py, || interfaces::ALL.iter().map(|interface| KnownName::of(py, interface)).collect());
    let position = names.iter().position(|name| name.holds(value)).or_else(|| {
        let text = value.cast_exact().ok()?;
        names.iter().position(|name| name.equals(text))
    })?;
    interfaces::ALL.get(position).copied()
}
