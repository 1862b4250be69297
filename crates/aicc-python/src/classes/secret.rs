//! Secrets: they print as `***`, and are pickled only when that is asked for.

use aicc_core::Secret;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_union;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyDict, PyString};

use crate::classes::immutable::{Attributes, Immutable, PyImmutable};
use crate::convert::argument::{Argument, PlainArgument, ToPython};
use crate::convert::text::{text, wrong_type};

/// A password, access token or app key.
///
/// It prints as ``***`` in every text form and compares in time that depends on the lengths alone. ``expose()`` is the
/// one way to the value. Copying gives the same object; pickling raises a ``TypeError`` outside
/// ``aicc.allow_pickling_secrets()``.
///
/// Its memory is wiped when the object is freed. What Python itself holds is not: the ``str`` that it was made from,
/// what ``expose()`` returned, the ``headers`` and ``content`` of a request, and every body in which it is given, with
/// the copy that is made of a ``bytearray`` or ``memoryview``. A ``Secret`` has no hash.
///
/// Args:
///     value: The text of the secret.
///
/// Raises:
///     TypeError: ``value`` is no ``str``.
#[pyclass(name = "Secret", module = "aicc", frozen, eq, extends = PyImmutable)]
#[derive(PartialEq)]
pub(crate) struct PySecret(pub(crate) Secret);

impl Immutable for PySecret {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&[]);
}

#[pymethods]
impl PySecret {
    #[new]
    #[pyo3(signature = (value, /))]
    fn new(value: PlainArgument<String>) -> PyClassInitializer<Self> {
        Self(Secret::from(value.0)).with_base()
    }

    /// The value itself: for a written request only.
    fn expose(&self) -> &str {
        self.0.expose()
    }

    fn __repr__(&self) -> &'static str {
        "Secret('***')"
    }

    fn __str__(&self) -> &'static str {
        "***"
    }

    #[pyo3(signature = () -> "tuple[tuple[str], dict[str, object]]")]
    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((Bound<'py, PyString>,), Bound<'py, PyDict>)> {
        py.import("aicc.pickling")?.call_method0("require_permission")?;
        Ok(((PyString::new(py, self.0.expose()),), PyDict::new(py)))
    }
}

/// A credential as callers give it: a text or a secret.
pub(crate) struct Credential(pub(crate) Secret);

impl FromPyObject<'_, '_> for Credential {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = <Secret as Argument>::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(secret) = value.cast::<PySecret>() {
            return Ok(Self(secret.get().0.clone()));
        }
        match value.cast::<PyString>() {
            Ok(string) => Ok(Self(Secret::from(text(&string)?.into_owned()))),
            Err(_) => Err(wrong_type("str or Secret", &value)),
        }
    }
}

impl Argument for Secret {
    const HINT: PyStaticExpr = type_hint_union!(<String as Argument>::HINT, PySecret::TYPE_HINT);
}

impl ToPython for Secret {
    const HINT: PyStaticExpr = PySecret::TYPE_HINT;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PySecret(self.clone()).object(py)?.into_any())
    }
}
