//! Connections to the server: directly, or through the proxy of the system.

use std::error::Error;
use std::io;
use std::sync::Arc;

use http_body_util::Full;
use hyper::Uri;
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::rt::{Read, Write};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use tower_service::Service;

use super::error::RunnerError;
use super::options::Certificates;
use crate::failure::NotSentReason;

type Direct = HttpsConnector<HttpConnector>;
type Proxied = HttpsConnector<Tunnel<Direct>>;

/// Connects to one server. HTTPS always verifies the certificate of the server.
pub(super) struct Connector {
    server: Uri,
    route: Route,
}

enum Route {
    Direct(Direct),
    Proxied(Box<Proxied>),
}

impl Connector {
    /// Returns the connector to the scheme, host and port of a URL.
    ///
    /// # Errors
    ///
    /// Returns an error if the certificates cannot be used, or the proxy of the system is not an HTTP proxy.
    pub(super) fn new(server: &Uri, certificates: &Certificates) -> Result<Self, RunnerError> {
        let tls = tls(certificates)?;
        let direct = HttpsConnector::from((tcp(), Arc::clone(&tls)));
        let route = match proxy_of(server)? {
            None => Route::Direct(direct),
            Some(proxy) => {
                let tunnel = Tunnel::new(proxy.uri().clone(), direct);
                let tunnel = match proxy.basic_auth() {
                    Some(credential) => tunnel.with_auth(credential.clone()),
                    None => tunnel,
                };
                Route::Proxied(Box::new(HttpsConnector::from((tunnel, tls))))
            }
        };
        Ok(Self { server: server.clone(), route })
    }

    /// Opens a connection.
    ///
    /// # Errors
    ///
    /// Returns the reason if there is no connection. Nothing of a request was sent.
    pub(super) async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, NotSentReason> {
        match &self.route {
            Route::Direct(connector) => open(connector.clone(), &self.server).await,
            Route::Proxied(connector) => open(Proxied::clone(connector), &self.server).await,
        }
    }
}

async fn open<C>(mut connector: C, server: &Uri) -> Result<SendRequest<Full<Bytes>>, NotSentReason>
where
    C: Service<Uri>,
    C::Response: Read + Write + Unpin + Send + 'static,
    C::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let stream = connector.call(server.clone()).await.map_err(|error| reason(&*error.into()))?;
    let (connection, driver) = handshake(stream).await.map_err(|_| NotSentReason::Connection)?;
    // It ends with the connection; what goes wrong is seen by the request.
    tokio::spawn(driver);
    Ok(connection)
}

/// Returns why there is no connection.
fn reason(error: &(dyn Error + 'static)) -> NotSentReason {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<tokio_rustls::rustls::Error>() {
            return NotSentReason::Tls;
        }
        // The type of this error is private.
        if error.to_string() == "dns error" {
            return NotSentReason::Name;
        }
        cause = inner(error);
    }
    NotSentReason::Connection
}

/// Returns the error inside an error. An error of the system has one that is not its source.
fn inner<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|inner| inner as &(dyn Error + 'static)),
        None => error.source(),
    }
}

fn tcp() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.enforce_http(false);
    // Without it, a request waits for the acknowledgement of the one before.
    connector.set_nodelay(true);
    connector
}

/// Returns the proxy of the system for a server: from `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, and on Windows and macOS from the
/// settings of the system. Only a loopback address can have plain HTTP, which takes no proxy.
fn proxy_of(server: &Uri) -> Result<Option<Intercept>, RunnerError> {
    if server.scheme_str() != Some("https") {
        return Ok(None);
    }
    let Some(proxy) = Matcher::from_system().intercept(server) else { return Ok(None) };
    match proxy.uri().scheme_str() {
        Some("http" | "https") => Ok(Some(proxy)),
        _ => Err(RunnerError::Proxy),
    }
}

/// Returns the settings of TLS: the certificates that the system trusts, and those that the user names.
fn tls(certificates: &Certificates) -> Result<Arc<ClientConfig>, RunnerError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for certificate in certificates.pem.iter().flat_map(|pem| CertificateDer::pem_slice_iter(pem)) {
        let certificate = certificate.map_err(|_| RunnerError::Certificate)?;
        roots.add(certificate).map_err(|_| RunnerError::Certificate)?;
    }
    if roots.is_empty() {
        return Err(RunnerError::NoCertificates);
    }
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let config = config.with_safe_default_protocol_versions().map_err(|_| RunnerError::NoCertificates)?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}
