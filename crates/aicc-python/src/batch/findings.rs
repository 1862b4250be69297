//! Findings as an Arrow table.

use aicc_batch::findings_schema;
use arrow_array::cast::AsArray;
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::ArrowError;
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyCapsule, PyDict, PyString, PyType};
use pyo3::{type_hint_identifier, type_hint_subscript};

use crate::convert::{Hint, Typed};
use crate::json::to_python;

/// Findings of many records, as an Arrow table.
///
/// Whatever reads Arrow data takes it as it is, without a copy: ``pyarrow.table(findings)``,
/// ``polars.DataFrame(findings)``, ``duckdb.from_arrow(findings)``. Its columns are the attributes of
/// ``aicc.BatchFinding``, ``params`` as JSON; iterating gives these objects.
#[pyclass(name = "Findings", module = "aicc", frozen)]
pub(crate) struct PyFindings {
    batches: Vec<RecordBatch>,
    rows: usize,
}

impl PyFindings {
    pub(crate) fn new(batches: Vec<RecordBatch>) -> Self {
        let rows = batches.iter().map(RecordBatch::num_rows).sum();
        Self { batches, rows }
    }
}

#[pymethods]
impl PyFindings {
    fn __len__(&self) -> usize {
        self.rows
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Typed<'py, Row>> {
        let from_end = index.checked_add_unsigned(self.rows).unwrap_or_default();
        let row = usize::try_from(if index < 0 { from_end } else { index });
        match row.ok().and_then(|row| self.at(row)) {
            Some((findings, row)) => finding(py, findings, row).map(Typed::new),
            None => Err(PyIndexError::new_err("there are not so many findings")),
        }
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Typed<'py, Rows>> {
        // A generator over the items by their index.
        let sequence = slf.py().import("collections.abc")?.getattr("Sequence")?;
        sequence.call_method1("__iter__", (slf,)).map(Typed::new)
    }

    fn __repr__(&self) -> String {
        format!("<Findings: {}>", self.rows)
    }

    /// The columns as a capsule of the Arrow PyCapsule interface.
    #[pyo3(signature = () -> "object")]
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(findings_schema().as_ref()).map_err(unexpected)?;
        PyCapsule::new_with_value(py, schema, aicc_arrow_import::SCHEMA)
    }

    /// The table as a capsule of the Arrow PyCapsule interface.
    ///
    /// Args:
    ///     requested_schema: Not looked at: the columns are as they are.
    #[pyo3(signature = (requested_schema: "object" = None) -> "object")]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let reader = RecordBatchIterator::new(self.batches.clone().into_iter().map(Ok), findings_schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), aicc_arrow_import::STREAM)
    }
}

impl PyFindings {
    /// The record batch of a row, and the row in it.
    fn at(&self, mut row: usize) -> Option<(&RecordBatch, usize)> {
        for batch in &self.batches {
            if row < batch.num_rows() {
                return Some((batch, row));
            }
            row -= batch.num_rows();
        }
        None
    }
}

/// The type of a row.
struct Row;

impl Hint for Row {
    const HINT: PyStaticExpr = type_hint_identifier!("aicc.batch", "BatchFinding");
}

/// The type of all rows, one after the other.
struct Rows;

impl Hint for Rows {
    const HINT: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterator"), <Row as Hint>::HINT);
}

/// A row as an object.
fn finding<'py>(py: Python<'py>, findings: &RecordBatch, row: usize) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let schema = findings.schema_ref();
    let attributes = PyDict::new(py);
    for (column, array) in schema.fields().iter().zip(findings.columns()) {
        attributes.set_item(column.name(), attribute(py, column.name(), array, row)?)?;
    }
    CLASS.import(py, "aicc.batch", "BatchFinding")?.call((), Some(&attributes))
}

fn attribute<'py>(py: Python<'py>, name: &str, array: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    if let Some(numbers) = array.as_primitive_opt::<Int64Type>() {
        return Ok(numbers.value(row).into_pyobject(py)?.into_any());
    }
    let text = array.as_string::<i32>().value(row);
    match name {
        "params" => to_python(py, serde_json::from_str(text).unwrap_or_default()),
        _ => Ok(PyString::new(py, text).into_any()),
    }
}

fn unexpected(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
