//! Rows of a table of text cells.

use aicc_core::{Cell, Columns};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::{type_hint_identifier, type_hint_subscript};

use crate::convert::argument::{Argument, FromPython};
use crate::convert::hint::Annotated;
use crate::convert::interface::Named;
use crate::convert::json::{JsonObject, to_python};
use crate::convert::text::wrong_type;
use crate::errors::column;
use crate::interpreter::each;
use crate::panics::guarded;

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
    #[pyo3(signature = (interface, names))]
    fn new(interface: Named, names: Elements<'_>) -> PyResult<Self> {
        let names: Vec<String> = names.0.iter().map(String::from_python).collect::<PyResult<_>>()?;
        let borrowed: Vec<&str> = names.iter().map(String::as_str).collect();
        match guarded(|| Ok(Columns::new(interface.0, &borrowed)))? {
            Ok(columns) => Ok(Self { interface, names, columns }),
            Err(error) => Err(column(&error)),
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

    /// The names that columns of an interface can have, with index 0 for the elements of an array of objects.
    ///
    /// Args:
    ///     interface: The name of the interface: one of ``aicc.interfaces()``.
    ///
    /// Raises:
    ///     UnknownInterfaceError: There is no such interface.
    #[staticmethod]
    #[pyo3(signature = (interface))]
    fn known(interface: Named) -> Vec<String> {
        Columns::names(interface.0)
    }

    /// The request body that a row stands for, typed by the interface's table, by wire names.
    ///
    /// An empty cell is an absent member, and a list has no gaps; a cell that is no value of its row stays text, so
    /// that a check finds it.
    /// Cells beyond the columns are left alone, missing ones are empty.
    ///
    /// Args:
    ///     cells: The texts of the row, in the order of the columns.
    ///
    /// Raises:
    ///     TypeError: A cell is not a ``str``. The message names its column.
    ///     ValueError: A cell has a lone surrogate, which is not a character.
    #[pyo3(signature = (cells))]
    fn to_dict<'py>(&self, py: Python<'py>, cells: Elements<'py>) -> PyResult<Annotated<'py, JsonObject>> {
        let texts: PyResult<Vec<String>> =
            cells.0.iter().enumerate().map(|(index, cell)| self.cell(index, cell)).collect();
        let texts = texts?;
        let cells: Vec<Cell<'_>> = texts.iter().map(|text| text.as_str().into()).collect();
        guarded(|| to_python(py, self.columns.body(&cells)).map(Annotated::new))
    }

    fn __repr__(&self) -> String {
        format!("Columns({:?}, {:?})", self.interface.0.name, self.names)
    }
}

impl PyColumns {
    fn cell(&self, index: usize, cell: &Bound<'_, PyAny>) -> PyResult<String> {
        String::from_python(cell).map_err(|error| match (self.names.get(index), cell.is_instance_of::<PyString>()) {
            (Some(name), false) => wrong_type(&format!("str in the column {name}"), cell),
            _ => error,
        })
    }
}

/// Texts as callers give them: any iterable of `str` but a `str`. The elements are not looked at.
pub(crate) struct Elements<'py>(Vec<Bound<'py, PyAny>>);

impl<'py> FromPyObject<'_, 'py> for Elements<'py> {
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
