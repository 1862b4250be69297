//! Arguments for bodies and header fields: JSON text, mappings, records and pairs.

use std::borrow::Cow;
use std::convert::Infallible;

use aicc_core::Secret;
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyString};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};
use serde::de::Deserializer;

use crate::convert::containers::{Items, is_mapping, items};
use crate::convert::entries::{self, Entries};
use crate::convert::foreign::record;
use crate::convert::text::wrong_type;
use crate::convert::text::{ReadError, text, type_name};
use crate::convert::value::{OnException, PythonValue};
use crate::interpreter::{call, each};

/// The size in bytes below which releasing the lock of the interpreter takes longer than reading a body.
const LET_OTHERS_RUN: usize = 8192;

/// JSON text: `bytes`, `bytearray`, `memoryview` or `str`.
pub(crate) struct Json<'py>(Bound<'py, PyBytes>);

const JSON_HINT: PyStaticExpr = type_hint_union!(
    type_hint_identifier!("builtins", "bytes"),
    type_hint_identifier!("builtins", "bytearray"),
    type_hint_identifier!("builtins", "memoryview"),
    type_hint_identifier!("builtins", "str")
);

/// The type of mappings of members by wire name.
pub(crate) const MAPPING_HINT: PyStaticExpr =
    type_hint_subscript!(MAPPING, STR, type_hint_identifier!("builtins", "object"));

const RECORD_HINT: PyStaticExpr = type_hint_identifier!("aicc.records", "Record");
const MAPPING: PyStaticExpr = type_hint_identifier!("collections.abc", "Mapping");
const STR: PyStaticExpr = type_hint_identifier!("builtins", "str");
const PAIR: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("builtins", "tuple"), STR, STR);

impl<'py> Json<'py> {
    /// Returns the empty text.
    pub(crate) fn empty(py: Python<'py>) -> Self {
        Self(PyBytes::new(py, b""))
    }

    pub(crate) fn into_bytes(self) -> Bound<'py, PyBytes> {
        self.0
    }

    /// Reads the text. Other threads can run while a long text is read.
    pub(crate) fn read<T: Send>(&self, py: Python<'_>, read: impl FnOnce(&[u8]) -> T + Send) -> T {
        let bytes = self.0.as_bytes();
        if bytes.len() < LET_OTHERS_RUN { read(bytes) } else { py.detach(|| read(bytes)) }
    }
}

impl<'py> FromPyObject<'_, 'py> for Json<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = JSON_HINT;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return Ok(Self(bytes.to_owned()));
        }
        if let Ok(text) = value.cast::<PyString>() {
            return encoded(&text).map(Self);
        }
        if is_text(&value) {
            return Ok(Self(call(value.py().get_type::<PyBytes>().as_any(), (value,))?.cast_into()?));
        }
        Err(PyTypeError::new_err(format!("JSON text must be bytes or str, not {}", type_name(&value))))
    }
}

/// Returns a text in UTF-8. A lone surrogate becomes bytes that are not UTF-8, which the check reports.
fn encoded<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyBytes>> {
    match text.to_cow() {
        Ok(text_in_utf8) => Ok(PyBytes::new(text.py(), text_in_utf8.as_bytes())),
        Err(_) => Ok(text.call_method1("encode", ("utf-8", "surrogatepass"))?.cast_into()?),
    }
}

/// An argument for a body: JSON text or members.
pub(crate) enum BodyArgument<'py> {
    Json(Json<'py>),
    Members(MembersArgument<'py>),
}

impl<'py> FromPyObject<'_, 'py> for BodyArgument<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(JSON_HINT, MAPPING_HINT, RECORD_HINT);

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        // Texts first, because the test for a mapping takes longer than checking a small body.
        if is_text(&value) {
            return value.extract().map(Self::Json);
        }
        if is_mapping(&value)? {
            return Ok(Self::Members(MembersArgument(value.to_owned())));
        }
        if let Some(members) = record(&value)? {
            return Ok(Self::Members(MembersArgument(members)));
        }
        Err(PyTypeError::new_err(format!(
            "a body must be JSON text (bytes or str), a mapping or a record (a dataclass, an attrs class or a pydantic model), not {}",
            type_name(&value)
        )))
    }
}

/// Returns whether a value is JSON text.
pub(crate) fn is_text(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyBytes>()
        || value.is_instance_of::<PyString>()
        || value.is_instance_of::<PyByteArray>()
        || value.is_instance_of::<PyMemoryView>()
}

/// An argument for members by wire name: a mapping or a record.
pub(crate) struct MembersArgument<'py>(Bound<'py, PyAny>);

impl<'py> MembersArgument<'py> {
    /// Returns a deserializer of the members.
    pub(crate) const fn value(&self) -> PythonValue<'_, 'py> {
        PythonValue::new(&self.0, OnException::Raise)
    }
}

impl<'py> FromPyObject<'_, 'py> for MembersArgument<'py> {
    type Error = Infallible;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(MAPPING_HINT, RECORD_HINT);

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Self(value.to_owned()))
    }
}

/// An argument for names and values: a mapping or pairs. Pairs can have a name twice.
#[derive(Default)]
pub(crate) struct Pairs<'py>(pub(crate) Items<'py>);

impl<'py> FromPyObject<'_, 'py> for Pairs<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_subscript!(MAPPING, STR, STR),
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterable"), PAIR)
    );

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let pairs = if is_mapping(&value)? {
            items(&value)?
        } else {
            each(&value)?.map(|item| item?.extract()).collect::<PyResult<_>>()?
        };
        Ok(Self(pairs.into_iter().map(|(name, value)| (whole(name), whole(value))).collect()))
    }
}

/// Returns a text with U+FFFD in place of lone surrogates, which paths and headers cannot contain; other values
/// unchanged.
fn whole(value: Bound<'_, PyAny>) -> Bound<'_, PyAny> {
    match value.cast::<PyString>() {
        Ok(string) if text(string).is_err() => PyString::new(value.py(), &string.to_string_lossy()).into_any(),
        _ => value,
    }
}

/// Returns a name and its text, which may be a credential.
fn texts(name: Cow<'_, str>, value: &Bound<'_, PyAny>) -> PyResult<(String, Secret)> {
    match value.cast::<PyString>() {
        Ok(value) => Ok((name.into_owned(), Secret::from(text(value)?.into_owned()))),
        Err(_) => Err(wrong_type(&format!("str for {name}"), value)),
    }
}

impl<'py> Pairs<'py> {
    /// Returns a deserializer of a map.
    pub(crate) fn map<'de>(&self) -> impl Deserializer<'de, Error = ReadError> {
        Entries::of(&self.0, OnException::Raise)
    }

    /// Returns the pairs. Every value must be a text, which may be a credential.
    pub(crate) fn into_texts(self) -> PyResult<Vec<(String, Secret)>> {
        self.0.iter().map(|(name, value)| texts(entries::name(name)?, value)).collect()
    }

    /// Returns the pairs of a name, in upper or lower case. Their values must be texts; other values are not read.
    pub(crate) fn texts_named(self, wanted: &str) -> PyResult<Vec<(String, Secret)>> {
        let mut named = Vec::new();
        for (name, value) in &self.0 {
            let name = entries::name(name)?;
            if name.eq_ignore_ascii_case(wanted) {
                named.push(texts(name, value)?);
            }
        }
        Ok(named)
    }
}
