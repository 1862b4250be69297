//! Python values as a serde deserializer, so that a dict is checked without JSON in between.
//!
//! Only documented members are read. Of an undocumented member neither the type nor the depth matters; only its texts
//! are searched for lone surrogates, because one makes the whole body invalid.

use std::borrow::Cow;
use std::collections::HashSet;

use aicc_core::{Check, Interface, Profile, Reason, Report, visit_foreign, visit_secret};
use pyo3::exceptions::{PyException, PyMemoryError};
use pyo3::prelude::*;
use pyo3::type_object::PyTypeCheck;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use serde::de::value::StringDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor};

use crate::convert::containers::{Items, items_of_dict};
use crate::convert::entries::Entries;
use crate::convert::foreign::{JsonForm, json_form};
use crate::convert::text::{ReadError, digits, text, type_name};

/// A Python value. Its errors contain types and never values.
#[derive(Clone, Copy)]
pub(crate) struct PythonValue<'a, 'py> {
    object: &'a Bound<'py, PyAny>,
    on_exception: OnException,
    /// Whether the value is the substitute of another object.
    is_substitute: bool,
}

/// What to do with an exception that an object raises while it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnException {
    /// The exception is raised to the caller.
    Raise,
    /// A finding says that the object has no JSON form.
    Report,
}

impl<'a, 'py> PythonValue<'a, 'py> {
    pub(crate) const fn new(object: &'a Bound<'py, PyAny>, on_exception: OnException) -> Self {
        Self { object, on_exception, is_substitute: false }
    }
}

/// Returns the name of the type of a value, distinct from the names of JSON types.
fn python_type(value: &Bound<'_, PyAny>) -> String {
    format!("Python {}", type_name(value))
}

/// Returns the value as an object of a type. The test comes first because a failed cast makes an error, which is
/// slower.
fn as_type<'a, 'py, T: PyTypeCheck>(value: &'a Bound<'py, PyAny>) -> Option<&'a Bound<'py, T>> {
    if T::type_check(value) { value.cast().ok() } else { None }
}

fn visit_integer<'de, V: Visitor<'de>>(value: &Bound<'_, PyInt>, visitor: V) -> Result<V::Value, ReadError> {
    if let Ok(number) = value.extract::<i64>() {
        return visitor.visit_i64(number);
    }
    match digits(value) {
        Ok(digits) => visit_number(&digits, visitor),
        // Python does not print integers of more than 4,300 digits.
        Err(_) => visitor.visit_f64(f64::INFINITY),
    }
}

fn visit_float<'de, V: Visitor<'de>>(value: &Bound<'_, PyFloat>, visitor: V) -> Result<V::Value, ReadError> {
    let number = value.value();
    if number.is_nan() {
        visitor.visit_f64(number)
    } else {
        visit_number(&PyFloat::new(value.py(), number).repr()?, visitor)
    }
}

/// Visits the text of a number that is not a 64-bit integer: replies keep it exactly.
fn visit_number<'de, V: Visitor<'de>>(number: &Bound<'_, PyString>, visitor: V) -> Result<V::Value, ReadError> {
    visitor.visit_newtype_struct(StringDeserializer::new(text(number)?.into_owned()))
}

impl<'de, 'py> Deserializer<'de> for PythonValue<'_, 'py> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Self { object, on_exception, .. } = self;
        if object.is_none() {
            visitor.visit_unit()
        } else if let Some(string) = as_type::<PyString>(object) {
            match text(string)? {
                Cow::Borrowed(text) => visitor.visit_str(text),
                // The engine owns the copy, and wipes it if it is a secret.
                Cow::Owned(text) => visitor.visit_string(text),
            }
        } else if let Some(truth) = as_type::<PyBool>(object) {
            visitor.visit_bool(truth.is_true())
        } else if let Some(integer) = as_type::<PyInt>(object) {
            visit_integer(integer, visitor)
        } else if let Some(dict) = as_type::<PyDict>(object) {
            // Before the rare types: the test for a sequence takes longer than reading a dict.
            self.visit_items(&items_of_dict(dict), visitor)
        } else if let Some(list) = as_type::<PyList>(object) {
            visitor.visit_seq(ArrayElements { left: list.iter(), on_exception })
        } else if let Some(number) = as_type::<PyFloat>(object) {
            visit_float(number, visitor)
        } else {
            self.visit_rare(visitor)
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        look_through(self.object)?;
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

impl<'py> PythonValue<'_, 'py> {
    /// Visits a value of a rare type.
    #[cold]
    fn visit_rare<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Self { object, on_exception, is_substitute } = self;
        match json_form(object, is_substitute) {
            Ok(JsonForm::Secret(secret)) => visit_secret(&secret.get().0, visitor),
            Ok(JsonForm::Array(elements)) => {
                visitor.visit_seq(ArrayElements { left: elements.into_iter(), on_exception })
            }
            Ok(JsonForm::Object(items)) => self.visit_items(&items, visitor),
            Ok(JsonForm::Number(number)) => visit_decimal(&number, visitor),
            Ok(JsonForm::Substitute(object)) => {
                PythonValue { object: &object, on_exception, is_substitute: true }.deserialize_any(visitor)
            }
            Ok(JsonForm::None) => visit_foreign(python_type(object), visitor),
            Err(error) if on_exception == OnException::Report && is_of_the_object(&error, object.py()) => {
                visit_foreign(
                    format!("{} (reading it raises {})", python_type(object), name_of(&error, object.py())),
                    visitor,
                )
            }
            Err(error) => Err(error.into()),
        }
    }

    #[inline(always)]
    fn visit_items<'de, V: Visitor<'de>>(self, items: &Items<'py>, visitor: V) -> Result<V::Value, ReadError> {
        match items.iter().find(|(name, _)| !PyString::type_check(name)) {
            None => visitor.visit_map(Entries::of(items, self.on_exception)),
            Some((name, _)) => {
                let types = format!("{} with a name of the type {}", python_type(self.object), type_name(name));
                visit_foreign(types, visitor)
            }
        }
    }
}

/// Returns whether an exception is about the object that raises it, and not about the process.
pub(crate) fn is_of_the_object(error: &PyErr, py: Python<'_>) -> bool {
    error.is_instance_of::<PyException>(py) && !error.is_instance_of::<PyMemoryError>(py)
}

fn name_of(error: &PyErr, py: Python<'_>) -> String {
    error.get_type(py).name().map_or_else(|_| "an exception".to_owned(), |name| name.to_string())
}

/// Visits a decimal number. A number without fraction and exponent is an integer (reading R4).
fn visit_decimal<'de, V: Visitor<'de>>(number: &Bound<'_, PyString>, visitor: V) -> Result<V::Value, ReadError> {
    let digits = text(number)?;
    if let Ok(integer) = digits.parse() {
        return visitor.visit_i64(integer);
    }
    if digits.ends_with("NaN") { visitor.visit_f64(f64::NAN) } else { visit_number(number, visitor) }
}

/// Searches the texts of a value for a lone surrogate.
fn look_through(value: &Bound<'_, PyAny>) -> Result<(), ReadError> {
    if let Some(string) = as_type::<PyString>(value) {
        return text(string).map(drop);
    }
    // Without recursion, and each container once: containers can contain themselves.
    let mut left = vec![value.clone()];
    let mut seen = HashSet::new();
    while let Some(value) = left.pop() {
        if let Some(string) = as_type::<PyString>(&value) {
            text(string)?;
        } else if let Some(dict) = as_type::<PyDict>(&value) {
            if seen.insert(value.as_ptr()) {
                left.extend(items_of_dict(dict).into_iter().flat_map(|(name, value)| [name, value]));
            }
        } else if let Some(list) = as_type::<PyList>(&value) {
            if seen.insert(value.as_ptr()) {
                left.extend(list);
            }
        } else if let Some(tuple) = as_type::<PyTuple>(&value)
            && seen.insert(value.as_ptr())
        {
            left.extend(tuple);
        }
    }
    Ok(())
}

/// The elements of an array.
struct ArrayElements<I> {
    left: I,
    on_exception: OnException,
}

impl<'de, 'py, I: Iterator<Item = Bound<'py, PyAny>>> SeqAccess<'de> for ArrayElements<I> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        self.left.next().map(|element| seed.deserialize(PythonValue::new(&element, self.on_exception))).transpose()
    }
}

impl<'de> IntoDeserializer<'de, ReadError> for PythonValue<'_, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Reads the members of a body into a check.
pub(crate) fn read(check: &mut Check<'_>, members: PythonValue<'_, '_>) -> PyResult<()> {
    match check.body(members) {
        Err(ReadError::Surrogate) => check.refuse_body(Reason::Surrogate),
        read => read?,
    }
    Ok(())
}

/// Returns the report on a body with a lone surrogate.
pub(crate) fn surrogate_report(interface: &'static Interface, profile: &Profile) -> Report {
    let mut check = Check::new(interface, profile);
    check.refuse_body(Reason::Surrogate);
    check.report()
}
