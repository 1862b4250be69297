//! The JSON form of objects that are not of a built-in type: objects of this package and of common libraries. Libraries
//! are recognised by the methods of their objects, so that no library is imported.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyMemoryView, PyString, PyTuple, PyType};

use crate::classes::immutable::PyImmutable;
use crate::classes::secret::PySecret;
use crate::convert::containers::{Items, is_mapping, is_sequence, items};
use crate::interpreter::{call, each, running_python};

/// How an object is read as JSON.
pub(crate) enum JsonForm<'a, 'py> {
    Secret(&'a Bound<'py, PySecret>),
    Array(Vec<Bound<'py, PyAny>>),
    Object(Items<'py>),
    /// The text of a decimal number.
    Number(Bound<'py, PyString>),
    /// Another object that is closer to JSON.
    Substitute(Bound<'py, PyAny>),
    /// The object has no JSON form.
    None,
}

/// Returns the JSON form of an object. A substitute has no substitute itself.
///
/// # Errors
///
/// Returns the exception that the code of the object raises.
pub(crate) fn json_form<'a, 'py>(object: &'a Bound<'py, PyAny>, is_substitute: bool) -> PyResult<JsonForm<'a, 'py>> {
    if let Ok(secret) = object.cast::<PySecret>() {
        return Ok(JsonForm::Secret(secret));
    }
    if is_array(object)? {
        return elements(object).map(JsonForm::Array);
    }
    if is_mapping(object)? {
        return items(object).map(JsonForm::Object);
    }
    if is_substitute || is_binary(object) {
        return Ok(JsonForm::None);
    }
    if let Some(record) = record(object)? {
        return Ok(JsonForm::Substitute(record));
    }
    scalar(object)
}

/// Returns the members of a record: an object of this package, a pydantic model, a dataclass or an attrs class. `None`
/// for any other object.
pub(crate) fn record<'py>(object: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    if let Ok(own) = object.cast::<PyImmutable>()
        && let Some(members) = PyImmutable::members(own)
    {
        return members.map(Some);
    }
    // A class has the attributes of its objects, but is not a record.
    if object.is_instance_of::<PyType>() {
        return Ok(None);
    }
    let offers = |name: &str| running_python(|| object.getattr_opt(name));
    if let Some(dump) = offers("model_dump")? {
        let by_alias = PyDict::new(object.py());
        by_alias.set_item("by_alias", true)?;
        return running_python(|| dump.call((), Some(&by_alias))).map(Some);
    }
    let names = if offers("__dataclass_fields__")?.is_some() {
        let fields = object.py().import("dataclasses")?.getattr("fields")?;
        names(&call(&fields, (object,))?)?
    } else if let Some(fields) = offers("__attrs_attrs__")? {
        names(&fields)?
    } else {
        return Ok(None);
    };
    let members = PyDict::new(object.py());
    for name in names {
        let value = running_python(|| object.getattr(name.cast::<PyString>()?))?;
        members.set_item(name, value)?;
    }
    Ok(Some(members.into_any()))
}

/// Returns the names of fields.
fn names<'py>(fields: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    each(fields)?.map(|field| field?.getattr("name")).collect()
}

/// Returns the JSON form of scalars and arrays of libraries.
fn scalar<'a, 'py>(object: &Bound<'py, PyAny>) -> PyResult<JsonForm<'a, 'py>> {
    static ENUM: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let py = object.py();
    if object.is_instance_of::<PyType>() {
        return Ok(JsonForm::None);
    }
    if running_python(|| object.is_instance(ENUM.import(py, "enum", "Enum")?))? {
        return running_python(|| object.getattr("value")).map(JsonForm::Substitute);
    }
    if running_python(|| object.is_instance(DECIMAL.import(py, "decimal", "Decimal")?))? {
        return running_python(|| object.str()).map(JsonForm::Number);
    }
    // Scalars, arrays and series of numpy and pandas.
    if let Some(to_list) = running_python(|| object.getattr_opt("tolist"))? {
        return call(&to_list, ()).map(JsonForm::Substitute);
    }
    // Other objects that Python accepts as an integer.
    if running_python(|| object.getattr_opt("__index__"))?.is_some() {
        let index = py.import("operator")?.getattr("index")?;
        return call(&index, (object,)).map(JsonForm::Substitute);
    }
    Ok(JsonForm::None)
}

fn is_binary(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>() || value.is_instance_of::<PyMemoryView>()
}

fn is_array(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(value.is_instance_of::<PyTuple>() || (!is_binary(value) && is_sequence(value)?))
}

/// Returns the elements of a sequence.
fn elements<'py>(sequence: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    each(sequence)?.collect()
}
