//! `read_request`: requests as a test double of the platform receives them.

use aicc_core::ReceiveError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::classes::immutable::{Attributes, Immutable, PyImmutable, hash, keywords};
use crate::classes::profile::{PyProfile, chosen};
use crate::classes::report::{Findings, PyReport, tuple_of};
use crate::classes::request::Headers;
use crate::convert::body::{Json, Pairs};
use crate::convert::hint::Annotated;
use crate::errors;
use crate::messages::generated::{AnyMessage, any_message};
use crate::panics::guarded;

/// Returns the typed message of a request that a test double of the platform receives.
///
/// Args:
///     method: The HTTP method.
///     target: The path as it was received. A query is ignored.
///     headers: The header fields, as a mapping or pairs; upper and lower case of names are equal.
///     body: The JSON text. A ``bytearray`` or ``memoryview`` is copied, and the copy is not wiped.
///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
///
/// Raises:
///     ReceiveError: The request is not documented or is invalid. ``status`` is the HTTP status for the response, and
///         ``report`` has the findings.
#[pyfunction]
#[pyo3(signature = (method, target, headers, body, *, profile = None))]
pub(crate) fn read_request<'py>(
    py: Python<'py>,
    method: &str,
    target: &str,
    headers: Pairs<'py>,
    body: Json<'py>,
    profile: Option<&Bound<'py, PyProfile>>,
) -> PyResult<Bound<'py, PyReceivedRequest>> {
    let profile = chosen(profile);
    let headers = headers.into_texts()?;
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.expose())).collect();
    let received =
        guarded(|| Ok(body.read(py, |bytes| aicc_core::read_request(method, target, &headers, bytes, profile))))?;
    let received = received.map_err(|error| refused(py, &error))?;
    let path = PyDict::new(py);
    for (name, value) in &received.path {
        path.set_item(name, value)?;
    }
    let request = PyReceivedRequest {
        interface: received.interface.name.to_owned(),
        path: path.unbind(),
        message: any_message(py, received.message, profile.clone())?.unbind(),
        advice: tuple_of(py, received.report.advice())?.unbind(),
    };
    request.object(py)
}

/// Returns the `aicc.ReceiveError` for a request that was not accepted.
fn refused(py: Python<'_>, error: &ReceiveError) -> PyErr {
    let reason = error.to_string();
    match error {
        ReceiveError::UnknownPath => errors::ReceiveError::new_err((404_u16, reason)),
        ReceiveError::MethodNotAllowed(method) => {
            errors::ReceiveError::new_err((405_u16, reason, None::<Py<PyReport>>, method.as_str()))
        }
        ReceiveError::Invalid(report) => match PyReport::checked(py, report.clone()).object(py) {
            Ok(report) => errors::ReceiveError::new_err((400_u16, reason, report.unbind())),
            Err(error) => error,
        },
    }
}

/// A valid request that was received.
#[pyclass(name = "ReceivedRequest", module = "aicc", frozen, extends = PyImmutable)]
pub(crate) struct PyReceivedRequest {
    interface: String,
    path: Py<PyDict>,
    message: Py<PyAny>,
    advice: Py<PyTuple>,
}

const RECEIVED: &[&str] = &["interface", "path", "message", "advice"];

impl Immutable for PyReceivedRequest {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(RECEIVED);
}

#[pymethods]
impl PyReceivedRequest {
    #[new]
    #[pyo3(signature = (*, interface, path: "dict[str, str]", message: "object", advice: "tuple[Finding, ...]"))]
    fn new(interface: String, path: Py<PyDict>, message: Py<PyAny>, advice: Py<PyTuple>) -> PyClassInitializer<Self> {
        Self { interface, path, message, advice }.with_base()
    }

    /// The name of the interface.
    #[getter]
    fn interface(&self) -> &str {
        &self.interface
    }

    /// The parameters of the path by name. Each access returns a new dict.
    #[getter]
    fn path<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Headers>> {
        self.path.bind(py).copy().map(Annotated::new)
    }

    /// The typed message of the body.
    #[getter]
    fn message<'py>(&self, py: Python<'py>) -> Annotated<'py, AnyMessage> {
        Annotated::new(self.message.bind(py).clone())
    }

    /// The advice on the path and the headers. ``message.advice`` has the advice on the body.
    #[getter]
    fn advice<'py>(&self, py: Python<'py>) -> Annotated<'py, Findings> {
        Annotated::new(self.advice.bind(py).clone())
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        if !other.is_instance_of::<Self>() {
            return Ok(false);
        }
        keywords(slf.as_any(), RECEIVED)?.eq(keywords(other, RECEIVED)?)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        hash(slf.as_any(), &["interface", "message"])
    }
}
