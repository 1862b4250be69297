//! Rows of a table of text cells.

use aicc_core::Columns;
use pyo3::prelude::*;

use crate::convert::{FromPython, wrong_type};
use crate::errors::ColumnError;
use crate::interface::Named;
use crate::json::to_python;

/// The columns of a table (a spreadsheet, a CSV file) whose rows stand for request bodies.
///
/// A column is named by its wire name, a nested one by its path: ``skills/0/skillId``.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     names: The names of the columns, in their order.
///
/// Raises:
///     UnknownInterfaceError: There is no such interface.
///     ColumnError: A name is no member of the interface, or occurs twice.
#[pyclass(name = "Columns", module = "aicc", frozen)]
pub(crate) struct PyColumns {
    interface: Named,
    names: Vec<String>,
    columns: Columns,
}

#[pymethods]
impl PyColumns {
    #[new]
    #[pyo3(signature = (interface, names: "collections.abc.Iterable[str]"))]
    fn new(interface: Named, names: &Bound<'_, PyAny>) -> PyResult<Self> {
        let names = texts(names)?;
        match Columns::new(interface.0, &borrowed(&names)) {
            Ok(columns) => Ok(Self { interface, names, columns }),
            Err(error) => Err(ColumnError::new_err((error.column().to_owned(), error.to_string()))),
        }
    }

    /// The name of the interface.
    #[getter]
    fn interface(&self) -> &'static str {
        self.interface.0.name
    }

    /// The names of the columns, in their order.
    #[getter]
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// The request body that a row stands for, typed by the interface's table, by wire names.
    ///
    /// An empty cell is an absent member; a cell that is no value of its row stays text, so that a check finds it.
    /// Cells beyond the columns are left alone, missing ones are empty.
    ///
    /// Args:
    ///     cells: The texts of the row, in the order of the columns.
    #[pyo3(signature = (cells: "collections.abc.Iterable[str]") -> "dict[str, typing.Any]")]
    fn to_dict<'py>(&self, py: Python<'py>, cells: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, self.columns.body(&borrowed(&texts(cells)?)))
    }

    fn __repr__(&self) -> String {
        format!("Columns({:?}, {:?})", self.interface.0.name, self.names)
    }
}

fn texts(values: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if values.is_instance_of::<pyo3::types::PyString>() {
        return Err(wrong_type("several str", values));
    }
    values.try_iter()?.map(|value| String::from_python(&value?)).collect()
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
