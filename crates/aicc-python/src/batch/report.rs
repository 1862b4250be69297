//! `BatchReport`: the counts and findings of many records.

use std::collections::BTreeMap;

use aicc_batch::{Counts, ReadingNote};
use aicc_core::{Interface, Language};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyDict, PyInt, PyString, PyTuple, PyType};
use pyo3::{type_hint_identifier, type_hint_subscript};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::findings::PyFindings;
use crate::classes::finding::LocationName;
use crate::convert::hint::{Annotated, Hint};
use crate::convert::json::to_python;

/// The report on many records: counts and findings.
///
/// The counts include all findings, even those beyond the limit on kept findings. A report has no truth value: use
/// ``ok``.
#[pyclass(name = "BatchReport", module = "aicc", frozen)]
pub(crate) struct PyBatchReport {
    counted: Counted,
    findings: Py<PyFindings>,
}

/// The counts, as pickles keep them.
#[derive(PartialEq, Serialize, Deserialize)]
struct Counted {
    interface: String,
    records: u64,
    valid: u64,
    invalid: u64,
    found: u64,
    by_rule: BTreeMap<String, u64>,
    /// Location, pointer and number of findings.
    by_pointer: Vec<(String, String, u64)>,
    elsewhere: u64,
    reading: Vec<CountedNote>,
}

/// A note on how a table was read, as pickles keep it.
#[derive(PartialEq, Serialize, Deserialize)]
struct CountedNote {
    code: String,
    params: Map<String, Value>,
    message: String,
}

impl CountedNote {
    fn new(note: &ReadingNote, language: Language) -> Self {
        let params = note.params().into_iter().map(|(name, param)| (name.to_owned(), json!(param)));
        Self { code: note.code().to_owned(), params: params.collect(), message: note.message(language) }
    }

    /// Returns the object of the Python class.
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let params = to_python(py, Value::Object(self.params.clone()))?;
        CLASS.import(py, "aicc.batch", "ReadingNote")?.call1((&self.code, params, &self.message))
    }
}

impl Counted {
    fn new(interface: &Interface, counts: Counts, language: Language) -> Self {
        let by_rule = counts.by_rule.into_iter().map(|(rule, count)| (rule.to_owned(), count));
        let by_place = counts.by_place.into_iter();
        Self {
            interface: interface.name.to_owned(),
            records: counts.records,
            valid: counts.valid,
            invalid: counts.invalid,
            found: counts.findings,
            by_rule: by_rule.collect(),
            by_pointer: by_place.map(|((part, pointer), count)| (part.as_str().to_owned(), pointer, count)).collect(),
            elsewhere: counts.elsewhere,
            reading: counts.reading.iter().map(|note| CountedNote::new(note, language)).collect(),
        }
    }
}

impl PyBatchReport {
    pub(crate) fn new(interface: &Interface, counts: Counts, findings: Py<PyFindings>, language: Language) -> Self {
        Self { counted: Counted::new(interface, counts, language), findings }
    }
}

/// The type of the counts by place.
struct ByPointer;

impl Hint for ByPointer {
    const HINT: PyStaticExpr = type_hint_subscript!(
        PyDict::TYPE_HINT,
        type_hint_subscript!(PyTuple::TYPE_HINT, <LocationName as Hint>::HINT, PyString::TYPE_HINT),
        PyInt::TYPE_HINT
    );
}

/// The type of the notes on how a table was read.
struct ReadingNotes;

impl Hint for ReadingNotes {
    const HINT: PyStaticExpr = type_hint_subscript!(
        PyTuple::TYPE_HINT,
        type_hint_identifier!("aicc.batch", "ReadingNote"),
        PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }
    );
}

#[pymethods]
impl PyBatchReport {
    /// The name of the interface.
    #[getter]
    fn interface(&self) -> &str {
        &self.counted.interface
    }

    /// Whether all records are valid. Advice never makes a record invalid.
    #[getter]
    fn ok(&self) -> bool {
        self.counted.invalid == 0
    }

    /// The number of records.
    #[getter]
    fn records(&self) -> u64 {
        self.counted.records
    }

    /// The number of valid records.
    #[getter]
    fn valid(&self) -> u64 {
        self.counted.valid
    }

    /// The number of records that break a rule or cannot be read.
    #[getter]
    fn invalid(&self) -> u64 {
        self.counted.invalid
    }

    /// The number of findings, kept or not: violations and advice.
    #[getter]
    fn found(&self) -> u64 {
        self.counted.found
    }

    /// The number of findings by rule code. Each access returns a new dict.
    #[getter]
    fn by_rule(&self) -> BTreeMap<String, u64> {
        self.counted.by_rule.clone()
    }

    /// The number of findings by place: the part of the message, and a JSON Pointer with ``*`` for each array index:
    /// ``("body", "/skills/*/agentWeight")``. Each access returns a new dict.
    #[getter]
    fn by_pointer<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, ByPointer>> {
        let by_pointer = PyDict::new(py);
        for (location, pointer, count) in &self.counted.by_pointer {
            by_pointer.set_item((location, pointer), count)?;
        }
        Ok(Annotated::new(by_pointer))
    }

    /// The number of findings that ``by_pointer`` leaves out because its pointers have more than 1 MiB: unknown members
    /// can have any name.
    #[getter]
    fn elsewhere(&self) -> u64 {
        self.counted.elsewhere
    }

    /// How a table was read, where it does not have the plain form: its encoding, its headings, values by their label.
    /// Empty for other sources. Each access returns new objects.
    #[getter]
    fn reading<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, ReadingNotes>> {
        let notes: PyResult<Vec<_>> = self.counted.reading.iter().map(|note| note.object(py)).collect();
        PyTuple::new(py, notes?).map(Annotated::new)
    }

    /// The first findings, up to the limit, in the order of the records.
    #[getter]
    fn findings(&self, py: Python<'_>) -> Py<PyFindings> {
        self.findings.clone_ref(py)
    }

    fn __repr__(&self) -> String {
        let Counted { interface, records, valid, invalid, found, .. } = &self.counted;
        format!("<BatchReport of {interface}: {records} records, {valid} valid, {invalid} invalid, {found} findings>")
    }

    fn __bool__(&self) -> PyResult<bool> {
        Err(PyTypeError::new_err("use report.ok to test a BatchReport"))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        let (py, other) = (other.py(), other.get());
        Ok(self.counted == other.counted && self.findings.bind(py).eq(other.findings.bind(py))?)
    }

    fn __hash__(&self) -> u64 {
        self.counted.records
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Self { counted, findings } = slf.get();
        let kept = (json!(counted).to_string(), findings.clone_ref(slf.py()));
        (slf.get_type().getattr("_unpickled")?, kept).into_pyobject(slf.py())
    }

    /// Makes the object from its pickle.
    #[staticmethod]
    #[pyo3(signature = (counted, findings))]
    fn _unpickled(counted: &str, findings: Py<PyFindings>) -> PyResult<Self> {
        match serde_json::from_str(counted) {
            Ok(counted) => Ok(Self { counted, findings }),
            Err(_) => Err(PyValueError::new_err(
                "the pickle of a BatchReport is damaged, or another version of aicc wrote it",
            )),
        }
    }
}
