//! Types as type checkers see them.

use std::convert::Infallible;
use std::marker::PhantomData;

use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;

/// A Python value whose type is told to type checkers by `H`.
pub(crate) struct Annotated<'py, H>(Bound<'py, PyAny>, PhantomData<H>);

/// A type as type checkers see it.
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

/// A name as a type.
pub(crate) const fn literal(name: &'static str) -> PyStaticExpr {
    PyStaticExpr::Constant { value: PyStaticConstant::Str(name) }
}

/// The type of one of several names.
macro_rules! one_of {
    ($($name:expr),+) => {
        pyo3::type_hint_subscript!(
            pyo3::type_hint_identifier!("typing", "Literal"),
            $($crate::convert::hint::literal($name.as_str())),+
        )
    };
}

pub(crate) use one_of;
