//! HTTP requests.

use aicc_core::{Report, Request};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_subscript;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBytes, PyDict, PyTuple};

use crate::classes::immutable::{Attributes, Immutable, PyImmutable};
use crate::convert::argument::Argument;
use crate::convert::hint::{Annotated, Hint};
use crate::convert::json::JsonObject;
use crate::errors;

/// A valid message as an HTTP request: plain data that goes straight into an HTTP client.
///
/// ``httpx.request(request.method, request.url, headers=request.headers, content=request.content)``
///
/// It holds the secrets of its message and prints them as ``***``; it pickles as its message and server do.
#[pyclass(name = "Request", module = "aicc", frozen, extends = PyImmutable)]
pub(crate) struct PyRequest {
    request: Request,
    /// What was asked: the message, and the arguments of its `request`.
    message: Py<PyAny>,
    server: Py<PyAny>,
    agent_id: Option<String>,
}

impl Immutable for PyRequest {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["method", "url", "headers", "content"]);
}

/// The type of header fields.
pub(crate) struct Headers;

impl Hint for Headers {
    const HINT: PyStaticExpr =
        type_hint_subscript!(PyDict::TYPE_HINT, <String as Argument>::HINT, <String as Argument>::HINT);
}

/// A request that was written, with what it was written from.
pub(crate) fn written<'py>(
    request: Result<Request, Report>,
    message: &Bound<'py, PyAny>,
    server: &Bound<'py, PyAny>,
    agent_id: Option<String>,
) -> PyResult<Bound<'py, PyRequest>> {
    let request = request.map_err(|report| errors::validation(message.py(), &report))?;
    let (message, server, py) = (message.clone().unbind(), server.clone().unbind(), message.py());
    PyRequest { request, message, server, agent_id }.object(py)
}

fn headers<'py>(py: Python<'py>, request: &Request) -> PyResult<Bound<'py, PyDict>> {
    let headers = PyDict::new(py);
    for (name, value) in &request.headers {
        headers.set_item(name, value)?;
    }
    Ok(headers)
}

#[pymethods]
impl PyRequest {
    /// The method: ``POST`` or ``PUT``.
    #[getter]
    fn method(&self) -> &'static str {
        self.request.method.as_str()
    }

    /// The URL.
    #[getter]
    fn url(&self) -> &str {
        &self.request.url
    }

    /// The header fields, in the spelling of the interface's table. They hold the credentials. A new dict each time.
    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Headers>> {
        headers(py, &self.request).map(Annotated::new)
    }

    /// The body: compact JSON in UTF-8. It holds the secrets of the message.
    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.request.body.as_bytes())
    }

    /// The request for people to look at: ``method``, ``url``, ``headers`` and ``content`` as text, with ``***`` in
    /// place of each secret.
    fn masked<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, JsonObject>> {
        let masked = self.request.masked();
        let shown = PyDict::new(py);
        shown.set_item("method", masked.method.as_str())?;
        shown.set_item("url", &masked.url)?;
        shown.set_item("headers", headers(py, &masked)?)?;
        shown.set_item("content", &masked.body)?;
        Ok(Annotated::new(shown.into_any()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let masked = self.request.masked();
        let (method, url) = (masked.method.as_str(), &masked.url);
        let headers = headers(py, &masked)?.repr()?;
        let content = PyBytes::new(py, masked.body.as_bytes()).repr()?;
        Ok(format!("Request(method='{method}', url='{url}', headers={headers}, content={content})"))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.request == other.get().request)
    }

    /// It is written again from its message.
    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let keywords = PyDict::new(py);
        if let Some(agent_id) = &self.agent_id {
            keywords.set_item("agent_id", agent_id)?;
        }
        let caller = py.import("operator")?.getattr("methodcaller")?;
        let ask = caller.call(("request", self.server.bind(py)), Some(&keywords))?;
        (ask, (self.message.bind(py),)).into_pyobject(py)
    }
}
