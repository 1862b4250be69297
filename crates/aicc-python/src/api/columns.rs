//! `Columns`: rows of text cells as request bodies.

use aicc_core::{Cell, Columns};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::convert::argument::FromPython;
use crate::convert::hint::Annotated;
use crate::convert::interface::Named;
use crate::convert::json::{JsonObject, to_python};
use crate::convert::strings::Strings;
use crate::convert::text::wrong_type;
use crate::errors::column;
use crate::panics::guarded;

/// The columns of a table of texts, such as a spreadsheet or a CSV file, whose rows are request bodies.
///
/// The name of a column is a wire name, or the path of a nested member: ``skills/0/skillId``.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     names: The names of the columns, in their order.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
///     ColumnError: The interface has no member of that name, or a name occurs twice.
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
    fn new(interface: Named, names: Strings<'_>) -> PyResult<Self> {
        let names: Vec<String> = names.texts()?;
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

    /// Returns the names that columns of an interface can have, with index 0 for the elements of an array of objects.
    ///
    /// Args:
    ///     interface: The name of the interface: one of ``aicc.interfaces()``.
    ///
    /// Raises:
    ///     UnknownInterfaceError: The package does not know the interface.
    #[staticmethod]
    #[pyo3(signature = (interface))]
    fn known(interface: Named) -> Vec<String> {
        Columns::names(interface.0)
    }

    /// Returns the request body of a row by wire names, with the types that the interface documents.
    ///
    /// An empty cell leaves its member out, and a list has no gaps. A cell that does not have the documented type stays
    /// text, so that a check reports it. Cells beyond the columns are ignored; missing cells are empty.
    ///
    /// Args:
    ///     cells: The texts of the row, in the order of the columns.
    ///
    /// Raises:
    ///     TypeError: A cell is not a ``str``. The message names its column.
    ///     ValueError: A cell has a lone surrogate, which is not a character.
    #[pyo3(signature = (cells))]
    fn to_dict<'py>(&self, py: Python<'py>, cells: Strings<'py>) -> PyResult<Annotated<'py, JsonObject>> {
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
