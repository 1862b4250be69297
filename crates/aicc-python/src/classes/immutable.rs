//! The base of the classes of this package: their objects never change, and print, copy and pickle by their attributes.

use pyo3::PyClass;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::{PyDict, PyTuple};

use crate::convert::hint::{Annotated, Hint};

/// The base of the classes of this package. Objects never change: ``copy.copy`` and ``copy.deepcopy`` return the object
/// itself.
#[pyclass(name = "Immutable", module = "aicc._aicc", frozen, subclass)]
pub(crate) struct PyImmutable(&'static Attributes);

/// What the base knows about a class.
pub(crate) struct Attributes {
    /// The attributes that `repr` shows.
    pub(crate) shown: &'static [&'static str],
    /// The attributes that make an equal object when they are passed to the constructor.
    pub(crate) arguments: &'static [&'static str],
    /// Returns the members by wire name, if objects of the class can be part of a request body.
    pub(crate) members: Option<ToMembers>,
}

/// Returns the members of an object by wire name.
pub(crate) type ToMembers = for<'py> fn(&Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>>;

impl Attributes {
    /// Returns the attributes of a class whose `repr` shows all arguments of the constructor.
    pub(crate) const fn new(arguments: &'static [&'static str]) -> Self {
        Self { shown: arguments, arguments, members: None }
    }
}

/// A class that extends [`PyImmutable`].
pub(crate) trait Immutable: PyClass<BaseType = PyImmutable> {
    const ATTRIBUTES: &'static Attributes;

    /// Returns the object with its base, for a constructor.
    fn with_base(self) -> PyClassInitializer<Self> {
        PyClassInitializer::from(PyImmutable(Self::ATTRIBUTES)).add_subclass(self)
    }

    /// Returns the object in Python.
    fn object(self, py: Python<'_>) -> PyResult<Bound<'_, Self>> {
        Bound::new(py, self.with_base())
    }
}

/// The positional arguments, always empty, and the keyword arguments of a constructor.
type NewArguments<'py> = (Bound<'py, PyTuple>, Bound<'py, PyDict>);

#[pymethods]
impl PyImmutable {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let shown = |name: &&str| Ok(format!("{name}={}", slf.getattr(*name)?.repr()?));
        let shown: PyResult<Vec<String>> = slf.get().0.shown.iter().map(shown).collect();
        Ok(format!("{}({})", slf.get_type().name()?, shown?.join(", ")))
    }

    fn __copy__<'py>(slf: &Bound<'py, Self>) -> Annotated<'py, SameClass> {
        Annotated::new(slf.clone())
    }

    #[pyo3(signature = (_memo, /))]
    fn __deepcopy__<'py>(slf: &Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Annotated<'py, SameClass> {
        Annotated::new(slf.clone())
    }

    #[pyo3(signature = () -> "tuple[tuple[object, ...], dict[str, object]]")]
    fn __getnewargs_ex__<'py>(slf: &Bound<'py, Self>) -> PyResult<NewArguments<'py>> {
        Ok((PyTuple::empty(slf.py()), keywords(slf.as_any(), slf.get().0.arguments)?))
    }
}

impl PyImmutable {
    /// Returns the members of the object by wire name, if it can be part of a request body.
    pub(crate) fn members<'py>(slf: &Bound<'py, Self>) -> Option<PyResult<Bound<'py, PyAny>>> {
        slf.get().0.members.map(|members| members(slf.as_any()))
    }
}

/// The type `Self`.
struct SameClass;

impl Hint for SameClass {
    const HINT: PyStaticExpr = type_hint_identifier!("typing_extensions", "Self");
}

/// Returns the attributes as keyword arguments.
pub(crate) fn keywords<'py>(object: &Bound<'py, PyAny>, attributes: &[&str]) -> PyResult<Bound<'py, PyDict>> {
    let keywords = PyDict::new(object.py());
    for attribute in attributes {
        keywords.set_item(attribute, object.getattr(*attribute)?)?;
    }
    Ok(keywords)
}

/// Returns an object of the same class with other values for some attributes.
pub(crate) fn replaced<'py>(
    object: &Bound<'py, PyAny>,
    attributes: &[&str],
    changes: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let keywords = keywords(object, attributes)?;
    if let Some(changes) = changes {
        keywords.update(changes.as_mapping())?;
    }
    object.get_type().call((), Some(&keywords))
}

/// Returns a hash of the attributes.
pub(crate) fn hash(object: &Bound<'_, PyAny>, attributes: &[&str]) -> PyResult<isize> {
    let values: PyResult<Vec<_>> = attributes.iter().map(|attribute| object.getattr(*attribute)).collect();
    PyTuple::new(object.py(), values?)?.hash()
}
