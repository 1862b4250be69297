//! `check`, `check_message` and `check_field`: reports on messages, without making message objects.

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
use crate::convert::body::{BodyArgument, Pairs};
use crate::convert::hint::{Annotated, Hint, one_of};
use crate::convert::interface::Named;
use crate::convert::text::text as text_of;
use crate::convert::value::{read, surrogate_report};
use crate::errors::{NoSuchFieldError, misuse};
use crate::panics::guarded;

/// Returns a report on a request body: every error, with its place.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     body: JSON text as ``bytes`` or ``str``, or the members by wire name: a mapping, a dataclass, an attrs class
///         or a pydantic model (by its aliases). numpy scalars and arrays, ``Decimal`` and enums are read as their
///         values. The text can also be a ``bytearray`` or ``memoryview``: it is copied, and the copy is not wiped.
///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
///     TypeError: A documented member has a value without a JSON form, or a ``Secret`` although its row is not secret.
///         The message contains the place.
///
/// Example:
///     >>> report = aicc.check("loginex", b'{"status": 9}')
///     >>> [finding.pointer for finding in report.violations]
///     ['/password', '/status']
#[pyfunction]
#[pyo3(signature = (interface, body, *, profile = None))]
pub(crate) fn check(
    py: Python<'_>,
    interface: Named,
    body: BodyArgument<'_>,
    profile: Option<&Bound<'_, PyProfile>>,
) -> PyResult<Py<PyReport>> {
    let profile = chosen(profile);
    guarded(|| report(py, Check::new(interface.0, profile), body))
}

/// Reads the body, and returns the report.
fn report(py: Python<'_>, mut check: Check<'_>, body: BodyArgument<'_>) -> PyResult<Py<PyReport>> {
    match body {
        BodyArgument::Members(members) => read(&mut check, members.value())?,
        BodyArgument::Json(json) => json.read(py, |bytes| check.body_bytes(bytes)),
    }
    let report = check.report();
    match misuse(&report) {
        Some(error) => Err(error),
        None => PyReport::of(py, report),
    }
}

/// Returns a report on a whole request: path, headers and body.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     path: The parameters of the path by name, as a mapping or pairs. Default: empty.
///     headers: The header fields, as a mapping or pairs; names are matched without regard to case. Default: empty.
///     body: JSON text as ``bytes`` or ``str``, or the members by wire name: a mapping, a dataclass, an attrs class
///         or a pydantic model (by its aliases). numpy scalars and arrays, ``Decimal`` and enums are read as their
///         values. The text can also be a ``bytearray`` or ``memoryview``: it is copied, and the copy is not wiped.
///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
///     TypeError: A documented member has a value without a JSON form, or a ``Secret`` although its row is not secret.
///         The message contains the place.
#[pyfunction]
#[pyo3(signature = (interface, *, path = None, headers = None, body, profile = None))]
pub(crate) fn check_message(
    py: Python<'_>,
    interface: Named,
    path: Option<Pairs<'_>>,
    headers: Option<Pairs<'_>>,
    body: BodyArgument<'_>,
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

/// An argument that names a part of a message.
pub(crate) struct LocationArgument(Location);

impl FromPyObject<'_, '_> for LocationArgument {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = <LocationName as Hint>::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let name = String::from_python(&value)?;
        let known = [Location::Path, Location::Header, Location::Body];
        match known.into_iter().find(|location| location.as_str() == name) {
            Some(location) => Ok(Self(location)),
            None => Err(PyValueError::new_err(format!("unknown location {name:?}: use path, header or body"))),
        }
    }
}

/// Returns a report on the text that was typed so far in one field. Integers and booleans are typed as in JSON. A text
/// with a lone surrogate is ``rejected``, with one finding ``syntax``.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     pointer: The place of the field, as a JSON Pointer: ``/userAccount``, ``/skills/0/skillId``.
///     text: The text typed so far.
///     location: The part of the message: ``body`` (the default), ``path`` or ``header``.
///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
///     NoSuchFieldError: No row of the interface documents a scalar at ``pointer``.
///     ValueError: The location is unknown.
///
/// Example:
///     >>> aicc.check_field("agentAccount/create", "/userAccount", "te").state
///     'incomplete'
#[pyfunction]
#[pyo3(signature = (interface, pointer, text, *, location = LocationArgument(Location::Body), profile = None))]
pub(crate) fn check_field<'py>(
    py: Python<'py>,
    interface: Named,
    pointer: &str,
    text: &Bound<'py, PyString>,
    location: LocationArgument,
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

/// The type of the names of states.
pub(crate) struct StateName;

impl Hint for StateName {
    const HINT: PyStaticExpr = one_of!(FieldState::Acceptable, FieldState::Incomplete, FieldState::Rejected);
}

/// The state of a field while a user types, and the rules that its text breaks now.
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

    /// ``acceptable``: the text breaks no rule. ``incomplete``: more characters can make it acceptable. ``rejected``:
    /// no further characters can.
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
