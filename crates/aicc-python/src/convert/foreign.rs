//! What stands in a body besides the built-in types: the types of this package, and those of common libraries, which are
//! known by what they offer, so that no library is imported.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyMemoryView, PyString, PyTuple, PyType};

use crate::classes::immutable::PyImmutable;
use crate::classes::secret::PySecret;
use crate::convert::containers::{Items, is_mapping, is_sequence, items};
use crate::interpreter::{call, each, running_python};

/// The JSON form of an object.
pub(crate) enum Form<'a, 'py> {
    Secret(&'a Bound<'py, PySecret>),
    Array(Vec<Bound<'py, PyAny>>),
    Object(Items<'py>),
    /// A decimal number, by its text.
    Number(Bound<'py, PyString>),
    /// That of another object, which is closer to JSON.
    Substitute(Bound<'py, PyAny>),
    /// It has none.
    None,
}

/// The form of an object. A substitute for another object has no substitute itself.
///
/// # Errors
///
/// Returns what the code of the object raises.
pub(crate) fn form<'a, 'py>(object: &'a Bound<'py, PyAny>, is_substitute: bool) -> PyResult<Form<'a, 'py>> {
    if let Ok(secret) = object.cast::<PySecret>() {
        return Ok(Form::Secret(secret));
    }
    if is_array(object)? {
        return elements(object).map(Form::Array);
    }
    if is_mapping(object)? {
        return items(object).map(Form::Object);
    }
    if is_substitute || is_binary(object) {
        return Ok(Form::None);
    }
    if let Some(record) = record(object)? {
        return Ok(Form::Substitute(record));
    }
    scalar(object)
}

/// The members of a record: a message of this package, a pydantic model, a dataclass or an attrs class. `None` for
/// any other object.
pub(crate) fn record<'py>(object: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    if let Ok(own) = object.cast::<PyImmutable>()
        && let Some(members) = PyImmutable::members(own)
    {
        return members.map(Some);
    }
    // A class has the methods of its objects, and cannot call them.
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

/// The names of fields.
fn names<'py>(fields: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    each(fields)?.map(|field| field?.getattr("name")).collect()
}

/// Scalars and arrays of libraries.
fn scalar<'a, 'py>(object: &Bound<'py, PyAny>) -> PyResult<Form<'a, 'py>> {
    static ENUM: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let py = object.py();
    if object.is_instance_of::<PyType>() {
        return Ok(Form::None);
    }
    if running_python(|| object.is_instance(ENUM.import(py, "enum", "Enum")?))? {
        return running_python(|| object.getattr("value")).map(Form::Substitute);
    }
    if running_python(|| object.is_instance(DECIMAL.import(py, "decimal", "Decimal")?))? {
        return running_python(|| object.str()).map(Form::Number);
    }
    // Scalars, arrays and series of numpy and pandas.
    if let Some(to_list) = running_python(|| object.getattr_opt("tolist"))? {
        return call(&to_list, ()).map(Form::Substitute);
    }
    // Whatever else Python takes as an integer.
    if running_python(|| object.getattr_opt("__index__"))?.is_some() {
        let index = py.import("operator")?.getattr("index")?;
        return call(&index, (object,)).map(Form::Substitute);
    }
    Ok(Form::None)
}

fn is_binary(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>() || value.is_instance_of::<PyMemoryView>()
}

fn is_array(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(value.is_instance_of::<PyTuple>() || (!is_binary(value) && is_sequence(value)?))
}

/// The elements of a sequence.
fn elements<'py>(sequence: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    each(sequence)?.collect()
}
