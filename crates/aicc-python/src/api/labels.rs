//! What documented values mean.

use aicc_core::interfaces::CHOICE_SETS;
use aicc_core::spec::{ChoiceSet, Literal};
use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::convert::interface::Named;
use crate::convert::language::Tag;

/// A value of an enum in Python.
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
    CHOICE_SETS.iter().find(|set| set.name == name).ok_or_else(|| PyLookupError::new_err(format!("no enum {name:?}")))
}

/// What a documented value means.
///
/// Args:
///     name: The name of the enum.
///     value: The value on the wire.
///     language: ``en`` or ``zh``.
///
/// Raises:
///     LookupError: There is no such enum, or no such value in it.
///     ValueError: There are no labels in that language.
#[pyfunction]
#[pyo3(signature = (name, value, language))]
pub(crate) fn choice_label(name: &str, value: Wire, language: Tag) -> PyResult<&'static str> {
    match find(name)?.choices.iter().find(|choice| value == choice.value) {
        Some(choice) => Ok(choice.label.in_language(language.0)),
        None => Err(PyLookupError::new_err(format!("no such value of {name}"))),
    }
}

/// The events that a success of an interface triggers, in their order, by the request member that decides.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     value: The value of that member.
///
/// Raises:
///     UnknownInterfaceError: There is no such interface.
#[pyfunction]
#[pyo3(signature = (interface, value) -> "tuple[str, ...]")]
pub(crate) fn triggered_events<'py>(py: Python<'py>, interface: Named, value: i64) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, interface.0.events.map_or(&[][..], |events| events.of(value)))
}
