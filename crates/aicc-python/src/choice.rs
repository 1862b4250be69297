//! Documented values, which are enums in Python.

use aicc_core::interfaces::CHOICE_SETS;
use aicc_core::spec::{ChoiceSet, Literal};
use pyo3::exceptions::PyLookupError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::interface::Named;
use crate::interpreter::call;
use crate::language::Tag;

/// Makes closed sets of documented values members of messages: `AgentType Integer;`.
macro_rules! choices {
    ($($name:ident $representation:ident;)+) => {$(
        impl $crate::convert::Argument for aicc_core::$name {
            const HINT: pyo3::inspect::PyStaticExpr = pyo3::type_hint_union!(
                pyo3::type_hint_identifier!("aicc.choices", stringify!($name)),
                $crate::choice::$representation
            );
        }

        impl $crate::convert::ToPython for aicc_core::$name {
            const HINT: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("aicc.choices", stringify!($name));

            fn to_python<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                $crate::choice::member(py, stringify!($name), self.value())
            }
        }
    )+};
}

pub(crate) use choices;

/// What an integer choice can be given as besides its enum.
#[allow(non_upper_case_globals, reason = "named by the kind of literal, for the macro")]
pub(crate) const Integer: PyStaticExpr = pyo3::type_hint_identifier!("builtins", "int");

/// What a text choice can be given as besides its enum.
#[allow(non_upper_case_globals, reason = "named by the kind of literal, for the macro")]
pub(crate) const Text: PyStaticExpr = pyo3::type_hint_identifier!("builtins", "str");

/// The member of an enum that has a value.
pub(crate) fn member<'py>(py: Python<'py>, name: &str, value: impl IntoPyObject<'py>) -> PyResult<Bound<'py, PyAny>> {
    call(&py.import("aicc.choices")?.getattr(name)?, (value,))
}

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
