//! JSON data as Python values.

use std::fmt;

use aicc_core::View;
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString};
use pyo3::{type_hint_identifier, type_hint_subscript};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::convert::hint::Hint;

/// The type of dicts that hold a JSON object.
pub(crate) struct JsonObject;

impl Hint for JsonObject {
    const HINT: PyStaticExpr =
        type_hint_subscript!(PyDict::TYPE_HINT, PyString::TYPE_HINT, type_hint_identifier!("typing", "Any"));
}

/// Returns JSON data as a Python value.
pub(crate) fn to_python(py: Python<'_>, value: Value) -> PyResult<Bound<'_, PyAny>> {
    PythonBuilder(py).deserialize(value).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// Returns the members of a message by wire names. They include the secrets of the message.
pub(crate) fn view_to_python<'py>(py: Python<'py>, view: View<'_>) -> PyResult<Bound<'py, PyAny>> {
    PythonBuilder(py).deserialize(view).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// A visitor that makes Python values.
#[derive(Clone, Copy)]
struct PythonBuilder<'py>(Python<'py>);

impl<'de, 'py> DeserializeSeed<'de> for PythonBuilder<'py> {
    type Value = Bound<'py, PyAny>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, 'py> Visitor<'de> for PythonBuilder<'py> {
    type Value = Bound<'py, PyAny>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(self.0.None().into_bound(self.0))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Self::Value, E> {
        Ok(PyBool::new(self.0, truth).to_owned().into_any())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(PyInt::new(self.0, number).into_any())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(PyInt::new(self.0, number).into_any())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(PyFloat::new(self.0, number).into_any())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(PyString::new(self.0, text).into_any())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let list = PyList::empty(self.0);
        while let Some(element) = elements.next_element_seed(self)? {
            list.append(element).map_err(Error::custom)?;
        }
        Ok(list.into_any())
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<Self::Value, M::Error> {
        let dict = PyDict::new(self.0);
        while let Some(name) = members.next_key::<String>()? {
            dict.set_item(name, members.next_value_seed(self)?).map_err(Error::custom)?;
        }
        Ok(dict.into_any())
    }
}
