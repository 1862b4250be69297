//! `Findings`: the findings of many records, as a sequence and an Arrow table.

use std::num::TryFromIntError;
use std::sync::Arc;

use aicc_batch::findings_schema;
use arrow_array::cast::AsArray;
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, RecordBatchIterator, StringArray};
use arrow_schema::ArrowError;
use pyo3::call::PyCallArgs;
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyCapsule, PyDict, PyList, PySlice, PyString, PyTuple, PyType};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};

use crate::convert::argument::Clamped;
use crate::convert::hint::{Annotated, Hint};
use crate::convert::json::to_python;
use crate::convert::text::wrong_type;

/// The findings of many records: a sequence of ``aicc.BatchFinding``, and an Arrow table.
///
/// A slice is a ``Findings`` too. Libraries that read Arrow data import the findings without a copy:
/// ``pyarrow.table(findings)``, ``duckdb.from_arrow(findings)``. The columns are the attributes of
/// ``aicc.BatchFinding``, with ``params`` as JSON. Polars makes objects of a sequence: for columns, use
/// ``polars.DataFrame(pyarrow.table(findings))``.
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

    fn __getitem__<'py>(&self, py: Python<'py>, index: Index<'py>) -> PyResult<Annotated<'py, ItemOrSlice>> {
        match index {
            Index::At(index) => self.row(py, index.0).map(Annotated::new),
            Index::Slice(slice) => Ok(Annotated::new(Bound::new(py, self.slice(&slice)?)?)),
        }
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Annotated<'py, BatchFindings>> {
        // The method of the base class, which reads the items by index.
        sequence(slf, "__iter__", ()).map(Annotated::new)
    }

    fn __reversed__<'py>(slf: &Bound<'py, Self>) -> PyResult<Annotated<'py, BatchFindings>> {
        sequence(slf, "__reversed__", ()).map(Annotated::new)
    }

    fn __contains__(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<bool> {
        sequence(slf, "__contains__", (value,))?.extract()
    }

    /// Returns the index of the first finding that equals a value.
    ///
    /// Args:
    ///     value: The value, a ``BatchFinding``.
    ///     start: The first index of the search. Default: 0.
    ///     stop: The index after the last one of the search. Default: the number of findings.
    ///
    /// Raises:
    ///     ValueError: No finding equals the value.
    #[pyo3(signature = (value: "object", start = Clamped(0), stop = Clamped(i64::MAX)) -> "int")]
    fn index<'py>(
        slf: &Bound<'py, Self>,
        value: &Bound<'py, PyAny>,
        start: Clamped,
        stop: Clamped,
    ) -> PyResult<Bound<'py, PyAny>> {
        sequence(slf, "index", (value, start.0, stop.0))
    }

    /// Returns the number of findings that equal a value.
    ///
    /// Args:
    ///     value: The value, a ``BatchFinding``.
    #[pyo3(signature = (value: "object") -> "int")]
    fn count<'py>(slf: &Bound<'py, Self>, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        sequence(slf, "count", (value,))
    }

    /// Returns the columns by name, each as a list, for ``pandas.DataFrame``. ``params`` is JSON.
    #[pyo3(signature = ())]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, ColumnLists>> {
        let columns = PyDict::new(py);
        for (index, field) in findings_schema().fields().iter().enumerate() {
            let lists = self.batches.iter().map(|batch| FindingsColumn::of(batch.column(index)));
            columns.set_item(
                field.name(),
                lists.reduce(FindingsColumn::followed_by).unwrap_or(FindingsColumn::Texts(Vec::new())),
            )?;
        }
        Ok(Annotated::new(columns))
    }

    fn __repr__(&self) -> String {
        format!("<Findings: {}>", self.rows)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.is_same(other.get()))
    }

    fn __hash__(&self) -> usize {
        self.rows
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let batches: Vec<Vec<FindingsColumn>> = slf.get().batches.iter().map(columns).collect();
        (slf.get_type().getattr("_unpickled")?, (batches,)).into_pyobject(slf.py())
    }

    /// Makes the object from its pickle: the columns of each record batch.
    #[staticmethod]
    #[pyo3(signature = (batches: "list[list[list[Any]]]"))]
    fn _unpickled(batches: Vec<Vec<FindingsColumn>>) -> PyResult<Self> {
        let batch = |columns: Vec<FindingsColumn>| {
            let arrays = columns.into_iter().map(FindingsColumn::into_array).collect();
            RecordBatch::try_new(findings_schema(), arrays).map_err(unexpected)
        };
        batches.into_iter().map(batch).collect::<PyResult<_>>().map(Self::new)
    }

    /// Returns the schema as a capsule of the Arrow PyCapsule interface.
    #[pyo3(signature = () -> "object")]
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(findings_schema().as_ref()).map_err(unexpected)?;
        PyCapsule::new_with_value(py, schema, aicc_arrow_import::SCHEMA)
    }

    /// Returns the table as a capsule of the Arrow PyCapsule interface.
    ///
    /// Args:
    ///     requested_schema: Ignored: the table always has the same schema.
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

/// The values of a column.
#[derive(FromPyObject, IntoPyObject, PartialEq)]
enum FindingsColumn {
    Numbers(Vec<Option<i64>>),
    Texts(Vec<String>),
}

impl FindingsColumn {
    fn of(array: &ArrayRef) -> Self {
        match array.as_primitive_opt::<Int64Type>() {
            Some(numbers) => Self::Numbers(numbers.iter().collect()),
            None => Self::Texts(array.as_string::<i32>().iter().flatten().map(str::to_owned).collect()),
        }
    }

    fn followed_by(mut self, next: Self) -> Self {
        match (&mut self, next) {
            (Self::Numbers(numbers), Self::Numbers(next)) => numbers.extend(next),
            (Self::Texts(texts), Self::Texts(next)) => texts.extend(next),
            // A column has only one type.
            _ => {}
        }
        self
    }

    fn into_array(self) -> ArrayRef {
        match self {
            Self::Numbers(numbers) => Arc::new(Int64Array::from(numbers)),
            Self::Texts(texts) => Arc::new(StringArray::from(texts)),
        }
    }
}

fn columns(batch: &RecordBatch) -> Vec<FindingsColumn> {
    batch.columns().iter().map(FindingsColumn::of).collect()
}

/// Calls a method of `collections.abc.Sequence`, which uses only the items and their number.
fn sequence<'py>(
    findings: &Bound<'py, PyFindings>,
    method: &str,
    arguments: impl PyCallArgs<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let sequence = findings.py().import("collections.abc")?.getattr("Sequence")?;
    let method = sequence.getattr(method)?.getattr("__get__")?.call1((findings,))?;
    method.call1(arguments)
}

impl PyFindings {
    fn row<'py>(&self, py: Python<'py>, index: i64) -> PyResult<Bound<'py, PyAny>> {
        let from_start = usize::try_from(index).ok();
        let from_end = || self.rows.checked_sub(usize::try_from(index.unsigned_abs()).ok()?);
        match from_start.or_else(from_end).and_then(|row| self.at(row)) {
            Some((findings, row)) => finding(py, findings, row),
            None => Err(PyIndexError::new_err("findings index out of range")),
        }
    }

    /// Returns the rows of a slice, in its order.
    fn slice(&self, slice: &Bound<'_, PySlice>) -> PyResult<Self> {
        let length = isize::try_from(self.rows).unwrap_or(isize::MAX);
        let indices = slice.indices(length)?;
        let (start, step, slicelength) = (indices.start, indices.step, indices.slicelength);
        if step == 1 {
            return Ok(Self::new(self.part(start.try_into()?, slicelength)));
        }
        let rows =
            (0..slicelength).map(|count| start.saturating_add(step.saturating_mul(count.try_into()?)).try_into());
        let rows: Result<Vec<usize>, TryFromIntError> = rows.collect();
        Ok(Self::new(rows?.into_iter().flat_map(|row| self.part(row, 1)).collect()))
    }

    /// Returns consecutive rows.
    fn part(&self, mut start: usize, mut count: usize) -> Vec<RecordBatch> {
        let mut part = Vec::new();
        for batch in &self.batches {
            let rows = batch.num_rows();
            let taken = rows.saturating_sub(start).min(count);
            if taken > 0 {
                part.push(batch.slice(start, taken));
            }
            start = start.saturating_sub(rows);
            count = count.saturating_sub(taken);
        }
        part
    }

    /// Returns whether both have the same rows. The division into record batches does not matter.
    fn is_same(&self, other: &Self) -> bool {
        self.rows == other.rows && self.each_row().eq(other.each_row())
    }

    fn each_row(&self) -> impl Iterator<Item = RecordBatch> {
        self.batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| batch.slice(row, 1)))
    }

    /// Returns the record batch of a row, and the index of the row in it.
    fn at(&self, mut row: usize) -> Option<(&RecordBatch, usize)> {
        for batch in &self.batches {
            if row < batch.num_rows() {
                return Some((batch, row));
            }
            row = row.saturating_sub(batch.num_rows());
        }
        None
    }
}

/// The type of the columns as lists.
struct ColumnLists;

impl Hint for ColumnLists {
    const HINT: PyStaticExpr = type_hint_subscript!(
        PyDict::TYPE_HINT,
        PyString::TYPE_HINT,
        type_hint_subscript!(PyList::TYPE_HINT, type_hint_identifier!("typing", "Any"))
    );
}

/// An argument in brackets: an index or a slice.
enum Index<'py> {
    At(Clamped),
    Slice(Bound<'py, PySlice>),
}

impl<'py> FromPyObject<'_, 'py> for Index<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(Clamped::INPUT_TYPE, PySlice::TYPE_HINT);

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(slice) = value.cast::<PySlice>() {
            return Ok(Self::Slice(slice.to_owned()));
        }
        let no_index = |_| wrong_type("an int or a slice as the index", &value);
        value.extract().map(Self::At).map_err(no_index)
    }
}

/// The type of one finding or several.
struct ItemOrSlice;

impl Hint for ItemOrSlice {
    const HINT: PyStaticExpr = type_hint_union!(<BatchFindingType as Hint>::HINT, PyFindings::TYPE_HINT);
}

/// The type of one finding.
struct BatchFindingType;

impl Hint for BatchFindingType {
    const HINT: PyStaticExpr = type_hint_identifier!("aicc.batch", "BatchFinding");
}

/// The type of iterators of findings.
struct BatchFindings;

impl Hint for BatchFindings {
    const HINT: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterator"), <BatchFindingType as Hint>::HINT);
}

/// Returns a row as a `BatchFinding`.
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
