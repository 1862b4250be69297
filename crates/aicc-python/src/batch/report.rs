//! `BatchReport`: the counts and findings of many records.

use std::collections::BTreeMap;

use aicc_batch::Counts;
use aicc_core::Interface;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_subscript;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyDict, PyInt, PyString, PyTuple};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::findings::PyFindings;
use crate::classes::finding::LocationName;
use crate::convert::hint::{Annotated, Hint};

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
}

impl Counted {
    fn new(interface: &Interface, counts: Counts) -> Self {
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
        }
    }
}

impl PyBatchReport {
    pub(crate) fn new(interface: &Interface, counts: Counts, findings: Py<PyFindings>) -> Self {
        Self { counted: Counted::new(interface, counts), findings }
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
