//! `Report`: the findings on one message.

use aicc_core::{Finding, Report};
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::type_hint_subscript;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBool, PyDict, PyList, PyTuple};

use crate::classes::finding::PyFinding;
use crate::classes::immutable::{Attributes, Immutable, PyImmutable};
use crate::convert::hint::{Annotated, Hint};
use crate::convert::language::Tag;

/// The findings on one message: violations and advice.
///
/// Reports with equal findings are equal. A report has no truth value: use ``ok``.
#[pyclass(name = "Report", module = "aicc", frozen, extends = PyImmutable)]
pub(crate) struct PyReport {
    /// Whether the message breaks no documented rule. Advice never makes a message invalid.
    // A Python object: the interpreter reads it without a call.
    #[pyo3(get)]
    ok: Py<PyBool>,
    violations: FindingList,
    advice: FindingList,
}

impl Immutable for PyReport {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["violations", "advice"]);
}

/// A list of findings. They become Python objects when they are read.
struct FindingList {
    checked: Vec<Finding>,
    tuple: PyOnceLock<Py<PyTuple>>,
}

impl FindingList {
    fn checked(checked: Vec<Finding>) -> Self {
        Self { checked, tuple: PyOnceLock::new() }
    }

    fn unpickled(py: Python<'_>, tuple: Py<PyTuple>) -> Self {
        let part = Self::checked(Vec::new());
        // A new cell is empty, so that setting it succeeds.
        part.tuple.set(py, tuple).unwrap_or_default();
        part
    }

    fn tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let tuple = self.tuple.get_or_try_init(py, || tuple_of(py, &self.checked).map(Bound::unbind))?;
        Ok(tuple.bind(py).clone())
    }
}

impl PyReport {
    /// Makes the report of a check.
    pub(crate) fn checked(py: Python<'_>, report: Report) -> Self {
        let ok = truth(py, report.is_valid());
        let (violations, advice) = report.into_findings();
        Self { ok, violations: FindingList::checked(violations), advice: FindingList::checked(advice) }
    }

    /// Returns the report as a Python object. All reports without findings are one object.
    pub(crate) fn of(py: Python<'_>, report: Report) -> PyResult<Py<Self>> {
        static NOTHING: PyOnceLock<Py<PyReport>> = PyOnceLock::new();
        if !report.is_empty() {
            return Ok(Self::checked(py, report).object(py)?.unbind());
        }
        let nothing =
            NOTHING.get_or_try_init(py, || Self::checked(py, Report::default()).object(py).map(Bound::unbind))?;
        Ok(nothing.clone_ref(py))
    }

    fn parts<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyTuple>)> {
        Ok((self.violations.tuple(py)?, self.advice.tuple(py)?))
    }
}

fn truth(py: Python<'_>, truth: bool) -> Py<PyBool> {
    PyBool::new(py, truth).to_owned().unbind()
}

/// The type of tuples of findings.
pub(crate) struct Findings;

impl Hint for Findings {
    const HINT: PyStaticExpr = type_hint_subscript!(
        PyTuple::TYPE_HINT,
        PyFinding::TYPE_HINT,
        PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }
    );
}

/// Returns findings as a tuple.
pub(crate) fn tuple_of<'py>(py: Python<'py>, findings: &[Finding]) -> PyResult<Bound<'py, PyTuple>> {
    let findings: PyResult<Vec<_>> =
        findings.iter().map(|finding| PyFinding::from(finding.clone()).object(py)).collect();
    PyTuple::new(py, findings?)
}

fn dicts<'py>(findings: &Bound<'py, PyTuple>, language: Tag) -> PyResult<Bound<'py, PyList>> {
    let dict = |finding: Bound<'py, PyAny>| finding.cast::<PyFinding>()?.get().to_dict(finding.py(), language);
    let dicts: PyResult<Vec<_>> = findings.iter().map(dict).collect();
    PyList::new(findings.py(), dicts?)
}

#[pymethods]
impl PyReport {
    /// Every violation of a documented rule, in the order of the page.
    #[getter]
    fn violations<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Findings>> {
        self.violations.tuple(py).map(Annotated::new)
    }

    /// The findings that do not make the message invalid, in the order of the page.
    #[getter]
    fn advice<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Findings>> {
        self.advice.tuple(py).map(Annotated::new)
    }

    /// Returns the report as plain data: ``ok``, and ``violations`` and ``advice`` as lists of dicts.
    ///
    /// Args:
    ///     language: The language of the messages: ``en`` (the default) or ``zh``.
    ///
    /// Raises:
    ///     ValueError: The language is not supported.
    #[pyo3(signature = (language = Tag::default()) -> "dict[str, object]")]
    fn to_dict<'py>(&self, py: Python<'py>, language: Tag) -> PyResult<Bound<'py, PyDict>> {
        let data = PyDict::new(py);
        data.set_item("ok", &self.ok)?;
        data.set_item("violations", dicts(&self.violations.tuple(py)?, language)?)?;
        data.set_item("advice", dicts(&self.advice.tuple(py)?, language)?)?;
        Ok(data)
    }

    /// Returns a line for each violation, or ``valid``.
    fn __str__(&self, py: Python<'_>) -> PyResult<String> {
        if self.ok.bind(py).is_true() {
            return Ok(Report::default().to_string());
        }
        let lines: PyResult<Vec<String>> =
            self.violations.tuple(py)?.iter().map(|violation| Ok(violation.str()?.to_cow()?.into_owned())).collect();
        Ok(lines?.join("\n"))
    }

    fn __bool__(&self) -> PyResult<bool> {
        Err(PyTypeError::new_err("use report.ok to test a Report"))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        let (violations, advice) = self.parts(other.py())?;
        let (other_violations, other_advice) = other.get().parts(other.py())?;
        Ok(violations.eq(other_violations)? && advice.eq(other_advice)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.violations.tuple(py)?.hash()
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let restore = slf.get_type().getattr("_unpickled")?;
        (restore, slf.get().parts(slf.py())?).into_pyobject(slf.py())
    }

    /// Makes the object from its pickle.
    #[staticmethod]
    #[pyo3(signature = (violations: "tuple[Finding, ...]", advice: "tuple[Finding, ...]"))]
    fn _unpickled(py: Python<'_>, violations: Py<PyTuple>, advice: Py<PyTuple>) -> PyResult<Bound<'_, Self>> {
        let ok = truth(py, violations.bind(py).is_empty());
        Self { ok, violations: FindingList::unpickled(py, violations), advice: FindingList::unpickled(py, advice) }
            .object(py)
    }
}
