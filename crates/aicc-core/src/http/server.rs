//! The two services of the platform: where they are, and the credentials for them.

use crate::http::endpoint::{Endpoint, EndpointError};
use crate::message::secret::Secret;
use crate::spec::{Format, Service};

/// A service of the platform: where it is, and the credentials for it.
pub trait Server {
    /// The service.
    const SERVICE: Service;

    /// Returns scheme, host and port of the service.
    fn endpoint(&self) -> &Endpoint;

    /// Returns the credential for a header field of a format; `None` if the server has none of that format.
    fn credential(&self, format: Format) -> Option<String>;
}

/// The configuration service (interfaces 1 to 3), with the credentials for it.
///
/// ```
/// use aicc_core::Cloud;
/// let cloud = Cloud::new("service.besclouds.com")?.token("mF_9.B5f-4.1JqM").app_key("0f1e");
/// assert!(!format!("{cloud:?}").contains("mF_9"));
/// # Ok::<(), aicc_core::EndpointError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cloud {
    endpoint: Endpoint,
    token: Option<Secret>,
    app_key: Option<Secret>,
}

impl Cloud {
    /// Returns the service at a host, on port 443, without credentials.
    ///
    /// # Errors
    ///
    /// Returns [`EndpointError::Host`] if the host is neither a name nor an IP address.
    pub fn new(host: &str) -> Result<Self, EndpointError> {
        Endpoint::new(host).map(Self::at)
    }

    /// Returns the service at an endpoint, without credentials.
    #[must_use]
    pub const fn at(endpoint: Endpoint) -> Self {
        Self { endpoint, token: None, app_key: None }
    }

    /// Returns the service with an access token: the text after `Bearer ` in the header field `Authorization`.
    #[must_use]
    pub fn token(self, token: impl Into<Secret>) -> Self {
        Self { token: Some(token.into()), ..self }
    }

    /// Returns the service with an app key.
    #[must_use]
    pub fn app_key(self, app_key: impl Into<Secret>) -> Self {
        Self { app_key: Some(app_key.into()), ..self }
    }
}

impl Server for Cloud {
    const SERVICE: Service = Service::Configuration;

    fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    fn credential(&self, format: Format) -> Option<String> {
        match format {
            // Allocated once: a text that grows leaves copies of the secret in memory.
            Format::Bearer => Some(["Bearer ", self.token.as_ref()?.expose()].concat()),
            Format::AppKey => Some(self.app_key.as_ref()?.expose().to_owned()),
            _ => None,
        }
    }
}

/// The agent gateway (interface 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    endpoint: Endpoint,
}

impl Gateway {
    /// Returns the gateway at a host, on the vendor's default port 8043.
    ///
    /// # Errors
    ///
    /// Returns [`EndpointError::Host`] if the host is neither a name nor an IP address.
    pub fn new(host: &str) -> Result<Self, EndpointError> {
        Endpoint::new(host).map(Self::at)
    }

    /// Returns the gateway at an endpoint.
    #[must_use]
    pub const fn at(endpoint: Endpoint) -> Self {
        Self { endpoint }
    }
}

impl Server for Gateway {
    const SERVICE: Service = Service::AgentGateway;

    fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    fn credential(&self, _format: Format) -> Option<String> {
        None
    }
}
