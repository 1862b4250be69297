//! The entries of a mapping as a map of serde.

use std::borrow::Cow;
use std::slice;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};

use crate::convert::containers::Items;
use crate::convert::text::{ReadError, text, type_name};
use crate::convert::value::{OnException, PythonValue};

/// Returns the text of a name.
#[inline(always)]
pub(crate) fn name<'a>(name: &'a Bound<'_, PyAny>) -> Result<Cow<'a, str>, ReadError> {
    match name.cast::<PyString>() {
        Ok(name) => text(name),
        Err(_) => Err(no_name(name).into()),
    }
}

#[cold]
fn no_name(name: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("names must be str, not {}", type_name(name)))
}

/// Names and values as a map.
pub(crate) struct Entries<'a, 'py> {
    left: slice::Iter<'a, (Bound<'py, PyAny>, Bound<'py, PyAny>)>,
    /// The value of the entry whose name was last returned.
    value: Option<&'a Bound<'py, PyAny>>,
    on_exception: OnException,
}

impl<'a, 'py> Entries<'a, 'py> {
    pub(crate) fn of(items: &'a Items<'py>, on_exception: OnException) -> Self {
        Self { left: items.iter(), value: None, on_exception }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = ReadError;

    // Inlined into the engine, so that the result of the seed is passed in registers, which is faster than memory.
    #[inline(always)]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadError> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(EntryName(name)).map(Some)
    }

    #[inline(always)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ReadError> {
        match self.value.take() {
            Some(value) => seed.deserialize(PythonValue::new(value, self.on_exception)),
            None => Err(ReadError::custom("a value before its name")),
        }
    }
}

impl<'de> Deserializer<'de> for Entries<'_, '_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_map(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The name of an entry.
struct EntryName<'a, 'py>(&'a Bound<'py, PyAny>);

impl<'de> Deserializer<'de> for EntryName<'_, '_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match name(self.0)? {
            Cow::Borrowed(name) => visitor.visit_str(name),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    /// Visits a unit if the name is the expected one, so that the engine does not search for it.
    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        expected: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
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
