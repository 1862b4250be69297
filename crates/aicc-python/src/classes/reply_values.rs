//! Values of replies that have a class of their own.

use aicc_core::{MediaServers, PasswordValidity, ReplyValue, Scalar, SignInTime};
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyDateTime, PyDelta, PyDict, PyTzInfo};

use crate::classes::immutable::{Attributes, Immutable, PyImmutable};
use crate::convert::argument::{Argument, Clamped, FromPython, ToPython};
use crate::convert::text::wrong_type;

/// The servers that an agent signed in to (row 3.3 of the reply of ``loginex``).
///
/// Args:
///     cti_server: Whether the agent is signed in to the CTI Server, which voice calls need.
///     webm: Whether the agent is signed in to the WebM, which text chats need.
///     mailm: Whether the agent is signed in to the MailM, which is not possible at present.
#[pyclass(name = "MediaServers", module = "aicc", frozen, eq, hash, extends = PyImmutable)]
#[derive(PartialEq, Hash)]
pub(crate) struct PyMediaServers(pub(crate) MediaServers);

impl Immutable for PyMediaServers {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["cti_server", "webm", "mailm"]);
}

#[pymethods]
impl PyMediaServers {
    #[new]
    #[pyo3(signature = (*, cti_server, webm, mailm))]
    fn new(cti_server: bool, webm: bool, mailm: bool) -> PyClassInitializer<Self> {
        Self(MediaServers { cti_server, webm, mailm }).with_base()
    }

    /// Whether the agent is signed in to the CTI Server, which voice calls need.
    #[getter]
    fn cti_server(&self) -> bool {
        self.0.cti_server
    }

    /// Whether the agent is signed in to the WebM, which text chats need.
    #[getter]
    fn webm(&self) -> bool {
        self.0.webm
    }

    /// Whether the agent is signed in to the MailM, which is not possible at present.
    #[getter]
    fn mailm(&self) -> bool {
        self.0.mailm
    }
}

/// How long an agent's password is valid (row 3.7 of the reply of ``loginex``).
///
/// Args:
///     days: The number of days, from 0 to 180. ``None`` if the password never expires.
///
/// Raises:
///     ValueError: ``days`` is outside its range.
#[pyclass(name = "PasswordValidity", module = "aicc", frozen, eq, hash, extends = PyImmutable)]
#[derive(PartialEq, Hash)]
pub(crate) struct PyPasswordValidity(pub(crate) PasswordValidity);

impl Immutable for PyPasswordValidity {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["days"]);
}

#[pymethods]
impl PyPasswordValidity {
    #[new]
    #[pyo3(signature = (*, days))]
    fn new(days: Option<Clamped>) -> PyResult<PyClassInitializer<Self>> {
        let Some(days) = days else { return Ok(Self(PasswordValidity::NeverExpires).with_base()) };
        match ReplyValue::read(&Scalar::Text(days.0.to_string().into())) {
            Some(validity) => Ok(Self(validity).with_base()),
            None => Err(PyValueError::new_err("days must be from 0 to 180, or None")),
        }
    }

    /// The number of days that remain, or ``None`` if the password never expires.
    #[getter]
    fn days(&self) -> Option<u8> {
        match self.0 {
            PasswordValidity::Days(days) => Some(days),
            PasswordValidity::NeverExpires => None,
        }
    }

    /// Whether the password never expires, which may be a security risk.
    #[getter]
    fn never_expires(&self) -> bool {
        self.0 == PasswordValidity::NeverExpires
    }
}

impl Argument for MediaServers {
    const HINT: PyStaticExpr = PyMediaServers::TYPE_HINT;
}

impl FromPython for MediaServers {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(value.cast::<PyMediaServers>().map_err(|_| wrong_type("MediaServers or str", value))?.get().0)
    }
}

impl ToPython for MediaServers {
    const HINT: PyStaticExpr = PyMediaServers::TYPE_HINT;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyMediaServers(*self).object(py)?.into_any())
    }
}

impl Argument for PasswordValidity {
    const HINT: PyStaticExpr = PyPasswordValidity::TYPE_HINT;
}

impl FromPython for PasswordValidity {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(value.cast::<PyPasswordValidity>().map_err(|_| wrong_type("PasswordValidity or str", value))?.get().0)
    }
}

impl ToPython for PasswordValidity {
    const HINT: PyStaticExpr = PyPasswordValidity::TYPE_HINT;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyPasswordValidity(*self).object(py)?.into_any())
    }
}

const DATETIME: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

impl Argument for SignInTime {
    const HINT: PyStaticExpr = DATETIME;
}

impl FromPython for SignInTime {
    fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let time = value.cast::<PyDateTime>().map_err(|_| wrong_type("datetime or str", value))?;
        let milliseconds = time.sub(epoch(value.py())?)?.floor_div(milliseconds(value.py(), 1)?)?;
        let text = milliseconds.str()?.to_cow()?.into_owned();
        Self::read(&Scalar::Text(text.into())).ok_or_else(|| PyValueError::new_err("the time must not be before 1970"))
    }
}

/// A time that `datetime` cannot hold stays text.
impl ToPython for SignInTime {
    const HINT: PyStaticExpr = DATETIME;

    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let since_epoch = self.milliseconds().and_then(|count| milliseconds(py, count).ok());
        match since_epoch.map(|since| epoch(py)?.add(since)) {
            Some(Ok(time)) => Ok(time),
            _ => match self.write() {
                Scalar::Text(text) => text.into_owned().to_python(py),
                _ => Ok(py.None().into_bound(py)),
            },
        }
    }
}

/// Returns 1970-01-01 00:00 UTC.
fn epoch(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    Ok(PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&*PyTzInfo::utc(py)?))?.into_any())
}

/// Returns a number of milliseconds as a `timedelta`.
fn milliseconds(py: Python<'_>, count: i64) -> PyResult<Bound<'_, PyAny>> {
    let keywords = PyDict::new(py);
    keywords.set_item("milliseconds", count)?;
    py.get_type::<PyDelta>().call((), Some(&keywords))
}
