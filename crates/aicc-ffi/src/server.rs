//! The two services that requests are sent to.
//!
//! Kotlin and Swift write `Cloud` and `Gateway` by hand. Their constructors call `endpoint_parts`.

use std::fmt;

use aicc_core::{Endpoint, Language};

use crate::secret::Secret;

/// A validated host, port and scheme.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct EndpointParts {
    /// A host name in lower case, or an IP address (IPv6 in brackets).
    pub host: String,
    /// The port, from 1 to 65535. Absent for the default port of the service.
    pub port: Option<i32>,
    /// `https` or `http`.
    pub scheme: String,
}

/// Validates a host, a port and a scheme. The sentence of an error is in `language` (default: English).
#[uniffi::export]
pub fn endpoint_parts(
    host: String,
    port: Option<i32>,
    scheme: Option<String>,
    language: Option<Language>,
) -> Result<EndpointParts, EndpointError> {
    match endpoint(&host, port, scheme.as_deref()) {
        Ok(endpoint) => Ok(EndpointParts::new(&endpoint)),
        Err(error) => Err(EndpointError::new(error, language)),
    }
}

fn endpoint(host: &str, port: Option<i32>, scheme: Option<&str>) -> Result<Endpoint, aicc_core::EndpointError> {
    let mut endpoint = Endpoint::new(host)?;
    if let Some(port) = port {
        // The core refuses 0, which stands for negative numbers.
        endpoint = endpoint.with_port(u32::try_from(port).unwrap_or(0))?;
    }
    match scheme {
        Some(scheme) => endpoint.with_scheme(scheme),
        None => Ok(endpoint),
    }
}

impl EndpointParts {
    fn new(endpoint: &Endpoint) -> Self {
        let (host, scheme) = (endpoint.host(), endpoint.scheme().to_owned());
        Self { host, port: endpoint.port().map(Into::into), scheme }
    }

    fn endpoint(&self) -> Result<Endpoint, aicc_core::EndpointError> {
        endpoint(&self.host, self.port, Some(&self.scheme))
    }
}

/// The configuration service, with its credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cloud {
    endpoint: Endpoint,
    token: Option<Secret>,
    app_key: Option<Secret>,
}

/// What crosses of a `Cloud`.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CloudParts {
    /// The host, port and scheme of the service.
    pub endpoint: EndpointParts,
    /// The access token, which is sent as `Authorization: Bearer …`.
    pub token: Option<Secret>,
    /// The app key.
    pub app_key: Option<Secret>,
}

uniffi::custom_type!(Cloud, CloudParts, {
    lower: |cloud| CloudParts {
        endpoint: EndpointParts::new(&cloud.endpoint),
        token: cloud.token,
        app_key: cloud.app_key,
    },
    try_lift: |parts| Ok(Cloud { endpoint: parts.endpoint.endpoint()?, token: parts.token, app_key: parts.app_key }),
});

impl Cloud {
    pub(crate) fn core(&self) -> aicc_core::Cloud {
        let mut cloud = aicc_core::Cloud::at(self.endpoint.clone());
        if let Some(token) = &self.token {
            cloud = cloud.token(token.0.clone());
        }
        if let Some(app_key) = &self.app_key {
            cloud = cloud.app_key(app_key.0.clone());
        }
        cloud
    }
}

/// The agent gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway(Endpoint);

uniffi::custom_type!(Gateway, EndpointParts, {
    lower: |gateway| EndpointParts::new(&gateway.0),
    try_lift: |parts| Ok(Gateway(parts.endpoint()?)),
});

impl Gateway {
    pub(crate) fn core(&self) -> aicc_core::Gateway {
        aicc_core::Gateway::at(self.0.clone())
    }
}

/// The host, port or scheme of a service is invalid. The text is a sentence for a person.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum EndpointError {
    /// The host is neither a host name nor an IP address.
    Host(&'static str),
    /// The port is not from 1 to 65535.
    Port(&'static str),
    /// The scheme is neither `https` nor, for a loopback address, `http`.
    Scheme(&'static str),
}

impl EndpointError {
    fn new(error: aicc_core::EndpointError, language: Option<Language>) -> Self {
        let sentence = error.message(language.unwrap_or_default());
        match error {
            aicc_core::EndpointError::Host => Self::Host(sentence),
            aicc_core::EndpointError::Port => Self::Port(sentence),
            aicc_core::EndpointError::Scheme => Self::Scheme(sentence),
        }
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Host(sentence) | Self::Port(sentence) | Self::Scheme(sentence) => formatter.write_str(sentence),
        }
    }
}

impl std::error::Error for EndpointError {}
