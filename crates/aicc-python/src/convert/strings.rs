//! Arguments of several texts.

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::{type_hint_identifier, type_hint_subscript};

use crate::convert::argument::{Argument, FromPython};
use crate::convert::text::wrong_type;
use crate::interpreter::each;

/// An argument of several texts: any iterable except a `str`. The types of the elements are not checked.
pub(crate) struct Strings<'py>(pub(crate) Vec<Bound<'py, PyAny>>);

impl Strings<'_> {
    /// Returns the texts.
    pub(crate) fn texts(&self) -> PyResult<Vec<String>> {
        self.0.iter().map(String::from_python).collect()
    }
}

impl<'py> FromPyObject<'_, 'py> for Strings<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterable"), <String as Argument>::HINT);

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if value.is_instance_of::<PyString>() {
            return Err(wrong_type("several str", &value));
        }
        each(&value)?.collect::<PyResult<_>>().map(Self)
    }
}
