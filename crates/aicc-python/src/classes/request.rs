//! `Request`: an HTTP request as plain data.

use aicc_core::{Interface, Report, Request};
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

/// The HTTP request of a valid message, as plain data for any HTTP client.
///
/// ``httpx2.request(request.method, request.url, headers=request.headers, content=request.content)``
///
/// It contains the secrets of the message, and prints them as ``***``. Pickling a request with secrets needs
/// ``aicc.allow_pickling_secrets()``.
#[pyclass(name = "Request", module = "aicc", frozen, extends = PyImmutable)]
pub(crate) struct PyRequest {
    interface: &'static Interface,
    request: Request,
    arguments: RequestArguments,
}

/// The message and the arguments of its method `request`, from which pickling writes the request again.
pub(crate) struct RequestArguments {
    pub(crate) message: Py<PyAny>,
    pub(crate) server: Py<PyAny>,
    /// The parameters of the path, by the names of their arguments.
    pub(crate) path: Vec<(&'static str, String)>,
}

impl Immutable for PyRequest {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["interface", "method", "url", "headers", "content"]);
}

/// The type of the header fields.
pub(crate) struct Headers;

impl Hint for Headers {
    const HINT: PyStaticExpr =
        type_hint_subscript!(PyDict::TYPE_HINT, <String as Argument>::HINT, <String as Argument>::HINT);
}

/// Returns the object of a request that was written, or raises a `ValidationError`.
pub(crate) fn written<'py>(
    interface: &'static Interface,
    request: Result<Request, Report>,
    arguments: RequestArguments,
    py: Python<'py>,
) -> PyResult<Bound<'py, PyRequest>> {
    let request = request.map_err(|report| errors::validation(py, &report))?;
    PyRequest { interface, request, arguments }.object(py)
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
    /// The name of the interface, by which ``aicc.read_reply`` reads the reply.
    #[getter]
    fn interface(&self) -> &'static str {
        self.interface.name
    }

    /// The method: ``POST`` or ``PUT``.
    #[getter]
    fn method(&self) -> &'static str {
        self.request.method.as_str()
    }

    /// The complete URL.
    #[getter]
    fn url(&self) -> &str {
        &self.request.url
    }

    /// The header fields, with the names that the page documents. They contain the credentials. Each access returns a
    /// new dict.
    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Headers>> {
        headers(py, &self.request).map(Annotated::new)
    }

    /// The body: compact JSON in UTF-8. It contains the secrets of the message.
    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.request.body.as_bytes())
    }

    /// Returns ``method``, ``url``, ``headers`` and ``content`` as text, with ``***`` in place of each secret: for
    /// logs.
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

    /// A request is written again from its message when it is unpickled.
    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let RequestArguments { message, server, path } = &self.arguments;
        let keywords = PyDict::new(py);
        for (name, value) in path {
            keywords.set_item(name, value)?;
        }
        let caller = py.import("operator")?.getattr("methodcaller")?;
        let ask = caller.call(("request", server.bind(py)), Some(&keywords))?;
        (ask, (message.bind(py),)).into_pyobject(py)
    }
}
