//! Where the service is.

use aicc_core::{Endpoint, EndpointError, Language};
use clap::Args;

use crate::failed::Failed;
use crate::options::number::number;

/// Where the service is.
#[derive(Args, Debug)]
pub(crate) struct EndpointOptions {
    #[arg(long, value_name = "HOST")]
    host: String,
    #[command(flatten)]
    rest: PortOptions,
}

/// What a host is reached by.
#[derive(Args, Debug)]
pub(crate) struct PortOptions {
    #[arg(long, value_name = "N", value_parser = number(1..=u16::MAX.into()))]
    port: Option<u64>,
    #[arg(long, value_name = "SCHEME")]
    scheme: Option<String>,
}

impl EndpointOptions {
    /// Returns the endpoint of the options.
    ///
    /// # Errors
    ///
    /// Returns an error that names the option that cannot be used.
    pub(crate) fn endpoint(&self, language: Language) -> Result<Endpoint, Failed> {
        self.rest.endpoint(&self.host, language)
    }
}

impl PortOptions {
    /// Returns the endpoint of a host.
    ///
    /// # Errors
    ///
    /// Returns an error that names the option that cannot be used.
    pub(crate) fn endpoint(&self, host: &str, language: Language) -> Result<Endpoint, Failed> {
        let failed = |error: EndpointError| Failed::new(format!("--{}", error.kind()), error.message(language));
        self.of(host).map_err(failed)
    }

    fn of(&self, host: &str) -> Result<Endpoint, EndpointError> {
        let endpoint = Endpoint::new(host)?;
        let endpoint = match self.port {
            Some(port) => endpoint.with_port(u32::try_from(port).unwrap_or(u32::MAX))?,
            None => endpoint,
        };
        self.scheme.iter().try_fold(endpoint, |endpoint, scheme| endpoint.with_scheme(scheme))
    }
}
