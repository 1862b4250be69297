//! `Cloud` and `Gateway`: the services that receive requests.

use aicc_core::{Cloud, Endpoint, EndpointError, Gateway, Secret};
use pyo3::prelude::*;

use crate::classes::immutable::{Attributes, Immutable, PyImmutable, hash};
use crate::classes::secret::Credential;
use crate::convert::argument::{Attribute, Clamped};
use crate::errors;

/// The arguments that say where a service is.
#[derive(Clone, PartialEq)]
struct GivenEndpoint {
    host: String,
    port: Option<i64>,
    scheme: Option<String>,
}

impl GivenEndpoint {
    fn endpoint(&self) -> PyResult<Endpoint> {
        self.checked().map_err(errors::endpoint)
    }

    fn checked(&self) -> Result<Endpoint, EndpointError> {
        let mut endpoint = Endpoint::new(&self.host)?;
        if let Some(port) = self.port {
            endpoint = endpoint.with_port(u32::try_from(port).map_err(|_| EndpointError::Port)?)?;
        }
        match &self.scheme {
            Some(scheme) => endpoint.with_scheme(scheme),
            None => Ok(endpoint),
        }
    }
}

const PLACE: &[&str] = &["host", "port", "scheme"];

/// The configuration service, with its credentials. The messages of accounts, agents and settings go there.
///
/// Args:
///     host: A host name or IP address, without scheme, port and path.
///     port: The port, from 1 to 65535. Default: the port of the scheme.
///     scheme: ``https`` (the default); ``http`` is allowed only for a loopback address.
///     token: The access token, which follows ``Bearer`` in the header field ``Authorization``.
///     app_key: The app key.
///
/// Raises:
///     EndpointError: The host, port or scheme is invalid.
///     TypeError: The token or app key is neither a ``str`` nor a ``Secret``.
///     ValueError: The token or app key has a lone surrogate, which is not a character.
#[pyclass(name = "Cloud", module = "aicc", frozen, eq, extends = PyImmutable)]
#[derive(PartialEq)]
pub(crate) struct PyCloud {
    pub(crate) cloud: Cloud,
    place: GivenEndpoint,
    pub(crate) token: Option<Secret>,
    app_key: Option<Secret>,
}

impl Immutable for PyCloud {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["host", "port", "scheme", "token", "app_key"]);
}

#[pymethods]
impl PyCloud {
    #[new]
    #[pyo3(signature = (host, *, port = None, scheme = None, token = None, app_key = None))]
    fn new(
        host: String,
        port: Option<Clamped>,
        scheme: Option<String>,
        token: Option<Credential>,
        app_key: Option<Credential>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let place = GivenEndpoint { host, port: port.map(|port| port.0), scheme };
        let (token, app_key) = (token.map(|token| token.0), app_key.map(|app_key| app_key.0));
        let mut cloud = Cloud::at(place.endpoint()?);
        if let Some(token) = &token {
            cloud = cloud.token(token.clone());
        }
        if let Some(app_key) = &app_key {
            cloud = cloud.app_key(app_key.clone());
        }
        Ok(Self { cloud, place, token, app_key }.with_base())
    }

    /// The argument ``host``.
    #[getter]
    fn host(&self) -> &str {
        &self.place.host
    }

    /// The argument ``port``, or ``None`` for the port of the scheme.
    #[getter]
    fn port(&self) -> Option<i64> {
        self.place.port
    }

    /// The argument ``scheme``, or ``None`` for ``https``.
    #[getter]
    fn scheme(&self) -> Option<&str> {
        self.place.scheme.as_deref()
    }

    /// The access token.
    #[getter]
    fn token(&self) -> Attribute<'_, Option<Secret>> {
        Attribute(&self.token)
    }

    /// The app key.
    #[getter]
    fn app_key(&self) -> Attribute<'_, Option<Secret>> {
        Attribute(&self.app_key)
    }

    /// Returns a hash without the credentials, which a hash would reveal in part.
    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        hash(slf.as_any(), PLACE)
    }
}

/// The agent gateway. The messages of agents who sign in go there.
///
/// Args:
///     host: A host name or IP address, without scheme, port and path.
///     port: The port, from 1 to 65535. Default: 8043.
///     scheme: ``https`` (the default); ``http`` is allowed only for a loopback address.
///
/// Raises:
///     EndpointError: The host, port or scheme is invalid.
#[pyclass(name = "Gateway", module = "aicc", frozen, eq, extends = PyImmutable)]
#[derive(PartialEq)]
pub(crate) struct PyGateway {
    pub(crate) gateway: Gateway,
    place: GivenEndpoint,
}

impl Immutable for PyGateway {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(PLACE);
}

#[pymethods]
impl PyGateway {
    #[new]
    #[pyo3(signature = (host, port = None, *, scheme = None))]
    fn new(host: String, port: Option<Clamped>, scheme: Option<String>) -> PyResult<PyClassInitializer<Self>> {
        let place = GivenEndpoint { host, port: port.map(|port| port.0), scheme };
        Ok(Self { gateway: Gateway::at(place.endpoint()?), place }.with_base())
    }

    /// The argument ``host``.
    #[getter]
    fn host(&self) -> &str {
        &self.place.host
    }

    /// The argument ``port``, or ``None`` for the port of the service.
    #[getter]
    fn port(&self) -> Option<i64> {
        self.place.port
    }

    /// The argument ``scheme``, or ``None`` for ``https``.
    #[getter]
    fn scheme(&self) -> Option<&str> {
        self.place.scheme.as_deref()
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        hash(slf.as_any(), PLACE)
    }
}
