//! The entries of a mapping as a serde map.

use std::borrow::Cow;
use std::slice;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyType};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};

use crate::interpreter::{call, each, running_python};
use crate::value::{Raising, Unread, Value, text, type_name};

/// Names and values, in order.
pub(crate) type Items<'py> = Vec<(Bound<'py, PyAny>, Bound<'py, PyAny>)>;

/// The items of a dict. They are a copy: what is called while a value is read may change the dict.
pub(crate) fn items_of_dict<'py>(dict: &Bound<'py, PyDict>) -> Items<'py> {
    dict.iter().collect()
}

/// Whether a value is a mapping. What its class raises meanwhile is an error.
pub(crate) fn is_mapping(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    static MAPPING: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    Ok(value.is_instance_of::<PyDict>() || is_abstract(value, &MAPPING, "Mapping")?)
}

/// Whether a value is a sequence. What its class raises meanwhile is an error.
pub(crate) fn is_sequence(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    static SEQUENCE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    is_abstract(value, &SEQUENCE, "Sequence")
}

fn is_abstract(value: &Bound<'_, PyAny>, class: &PyOnceLock<Py<PyType>>, name: &str) -> PyResult<bool> {
    let class = class.import(value.py(), "collections.abc", name)?;
    running_python(|| value.is_instance(class))
}

/// The items of any mapping.
pub(crate) fn items<'py>(mapping: &Bound<'py, PyAny>) -> PyResult<Items<'py>> {
    let no_pair = |_| PyTypeError::new_err(format!("the items of {} must be pairs", type_name(mapping)));
    let items = call(&mapping.getattr("items")?, ())?;
    each(&items)?.map(|item| item?.extract().map_err(no_pair)).collect()
}

/// The text of a name.
#[inline(always)]
pub(crate) fn name<'a>(name: &'a Bound<'_, PyAny>) -> Result<Cow<'a, str>, Unread> {
    match name.cast::<PyString>() {
        Ok(name) => text(name),
        Err(_) => Err(no_name(name).into()),
    }
}

#[cold]
fn no_name(name: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("names must be str, not {}", type_name(name)))
}

/// Entries as a map.
pub(crate) struct Entries<'a, 'py> {
    left: slice::Iter<'a, (Bound<'py, PyAny>, Bound<'py, PyAny>)>,
    /// The value of the entry whose name was last returned.
    value: Option<&'a Bound<'py, PyAny>>,
    raising: Raising,
}

impl<'a, 'py> Entries<'a, 'py> {
    pub(crate) fn of(items: &'a Items<'py>, raising: Raising) -> Self {
        Self { left: items.iter(), value: None, raising }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Unread;

    // Inlined into the engine, as are names and their texts: it gets the answer of a seed in registers. Through memory it
    // would wait for it.
    #[inline(always)]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unread> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Name(name)).map(Some)
    }

    #[inline(always)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unread> {
        match self.value.take() {
            Some(value) => seed.deserialize(Value::new(value, self.raising)),
            None => Err(Unread::custom("a value before its name")),
        }
    }
}

impl<'de> Deserializer<'de> for Entries<'_, '_> {
    type Error = Unread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_map(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The name of an entry.
struct Name<'a, 'py>(&'a Bound<'py, PyAny>);

impl<'de> Deserializer<'de> for Name<'_, '_> {
    type Error = Unread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match name(self.0)? {
            Cow::Borrowed(name) => visitor.visit_str(name),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    /// A unit where the name is the expected one: it need not be looked for.
    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        expected: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        match name(self.0)? {
            Cow::Borrowed(name) if name == expected => visitor.visit_unit(),
            Cow::Borrowed(name) => visitor.visit_str(name),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
