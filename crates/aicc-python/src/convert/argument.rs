//! The types of members as arguments and attributes of Python classes.

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

/// The type of a member, as an argument.
pub(crate) trait Argument {
    /// The type for type checkers.
    const HINT: PyStaticExpr;
}

/// The type of a member that no rule checks: the value is converted directly.
pub(crate) trait FromPython: Argument + Sized {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self>;
}

/// The type of a member, as an attribute.
pub(crate) trait ToPython {
    /// The type for type checkers.
    const HINT: PyStaticExpr;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

/// An argument for a member of a request. It accepts any object: the engine checks the value and reports errors.
pub(crate) struct CheckedArgument<'py, T>(pub(crate) Bound<'py, PyAny>, PhantomData<T>);

impl<'py, T: Argument> FromPyObject<'_, 'py> for CheckedArgument<'py, T> {
    type Error = Infallible;

    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Self(value.to_owned(), PhantomData))
    }
}

/// An argument for a member that no rule checks.
pub(crate) struct PlainArgument<T>(pub(crate) T);

impl<T: FromPython> FromPyObject<'_, '_> for PlainArgument<T> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        T::from_python(&value).map(Self)
    }
}

/// The value of an attribute.
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

/// An `int` argument as 64 bits: a larger or smaller number becomes the nearest one. The range is checked by the
/// function that takes it.
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
    /// Returns the number, or an error if it is less than the minimum of the argument.
    pub(crate) fn at_least(self, argument: &str, minimum: usize) -> PyResult<usize> {
        let number = usize::try_from(self.0).ok().filter(|number| *number >= minimum);
        number.ok_or_else(|| PyValueError::new_err(format!("{argument} must be at least {minimum}, not {}", self.0)))
    }
}

/// Returns an `int` of 64 bits.
pub(crate) fn integer(value: &Bound<'_, PyAny>) -> PyResult<i64> {
    value.extract().map_err(|error: PyErr| match error.is_instance_of::<PyOverflowError>(value.py()) {
        true => PyValueError::new_err("the int must have at most 64 bits"),
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

/// A value of a reply can be passed as text, as the platform sends it, or in its Python form.
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
