//! The types of members, to and from Python.
//!
//! The generated classes name a member's type once and leave the rest to the traits here.

use std::convert::Infallible;
use std::marker::PhantomData;

use aicc_core::{ReplyField, ReplyValue, Scalar, Slot};
use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBool, PyInt, PyNone, PyString, PyTuple};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};

use crate::convert::text::{text, wrong_type};

const STR: PyStaticExpr = type_hint_identifier!("builtins", "str");
const INT: PyStaticExpr = type_hint_identifier!("builtins", "int");
const BOOL: PyStaticExpr = type_hint_identifier!("builtins", "bool");

/// What an argument of a member's type can be.
pub(crate) trait Argument {
    /// As type checkers see it.
    const HINT: PyStaticExpr;
}

/// A member's type that is read from Python as it is: no table checks it.
pub(crate) trait FromPython: Argument + Sized {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self>;
}

/// A member's type as Python sees it.
pub(crate) trait ToPython {
    /// As type checkers see it.
    const HINT: PyStaticExpr;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

/// An argument for the member of a request: the engine reads it, and reports what is wrong with it.
pub(crate) struct CheckedArgument<'py, T>(pub(crate) Bound<'py, PyAny>, PhantomData<T>);

impl<'py, T: Argument> FromPyObject<'_, 'py> for CheckedArgument<'py, T> {
    type Error = Infallible;

    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Self(value.to_owned(), PhantomData))
    }
}

/// An argument for a member that no table checks.
pub(crate) struct PlainArgument<T>(pub(crate) T);

impl<T: FromPython> FromPyObject<'_, '_> for PlainArgument<T> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        T::from_python(&value).map(Self)
    }
}

/// A member that is answered.
pub(crate) struct Attribute<'a, T>(pub(crate) &'a T);

impl<'py, T: ToPython> IntoPyObject<'py> for Attribute<'_, T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = T::HINT;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.to_python(py)
    }
}

/// An `int`, held to 64 bits: one beyond them is as far as they go. Whoever takes it has a range of their own.
#[derive(Clone, Copy)]
pub(crate) struct Clamped(pub(crate) i64);

impl FromPyObject<'_, '_> for Clamped {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = <i64 as FromPyObject<'_, '_>>::INPUT_TYPE;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match value.extract::<i64>() {
            Err(error) if error.is_instance_of::<PyOverflowError>(value.py()) => {
                Ok(Self(if value.lt(0)? { i64::MIN } else { i64::MAX }))
            }
            number => number.map(Self),
        }
    }
}

impl Clamped {
    /// The number as the value of an argument that has a minimum.
    pub(crate) fn at_least(self, argument: &str, minimum: usize) -> PyResult<usize> {
        let number = usize::try_from(self.0).ok().filter(|number| *number >= minimum);
        number.ok_or_else(|| PyValueError::new_err(format!("{argument} must be at least {minimum}, not {}", self.0)))
    }
}

/// An `int` of 64 bits.
pub(crate) fn integer(value: &Bound<'_, PyAny>) -> PyResult<i64> {
    value.extract().map_err(|error: PyErr| match error.is_instance_of::<PyOverflowError>(value.py()) {
        true => PyValueError::new_err("an int of more than 64 bits"),
        false => error,
    })
}

impl Argument for String {
    const HINT: PyStaticExpr = STR;
}

impl FromPython for String {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(text(value.cast::<PyString>().map_err(|_| wrong_type("str", value))?)?.into_owned())
    }
}

impl ToPython for String {
    const HINT: PyStaticExpr = STR;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::new(py, self).into_any())
    }
}

impl Argument for i64 {
    const HINT: PyStaticExpr = INT;
}

impl FromPython for i64 {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.cast::<PyInt>() {
            Ok(number) if !value.is_instance_of::<PyBool>() => integer(number.as_any()),
            _ => Err(wrong_type("int", value)),
        }
    }
}

impl ToPython for i64 {
    const HINT: PyStaticExpr = INT;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyInt::new(py, *self).into_any())
    }
}

impl Argument for bool {
    const HINT: PyStaticExpr = BOOL;
}

impl FromPython for bool {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        value.cast::<PyBool>().map(|truth| truth.is_true()).map_err(|_| wrong_type("bool", value))
    }
}

impl ToPython for bool {
    const HINT: PyStaticExpr = BOOL;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyBool::new(py, *self).to_owned().into_any())
    }
}

impl<T: Argument> Argument for Vec<T> {
    const HINT: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("collections.abc", "Sequence"), T::HINT);
}

impl<T: ToPython> ToPython for Vec<T> {
    const HINT: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("builtins", "tuple"),
        T::HINT,
        PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }
    );

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let elements: PyResult<Vec<_>> = self.iter().map(|element| element.to_python(py)).collect();
        Ok(PyTuple::new(py, elements?)?.into_any())
    }
}

impl<T: ToPython> ToPython for Option<T> {
    const HINT: PyStaticExpr = type_hint_union!(T::HINT, PyNone::TYPE_HINT);

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Some(value) => value.to_python(py),
            None => Ok(py.None().into_bound(py)),
        }
    }
}

/// A text stands for whatever the platform sent; a value that has another form in Python can be given in that.
impl<T: Argument> Argument for ReplyField<T> {
    const HINT: PyStaticExpr = type_hint_union!(T::HINT, STR);
}

impl<T: FromPython + ReplyValue> FromPython for ReplyField<T> {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let Ok(string) = value.cast::<PyString>() else { return T::from_python(value).map(Self::Known) };
        let mut open = Self::Other(String::new());
        open.set(Scalar::Text(text(string)?));
        Ok(open)
    }
}

impl<T: ToPython> ToPython for ReplyField<T> {
    const HINT: PyStaticExpr = type_hint_union!(T::HINT, STR);

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Known(value) => value.to_python(py),
            Self::Other(text) => text.to_python(py),
        }
    }
}
