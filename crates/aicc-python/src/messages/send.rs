//! Messages as HTTP requests.

use aicc_core::{RequestBody, Server};
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_union;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBool, PyInt, PyString};

use crate::classes::request::{PyRequest, RequestArguments, written};
use crate::convert::argument::Argument;
use crate::convert::text::{digits, text as text_of};
use crate::messages::checked::CheckedMessage;
use crate::panics::guarded;

/// A parameter of a path: a number or its text.
pub(crate) struct PathParameter(String);

impl FromPyObject<'_, '_> for PathParameter {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(PyInt::TYPE_HINT, <String as Argument>::HINT);

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(Self(text_of(&text)?.into_owned()));
        }
        match value.cast::<PyInt>() {
            Ok(number) if !value.is_instance_of::<PyBool>() => Ok(Self(digits(&number)?.to_cow()?.into_owned())),
            _ => Err(PyTypeError::new_err("an ID in a path must be an int or a str")),
        }
    }
}

/// Returns the HTTP request of a message to a server, with the parameters of the path in the order of their rows.
pub(crate) fn request<'py, T: RequestBody>(
    object: &Bound<'py, PyAny>,
    message: &CheckedMessage<T>,
    (server, server_object): (&impl Server, &Bound<'py, PyAny>),
    parameters: Vec<PathParameter>,
) -> PyResult<Bound<'py, PyRequest>> {
    let rows = T::INTERFACE.path_parameters.fields;
    let path: Vec<(&str, &str)> =
        rows.iter().map(|row| row.name).zip(parameters.iter().map(|id| id.0.as_str())).collect();
    let request = guarded(|| Ok(message.valid.request_to(server, &path)))?;
    let names = rows.iter().map(|row| row.field);
    written(
        T::INTERFACE,
        request,
        RequestArguments {
            message: object.clone().unbind(),
            server: server_object.clone().unbind(),
            path: names.zip(parameters.into_iter().map(|parameter| parameter.0)).collect(),
        },
        object.py(),
    )
}
