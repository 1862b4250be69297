//! Checking messages without building them.

use aicc_core::{Check, FieldReport, FieldState, Location};
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::classes::finding::LocationName;
use crate::classes::immutable::{Attributes, Immutable, PyImmutable, hash};
use crate::classes::profile::{PyProfile, chosen};
use crate::classes::report::{Findings, PyReport, tuple_of};
use crate::convert::argument::FromPython;
use crate::convert::body::{Body, Pairs};
use crate::convert::hint::{Annotated, Hint, one_of};
use crate::convert::interface::Named;
use crate::convert::text::text as text_of;
use crate::convert::value::{read, surrogate_report};
use crate::errors::{NoSuchFieldError, misuse};
use crate::panics::guarded;

/// Checks a request body: all that is wrong, and where.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     body: JSON text as ``bytes`` or ``str``, or the members by wire name: a mapping, a dataclass, an attrs class
///         or a pydantic model (by its aliases). numpy scalars and arrays, ``Decimal`` and enums stand for their
///         values. Text can also be a ``bytearray`` or ``memoryview``; it is copied, and wiping the original leaves the
///         copy in memory.
///     profile: The choices of this call. Default: what the documents say.
///
/// Raises:
///     UnknownInterfaceError: There is no such interface.
///     TypeError: A documented member has a value without a JSON form, or a ``Secret`` where it holds no secret.
///         The message names the place.
#[pyfunction]
#[pyo3(signature = (interface, body, *, profile = None))]
pub(crate) fn check(
    py: Python<'_>,
    interface: Named,
    body: Body<'_>,
    profile: Option<&Bound<'_, PyProfile>>,
) -> PyResult<Py<PyReport>> {
    let profile = chosen(profile);
    guarded(|| report(py, Check::new(interface.0, profile), body))
}

/// Reads the body, and returns everything that is found.
fn report(py: Python<'_>, mut check: Check<'_>, body: Body<'_>) -> PyResult<Py<PyReport>> {
    match body {
        Body::Members(members) => read(&mut check, members.value())?,
        Body::Json(json) => json.read(py, |bytes| check.body_bytes(bytes)),
    }
    let report = check.report();
    match misuse(&report) {
        Some(error) => Err(error),
        None => PyReport::of(py, report),
    }
}

/// Checks a whole request: path, header and body.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     path: The parameters of the path by name, as a mapping or pairs. Default: none.
///     headers: The header fields, as a mapping or pairs; names are matched without regard to case. Default: none.
///     body: JSON text as ``bytes`` or ``str``, or the members by wire name: a mapping, a dataclass, an attrs class
///         or a pydantic model (by its aliases). numpy scalars and arrays, ``Decimal`` and enums stand for their
///         values. Text can also be a ``bytearray`` or ``memoryview``; it is copied, and wiping the original leaves the
///         copy in memory.
///     profile: The choices of this call. Default: what the documents say.
///
/// Raises:
///     UnknownInterfaceError: There is no such interface.
///     TypeError: A documented member has a value without a JSON form, or a ``Secret`` where it holds no secret.
///         The message names the place.
#[pyfunction]
#[pyo3(signature = (interface, *, path = None, headers = None, body, profile = None))]
pub(crate) fn check_message(
    py: Python<'_>,
    interface: Named,
    path: Option<Pairs<'_>>,
    headers: Option<Pairs<'_>>,
    body: Body<'_>,
    profile: Option<&Bound<'_, PyProfile>>,
) -> PyResult<Py<PyReport>> {
    let profile = chosen(profile);
    guarded(|| {
        let mut check = Check::new(interface.0, profile);
        check.path(path.unwrap_or_default().map())?;
        check.headers(headers.unwrap_or_default().map())?;
        report(py, check, body)
    })
}

/// A part of a message by its name.
pub(crate) struct Part(Location);

impl FromPyObject<'_, '_> for Part {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = <LocationName as Hint>::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let name = String::from_python(&value)?;
        let known = [Location::Path, Location::Header, Location::Body];
        match known.into_iter().find(|location| location.as_str() == name) {
            Some(location) => Ok(Self(location)),
            None => Err(PyValueError::new_err(format!("no location {name:?}: path, header and body are known"))),
        }
    }
}

/// Checks the text typed so far in one field. Integers and booleans are typed as they are written in JSON. A text
/// with half of a surrogate pair is ``rejected``, with the one finding ``syntax``.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     pointer: The place of the field, as a JSON Pointer: ``/userAccount``, ``/skills/0/skillId``.
///     text: The text typed so far.
///     location: The part of the message: ``body`` (the default), ``path`` or ``header``.
///     profile: The choices of this call. Default: what the documents say.
///
/// Raises:
///     UnknownInterfaceError: There is no such interface.
///     NoSuchFieldError: No row of the interface documents a scalar at ``pointer``.
///     ValueError: There is no such location.
#[pyfunction]
#[pyo3(signature = (interface, pointer, text, *, location = Part(Location::Body), profile = None))]
pub(crate) fn check_field<'py>(
    py: Python<'py>,
    interface: Named,
    pointer: &str,
    text: &Bound<'py, PyString>,
    location: Part,
    profile: Option<&Bound<'py, PyProfile>>,
) -> PyResult<Bound<'py, PyFieldReport>> {
    let profile = chosen(profile);
    let whole = text.to_string_lossy();
    let FieldReport { mut state, mut findings } = guarded(|| {
        aicc_core::check_field(interface.0, location.0, pointer, &whole, profile)
            .map_err(|error| NoSuchFieldError::new_err((error.to_string(),)))
    })?;
    if text_of(text).is_err() {
        state = FieldState::Rejected;
        findings = surrogate_report(interface.0, profile).into_findings().0;
    }
    PyFieldReport { state: state.as_str().to_owned(), findings: tuple_of(py, &findings)?.unbind() }.object(py)
}

/// The type of the name of a state.
pub(crate) struct StateName;

impl Hint for StateName {
    const HINT: PyStaticExpr = one_of!(FieldState::Acceptable, FieldState::Incomplete, FieldState::Rejected);
}

/// The state of a field that is being typed, and the rules that its text breaks as it is.
#[pyclass(name = "FieldReport", module = "aicc", frozen, extends = PyImmutable)]
pub(crate) struct PyFieldReport {
    state: String,
    findings: Py<PyTuple>,
}

const FIELD_REPORT: &[&str] = &["state", "findings"];

impl Immutable for PyFieldReport {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(FIELD_REPORT);
}

#[pymethods]
impl PyFieldReport {
    #[new]
    #[pyo3(signature = (*, state, findings: "tuple[Finding, ...]"))]
    fn new(state: String, findings: Py<PyTuple>) -> PyClassInitializer<Self> {
        Self { state, findings }.with_base()
    }

    /// What can become of the text: ``acceptable`` (it breaks no rule), ``incomplete`` (more typing can mend it) or
    /// ``rejected`` (no continuation can).
    #[getter]
    fn state<'py>(&self, py: Python<'py>) -> Annotated<'py, StateName> {
        Annotated::new(PyString::new(py, &self.state))
    }

    /// The rules that the text breaks now.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> Annotated<'py, Findings> {
        Annotated::new(self.findings.bind(py).clone())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        let same_findings = self.findings.bind(other.py()).eq(other.get().findings.bind(other.py()))?;
        Ok(self.state == other.get().state && same_findings)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        hash(slf.as_any(), FIELD_REPORT)
    }
}
