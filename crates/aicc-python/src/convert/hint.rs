//! Types for type checkers, which become the annotations of `_aicc.pyi`.

use std::convert::Infallible;
use std::marker::PhantomData;

use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;

/// A Python value whose annotation is `H`.
pub(crate) struct Annotated<'py, H>(Bound<'py, PyAny>, PhantomData<H>);

/// An annotation.
pub(crate) trait Hint {
    const HINT: PyStaticExpr;
}

impl<'py, H: Hint> Annotated<'py, H> {
    pub(crate) fn new<T>(value: Bound<'py, T>) -> Self {
        Self(value.into_any(), PhantomData)
    }
}

impl<'py, H: Hint> IntoPyObject<'py> for Annotated<'py, H> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = Infallible;

    const OUTPUT_TYPE: PyStaticExpr = H::HINT;

    fn into_pyobject(self, _py: Python<'py>) -> Result<Bound<'py, PyAny>, Infallible> {
        Ok(self.0)
    }
}

/// Returns a string literal as a type.
pub(crate) const fn literal(name: &'static str) -> PyStaticExpr {
    PyStaticExpr::Constant { value: PyStaticConstant::Str(name) }
}

/// Returns the type `Literal[…]` of several names.
macro_rules! one_of {
    ($($name:expr),+) => {
        pyo3::type_hint_subscript!(
            pyo3::type_hint_identifier!("typing", "Literal"),
            $($crate::convert::hint::literal($name.as_str())),+
        )
    };
}

pub(crate) use one_of;
