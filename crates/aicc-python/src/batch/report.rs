//! What there is to know about many records.

use std::collections::BTreeMap;

use aicc_batch::Counts;
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_subscript;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyDict, PyInt, PyString, PyTuple};

use super::findings::PyFindings;
use crate::convert::{Hint, Typed};
use crate::finding::LocationName;
use crate::interface::Named;

/// What there is to know about many records: how many there are, what is wrong with them, and where.
///
/// The counts are those of all records and findings, whatever the limit on kept findings. A report has no truth value:
/// ask for ``ok``.
#[pyclass(name = "BatchReport", module = "aicc", frozen)]
pub(crate) struct PyBatchReport {
    interface: Named,
    counts: Counts,
    findings: Py<PyFindings>,
}

impl PyBatchReport {
    pub(crate) const fn new(interface: Named, counts: Counts, findings: Py<PyFindings>) -> Self {
        Self { interface, counts, findings }
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
    fn interface(&self) -> &'static str {
        self.interface.0.name
    }

    /// Whether no record breaks a documented rule. Advice never makes a record invalid.
    #[getter]
    fn ok(&self) -> bool {
        self.counts.invalid == 0
    }

    /// How many records there are.
    #[getter]
    fn records(&self) -> u64 {
        self.counts.records
    }

    /// How many records break no rule.
    #[getter]
    fn valid(&self) -> u64 {
        self.counts.valid
    }

    /// How many records break a rule, or are no message at all.
    #[getter]
    fn invalid(&self) -> u64 {
        self.counts.invalid
    }

    /// How many findings there are, kept or not: violations and advice.
    #[getter]
    fn found(&self) -> u64 {
        self.counts.findings
    }

    /// How many findings there are by the code of their rule. A new dict each time.
    #[getter]
    fn by_rule(&self) -> BTreeMap<&'static str, u64> {
        self.counts.by_rule.clone()
    }

    /// How many findings there are by their place: the part of the message, and a JSON Pointer in it with ``*`` for the
    /// index of each array element: ``("body", "/skills/*/agentWeight")``. A new dict each time.
    #[getter]
    fn by_pointer<'py>(&self, py: Python<'py>) -> PyResult<Typed<'py, ByPointer>> {
        let by_pointer = PyDict::new(py);
        for ((location, pointer), count) in &self.counts.by_place {
            by_pointer.set_item((location.as_str(), pointer), count)?;
        }
        Ok(Typed::new(by_pointer))
    }

    /// How many findings are not in ``by_pointer``, whose pointers take at most 1 MiB together: unknown members can
    /// have any name.
    #[getter]
    fn elsewhere(&self) -> u64 {
        self.counts.elsewhere
    }

    /// The findings that are kept: the first ones, as many as the limit says, in the order of the records.
    #[getter]
    fn findings(&self, py: Python<'_>) -> Py<PyFindings> {
        self.findings.clone_ref(py)
    }

    fn __repr__(&self) -> String {
        let Counts { records, valid, invalid, findings, .. } = &self.counts;
        let name = self.interface.0.name;
        format!("<BatchReport of {name}: {records} records, {valid} valid, {invalid} invalid, {findings} findings>")
    }

    fn __bool__(&self) -> PyResult<bool> {
        Err(PyTypeError::new_err("a report has no truth value: ask for its ok"))
    }
}
