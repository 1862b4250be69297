//! Documented values as members of the enums in `aicc.choices`.

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;

use crate::interpreter::call;

/// Makes enums the types of members: `AgentType Integer;`.
macro_rules! choices {
    ($($name:ident $representation:ident;)+) => {$(
        impl $crate::convert::argument::Argument for aicc_core::$name {
            const HINT: pyo3::inspect::PyStaticExpr = pyo3::type_hint_union!(
                pyo3::type_hint_identifier!("aicc.choices", stringify!($name)),
                $crate::messages::choice::$representation
            );
        }

        impl $crate::convert::argument::ToPython for aicc_core::$name {
            const HINT: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("aicc.choices", stringify!($name));

            fn to_python<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                $crate::messages::choice::member(py, stringify!($name), self.value())
            }
        }
    )+};
}

pub(crate) use choices;

/// The other type of an argument whose enum has integer values.
#[allow(non_upper_case_globals, reason = "named by the kind of literal, for the macro")]
pub(crate) const Integer: PyStaticExpr = pyo3::type_hint_identifier!("builtins", "int");

/// The other type of an argument whose enum has string values.
#[allow(non_upper_case_globals, reason = "named by the kind of literal, for the macro")]
pub(crate) const Text: PyStaticExpr = pyo3::type_hint_identifier!("builtins", "str");

/// Returns the member of an enum that has a value.
pub(crate) fn member<'py>(py: Python<'py>, name: &str, value: impl IntoPyObject<'py>) -> PyResult<Bound<'py, PyAny>> {
    call(&py.import("aicc.choices")?.getattr(name)?, (value,))
}
