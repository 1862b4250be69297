//! What all records have in common: they print, copy and pickle by their attributes, as a dataclass does.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// `Name(attribute=value, …)`.
pub(crate) fn representation(record: &Bound<'_, PyAny>, name: &str, attributes: &[&str]) -> PyResult<String> {
    let shown = |attribute: &&str| Ok(format!("{attribute}={}", record.getattr(*attribute)?.repr()?));
    let shown: PyResult<Vec<String>> = attributes.iter().map(shown).collect();
    Ok(format!("{name}({})", shown?.join(", ")))
}

/// The attributes as the keyword arguments that make the same record.
pub(crate) fn keywords<'py>(record: &Bound<'py, PyAny>, attributes: &[&str]) -> PyResult<Bound<'py, PyDict>> {
    let keywords = PyDict::new(record.py());
    for attribute in attributes {
        keywords.set_item(attribute, record.getattr(*attribute)?)?;
    }
    Ok(keywords)
}

/// The arguments that make the same record: none by position, and its keywords.
pub(crate) type NewArguments<'py> = (Bound<'py, PyTuple>, Bound<'py, PyDict>);

/// The arguments that make the same record, as pickling asks for them.
pub(crate) fn arguments<'py>(record: &Bound<'py, PyAny>, attributes: &[&str]) -> PyResult<NewArguments<'py>> {
    Ok((PyTuple::empty(record.py()), keywords(record, attributes)?))
}

/// The same record with other values of some attributes.
pub(crate) fn replaced<'py>(
    record: &Bound<'py, PyAny>,
    attributes: &[&str],
    changes: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let keywords = keywords(record, attributes)?;
    if let Some(changes) = changes {
        keywords.update(changes.as_mapping())?;
    }
    record.get_type().call((), Some(&keywords))
}

/// A hash of the attributes.
pub(crate) fn hash(record: &Bound<'_, PyAny>, attributes: &[&str]) -> PyResult<isize> {
    let values: PyResult<Vec<_>> = attributes.iter().map(|attribute| record.getattr(*attribute)).collect();
    PyTuple::new(record.py(), values?)?.hash()
}
