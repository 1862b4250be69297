//! Messages as HTTP requests.

use aicc_core::RequestBody;
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_union;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBool, PyInt, PyString};

use crate::classes::request::{PyRequest, written};
use crate::classes::server::{PyCloud, PyGateway};
use crate::convert::argument::Argument;
use crate::convert::text::{digits, text as text_of};
use crate::messages::checked::CheckedMessage;
use crate::panics::guarded;

/// The ID of an agent: a number or its text.
pub(crate) struct AgentId(String);

impl FromPyObject<'_, '_> for AgentId {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(PyInt::TYPE_HINT, <String as Argument>::HINT);

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(Self(text_of(&text)?.into_owned()));
        }
        match value.cast::<PyInt>() {
            Ok(number) if !value.is_instance_of::<PyBool>() => Ok(Self(digits(&number)?.to_cow()?.into_owned())),
            _ => Err(PyTypeError::new_err("an agent ID is an int or a str")),
        }
    }
}

/// The request to the configuration service.
pub(crate) fn to_cloud<'py, T: RequestBody>(
    object: &Bound<'py, PyAny>,
    message: &CheckedMessage<T>,
    cloud: &Bound<'py, PyCloud>,
) -> PyResult<Bound<'py, PyRequest>> {
    let request = guarded(|| Ok(message.valid.request_to(&cloud.get().cloud, &[])))?;
    written(request, object, cloud.as_any(), None)
}

/// The request to the agent gateway.
pub(crate) fn to_gateway<'py, T: RequestBody>(
    object: &Bound<'py, PyAny>,
    message: &CheckedMessage<T>,
    gateway: &Bound<'py, PyGateway>,
    agent_id: AgentId,
) -> PyResult<Bound<'py, PyRequest>> {
    let names = T::INTERFACE.path_parameters.fields.iter().map(|field| field.name);
    let path: Vec<(&str, &str)> = names.zip([agent_id.0.as_str()]).collect();
    let request = guarded(|| Ok(message.valid.request_to(&gateway.get().gateway, &path)))?;
    written(request, object, gateway.as_any(), Some(agent_id.0))
}
