//! `Secret`: a text that prints as `***`.

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
/// It prints as ``***``. Only ``expose()`` returns the text. The time of a comparison depends only on the lengths. A
/// copy is the same object, pickling raises a ``TypeError`` outside ``aicc.allow_pickling_secrets()``, and a ``Secret``
/// cannot be hashed.
///
/// The memory of the text is wiped when the object is freed. Objects of Python are not wiped: the ``str`` that the
/// secret was made from, the result of ``expose()``, the ``headers`` and ``content`` of a request, and every body that
/// contains the text, with the copy that is made of a ``bytearray`` or ``memoryview``.
///
/// Args:
///     value: The text of the secret.
///
/// Raises:
///     TypeError: ``value`` is not a ``str``.
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

    /// Returns the text of the secret.
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

/// An argument for a credential: a `str` or a `Secret`.
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
