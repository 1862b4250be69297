//! Values of replies that are more than a text or a number.

use aicc_core::{MediaServers, PasswordValidity};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::convert::Clamped;
use crate::record::{NewArguments, arguments, representation};

/// The servers that an agent signed in to (row 3.3 of the reply of ``loginex``).
///
/// Args:
///     cti_server: The CTI Server: only then can voice business be processed.
///     webm: The WebM: only then can text chat business be processed.
///     mailm: The MailM, to which an agent cannot sign in at present.
#[pyclass(name = "MediaServers", module = "aicc", frozen, eq, hash)]
#[derive(PartialEq, Hash)]
pub(crate) struct PyMediaServers(pub(crate) MediaServers);

const SERVERS: &[&str] = &["cti_server", "webm", "mailm"];

#[pymethods]
impl PyMediaServers {
    #[new]
    #[pyo3(signature = (*, cti_server, webm, mailm))]
    fn new(cti_server: bool, webm: bool, mailm: bool) -> Self {
        Self(MediaServers { cti_server, webm, mailm })
    }

    /// Whether the agent is signed in to the CTI Server: only then can voice business be processed.
    #[getter]
    fn cti_server(&self) -> bool {
        self.0.cti_server
    }

    /// Whether the agent is signed in to the WebM: only then can text chat business be processed.
    #[getter]
    fn webm(&self) -> bool {
        self.0.webm
    }

    /// Whether the agent is signed in to the MailM.
    #[getter]
    fn mailm(&self) -> bool {
        self.0.mailm
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        representation(slf.as_any(), "MediaServers", SERVERS)
    }

    #[pyo3(signature = () -> "tuple[tuple[()], dict[str, object]]")]
    fn __getnewargs_ex__<'py>(slf: &Bound<'py, Self>) -> PyResult<NewArguments<'py>> {
        arguments(slf.as_any(), SERVERS)
    }
}

/// How long an agent's password is valid (row 3.7 of the reply of ``loginex``).
///
/// Args:
///     days: So many days, from 0 to 180; ``None`` for ever.
///
/// Raises:
///     ValueError: ``days`` is outside its range.
#[pyclass(name = "PasswordValidity", module = "aicc", frozen, eq, hash)]
#[derive(PartialEq, Hash)]
pub(crate) struct PyPasswordValidity(pub(crate) PasswordValidity);

#[pymethods]
impl PyPasswordValidity {
    #[new]
    #[pyo3(signature = (*, days))]
    fn new(days: Option<Clamped>) -> PyResult<Self> {
        let Some(days) = days else { return Ok(Self(PasswordValidity::NeverExpires)) };
        match aicc_core::ReplyValue::read(&aicc_core::Scalar::Text(days.0.to_string().into())) {
            Some(validity) => Ok(Self(validity)),
            None => Err(PyValueError::new_err("days outside the documented range")),
        }
    }

    /// The days that remain; ``None`` where the password never expires.
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

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        representation(slf.as_any(), "PasswordValidity", &["days"])
    }

    #[pyo3(signature = () -> "tuple[tuple[()], dict[str, object]]")]
    fn __getnewargs_ex__<'py>(slf: &Bound<'py, Self>) -> PyResult<NewArguments<'py>> {
        arguments(slf.as_any(), &["days"])
    }
}
