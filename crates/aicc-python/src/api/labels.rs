//! What the Python enums of documented values ask the core.

use aicc_core::interfaces::CHOICE_SETS;
use aicc_core::spec::{ChoiceSet, Literal};
use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::convert::interface::Named;
use crate::convert::language::Tag;

/// The value of a member of an enum.
#[derive(FromPyObject)]
pub(crate) enum Wire {
    Integer(i64),
    Text(String),
}

impl PartialEq<Literal> for Wire {
    fn eq(&self, literal: &Literal) -> bool {
        match (self, literal) {
            (Self::Integer(value), Literal::Integer(known)) => value == known,
            (Self::Text(value), Literal::Text(known)) => value == known,
            _ => false,
        }
    }
}

fn find(name: &str) -> PyResult<&'static ChoiceSet> {
    CHOICE_SETS
        .iter()
        .find(|set| set.name == name)
        .ok_or_else(|| PyLookupError::new_err(format!("unknown enum {name:?}")))
}

/// Returns the meaning of a documented value.
///
/// Args:
///     name: The name of the enum.
///     value: The value on the wire.
///     language: ``en`` or ``zh``.
///
/// Raises:
///     LookupError: The enum is unknown, or does not have the value.
///     ValueError: The language is not supported.
#[pyfunction]
#[pyo3(signature = (name, value, language))]
pub(crate) fn choice_label(name: &str, value: Wire, language: Tag) -> PyResult<&'static str> {
    match find(name)?.choices.iter().find(|choice| value == choice.value) {
        Some(choice) => Ok(choice.label.in_language(language.0)),
        None => Err(PyLookupError::new_err(format!("{name} does not have this value"))),
    }
}

/// Returns the events that a successful request triggers, in their order.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     value: The value of the request member that decides about the events.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
#[pyfunction]
#[pyo3(signature = (interface, value) -> "tuple[str, ...]")]
pub(crate) fn triggered_events<'py>(py: Python<'py>, interface: Named, value: i64) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, interface.0.events.map_or(&[][..], |events| events.of(value)))
}
