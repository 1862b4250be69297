//! Python values as a serde deserializer, so that a dict is checked without JSON in between.
//!
//! Only what the engine asks for is looked at: a member that no table documents is never entered, so that neither
//! its type nor its depth matters.

use std::borrow::Cow;
use std::fmt::{self, Display};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::type_object::PyTypeCheck;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyDict, PyFloat, PyInt, PyList, PyMemoryView, PyString, PyTuple};
use serde::de::value::StringDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor};

use crate::entries::{Entries, is_mapping, is_sequence, items, items_of_dict};
use crate::interpreter::each;
use crate::messages;
use crate::secret::PySecret;

/// A Python value. Its errors are Python exceptions, which name types and never values.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a, 'py>(pub(crate) &'a Bound<'py, PyAny>);

/// A Python exception as an error of serde.
#[derive(Debug)]
pub(crate) struct Raised(PyErr);

impl From<PyErr> for Raised {
    fn from(error: PyErr) -> Self {
        Self(error)
    }
}

impl From<Raised> for PyErr {
    fn from(Raised(error): Raised) -> Self {
        error
    }
}

impl Display for Raised {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for Raised {}

impl serde::de::Error for Raised {
    fn custom<T: Display>(message: T) -> Self {
        Self(PyValueError::new_err(message.to_string()))
    }
}

/// The name of a value's type, for errors: `bytes`, `decimal.Decimal`.
pub(crate) fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().fully_qualified_name().map_or_else(|_| "object".to_owned(), |name| name.to_string())
}

/// The text of a `str`. A lone surrogate is no character and cannot be written.
#[inline(always)]
pub(crate) fn text<'a>(value: &'a Bound<'_, PyString>) -> PyResult<Cow<'a, str>> {
    // The original error holds the text, which may be a secret.
    value
        .to_cow()
        .map_err(|_| PyValueError::new_err("a str with a lone surrogate, which is no character, cannot be written"))
}

/// The elements of a sequence.
fn elements<'py>(sequence: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    each(sequence)?.collect()
}

/// The value as one of a type. A cast that fails makes an error, which takes longer than the test.
fn as_type<'a, 'py, T: PyTypeCheck>(value: &'a Bound<'py, PyAny>) -> Option<&'a Bound<'py, T>> {
    if T::type_check(value) { value.cast().ok() } else { None }
}

fn is_binary(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>() || value.is_instance_of::<PyMemoryView>()
}

fn is_array(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(value.is_instance_of::<PyTuple>() || (!is_binary(value) && is_sequence(value)?))
}

fn visit_integer<'de, V: Visitor<'de>>(value: &Bound<'_, PyInt>, visitor: V) -> Result<V::Value, Raised> {
    if let Ok(number) = value.extract::<i64>() {
        return visitor.visit_i64(number);
    }
    match digits(value) {
        Ok(digits) => visit_number(&digits, visitor),
        // Python refuses to write integers of thousands of digits.
        Err(_) => visitor.visit_f64(f64::INFINITY),
    }
}

/// The digits of an integer, with its sign: those of the class `int`, for a subclass may write itself otherwise.
pub(crate) fn digits<'py>(value: &Bound<'py, PyInt>) -> PyResult<Bound<'py, PyString>> {
    Ok(value.py().get_type::<PyInt>().call_method1("__repr__", (value,))?.cast_into()?)
}

/// A number that is no 64-bit integer, by its text: a reply keeps it exact.
fn visit_number<'de, V: Visitor<'de>>(text: &Bound<'_, PyString>, visitor: V) -> Result<V::Value, Raised> {
    visitor.visit_newtype_struct(StringDeserializer::new(text.to_cow()?.into_owned()))
}

impl<'de> Deserializer<'de> for Value<'_, '_> {
    type Error = Raised;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Raised> {
        let Self(value) = self;
        if value.is_none() {
            visitor.visit_unit()
        } else if let Some(string) = as_type::<PyString>(value) {
            match text(string)? {
                Cow::Borrowed(text) => visitor.visit_str(text),
                // The engine takes the copy, and wipes that of a secret.
                Cow::Owned(text) => visitor.visit_string(text),
            }
        } else if let Some(truth) = as_type::<PyBool>(value) {
            visitor.visit_bool(truth.is_true())
        } else if let Some(integer) = as_type::<PyInt>(value) {
            visit_integer(integer, visitor)
        } else if let Some(dict) = as_type::<PyDict>(value) {
            // Before all that is rare: to find that a dict is no sequence takes longer than to read it.
            visitor.visit_map(Entries::of(&items_of_dict(dict)))
        } else if let Some(list) = as_type::<PyList>(value) {
            visitor.visit_seq(Elements(list.iter()))
        } else if let Some(number) = as_type::<PyFloat>(value) {
            visit_number(&PyFloat::new(value.py(), number.value()).repr()?, visitor)
        } else if let Ok(secret) = value.cast::<PySecret>() {
            visitor.visit_str(secret.get().0.expose())
        } else if let Some(object) = messages::nested(value) {
            Value(&object?).deserialize_any(visitor)
        } else if is_array(value)? {
            visitor.visit_seq(Elements(elements(value)?.into_iter()))
        } else if is_mapping(value)? {
            visitor.visit_map(Entries::of(&items(value)?))
        } else {
            Err(PyTypeError::new_err(format!("a value of type {} has no JSON form", type_name(value))).into())
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Raised> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// The elements of an array.
struct Elements<I>(I);

impl<'de, 'py, I: Iterator<Item = Bound<'py, PyAny>>> SeqAccess<'de> for Elements<I> {
    type Error = Raised;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Raised> {
        self.0.next().map(|element| seed.deserialize(Value(&element))).transpose()
    }
}

impl<'de> IntoDeserializer<'de, Raised> for Value<'_, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
