//! The entries of a mapping as a serde map.

use std::borrow::Cow;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString};
use serde::de::value::MapDeserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};

use crate::value::{Raised, Value, text, type_name};

/// Names and values, in order.
pub(crate) type Items<'py> = Vec<(Bound<'py, PyAny>, Bound<'py, PyAny>)>;

/// The items of a dict. They are a copy: what is called while a value is read may change the dict.
pub(crate) fn items_of_dict<'py>(dict: &Bound<'py, PyDict>) -> Items<'py> {
    dict.iter().collect()
}

/// The items of any mapping.
pub(crate) fn items<'py>(mapping: &Bound<'py, PyMapping>) -> PyResult<Items<'py>> {
    mapping.items()?.iter().map(|item| item.extract()).collect()
}

/// The text of a name.
pub(crate) fn name<'a>(name: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, str>> {
    match name.cast::<PyString>() {
        Ok(name) => text(name),
        Err(_) => Err(PyTypeError::new_err(format!("names must be str, not {}", type_name(name)))),
    }
}

/// The entries as a map.
pub(crate) fn map<'de, 'py>(
    items: Items<'py>,
) -> MapDeserializer<'de, impl Iterator<Item = (Name<'py>, Value<'py>)>, Raised> {
    MapDeserializer::new(items.into_iter().map(|(name, value)| (Name(name), Value(value))))
}

/// The name of an entry.
pub(crate) struct Name<'py>(Bound<'py, PyAny>);

impl<'de> Deserializer<'de> for Name<'_> {
    type Error = Raised;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Raised> {
        visitor.visit_str(&name(&self.0)?)
    }

    /// A unit where the name is the expected one: it need not be looked for.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        expected: &'static str,
        visitor: V,
    ) -> Result<V::Value, Raised> {
        let name = name(&self.0)?;
        if name == expected { visitor.visit_unit() } else { visitor.visit_str(&name) }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Raised> for Name<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
