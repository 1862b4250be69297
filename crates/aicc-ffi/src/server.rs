//! The two services that answer.

use std::fmt;
use std::sync::Arc;

use aicc_core::{Endpoint, Language};

use crate::secret::Secret;

/// The configuration service (interfaces 1 to 3), with the credentials for it.
#[derive(Debug, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Cloud(pub(crate) aicc_core::Cloud);

#[uniffi::export]
impl Cloud {
    /// The service at `host`, a host name or an IP address.
    ///
    /// `token` is the access token, which follows `Bearer ` in `Authorization`. `port` is from 1 to 65535, 443 by
    /// default. `scheme` is `https`, the default, or `http` for a loopback address. A failure has its sentence in
    /// `language`.
    #[uniffi::constructor(default(token = None, app_key = None, port = None, scheme = None, language = None))]
    pub fn new(
        host: String,
        token: Option<Arc<Secret>>,
        app_key: Option<Arc<Secret>>,
        port: Option<i32>,
        scheme: Option<String>,
        language: Option<Language>,
    ) -> Result<Self, EndpointError> {
        let mut cloud = aicc_core::Cloud::at(endpoint(&host, port, scheme.as_deref(), language)?);
        if let Some(token) = token {
            cloud = cloud.token(token.0.clone());
        }
        if let Some(app_key) = app_key {
            cloud = cloud.app_key(app_key.0.clone());
        }
        Ok(Self(cloud))
    }
}

/// The agent gateway (interface 4).
#[derive(Debug, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Gateway(pub(crate) aicc_core::Gateway);

#[uniffi::export]
impl Gateway {
    /// The gateway at `host`, a host name or an IP address.
    ///
    /// `port` is from 1 to 65535, 8043 by default. `scheme` is `https`, the default, or `http` for a loopback address. A
    /// failure has its sentence in `language`.
    #[uniffi::constructor(default(port = None, scheme = None, language = None))]
    pub fn new(
        host: String,
        port: Option<i32>,
        scheme: Option<String>,
        language: Option<Language>,
    ) -> Result<Self, EndpointError> {
        endpoint(&host, port, scheme.as_deref(), language).map(|endpoint| Self(aicc_core::Gateway::at(endpoint)))
    }
}

fn endpoint(
    host: &str,
    port: Option<i32>,
    scheme: Option<&str>,
    language: Option<Language>,
) -> Result<Endpoint, EndpointError> {
    let sentence = |error| EndpointError::new(error, language);
    let mut endpoint = Endpoint::new(host).map_err(sentence)?;
    if let Some(port) = port {
        // The core refuses 0, as it would a negative number.
        endpoint = endpoint.with_port(u32::try_from(port).unwrap_or(0)).map_err(sentence)?;
    }
    match scheme {
        Some(scheme) => endpoint.with_scheme(scheme).map_err(sentence),
        None => Ok(endpoint),
    }
}

/// Why a service cannot be at a place. Its text is a sentence for a person.
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
