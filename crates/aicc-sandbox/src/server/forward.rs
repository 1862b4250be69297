//! The sandbox in front of a real server: requests and replies pass through it unchanged.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aicc_core::{Language, Wording};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper::header::{HOST, HeaderMap, HeaderName, HeaderValue};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::reply::json_reply;
use super::request::WholeRequest;
use crate::world::wire::Reply;

/// How long the real server may take to reply.
const PATIENCE: Duration = Duration::from_secs(60);

/// The maximum number of bytes of a reply of the real server.
const REPLY_BYTES: usize = 16 * 1024 * 1024;

/// The header fields that belong to a connection and not to a message (RFC 9110, 7.6.1).
const OF_A_CONNECTION: [&str; 9] = [
    "connection",
    "content-length",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The server that requests are forwarded to: scheme, host, port, and what its paths begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForwardTarget {
    is_https: bool,
    host: String,
    port: u16,
    /// As `Host` names it: with the port, if the URL has one.
    authority: String,
    /// Without a slash at its end.
    prefix: String,
}

/// The URL is not one that requests can be forwarded to. It does not contain the URL, which can have a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForwardTargetError;

const NOT_A_TARGET: Wording = Wording {
    english: "it must be a URL such as https://service.besclouds.com, without a user name, query and fragment",
    chinese: "应为 https://service.besclouds.com 形式的 URL，不含用户名、查询参数和片段",
};

impl ForwardTargetError {
    /// Returns what is expected.
    #[must_use]
    pub const fn message(self, language: Language) -> &'static str {
        NOT_A_TARGET.in_language(language)
    }
}

impl fmt::Display for ForwardTargetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message(Language::English))
    }
}

impl Error for ForwardTargetError {}

impl ForwardTarget {
    /// Returns the server of a URL: `https://service.besclouds.com`, `http://127.0.0.1:8043/prefix`.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is not absolute, has another scheme than `http` or `https`, or has a user name, query or
    /// fragment.
    pub fn new(url: &str) -> Result<Self, ForwardTargetError> {
        let parsed: Uri = url.parse().map_err(|_| ForwardTargetError)?;
        let authority = parsed.authority().ok_or(ForwardTargetError)?;
        let is_https = match parsed.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(ForwardTargetError),
        };
        if parsed.query().is_some() || url.contains(['#', '@']) || authority.host().is_empty() {
            return Err(ForwardTargetError);
        }
        Ok(Self {
            is_https,
            host: authority.host().trim_matches(['[', ']']).to_owned(),
            port: authority.port_u16().unwrap_or(if is_https { 443 } else { 80 }),
            authority: authority.as_str().to_owned(),
            prefix: parsed.path().trim_end_matches('/').to_owned(),
        })
    }
}

/// Forwards requests, each on a connection of its own.
pub(super) struct Forwarder {
    target: ForwardTarget,
    tls: Option<TlsConnector>,
}

type ForwardFault = Box<dyn Error + Send + Sync>;

impl Forwarder {
    /// Returns the forwarder to a server. The certificates that the system trusts are those of HTTPS; the environment variable
    /// `SSL_CERT_FILE` names others.
    pub(super) fn new(target: ForwardTarget) -> Self {
        let tls = target.is_https.then(connector).flatten();
        Self { target, tls }
    }

    /// Sends a request, and returns the reply of the server; status 502 if there is none.
    pub(super) async fn send(&self, received: &WholeRequest) -> Reply {
        let sent = timeout(PATIENCE, self.exchange(received)).await;
        let fault = match sent {
            Ok(Ok(reply)) => return reply,
            Ok(Err(fault)) => fault.to_string(),
            Err(late) => late.to_string(),
        };
        json_reply(
            502,
            &serde_json::json!({"error": format!("the server that requests are forwarded to does not reply: {fault}")}),
        )
    }

    async fn exchange(&self, received: &WholeRequest) -> Result<Reply, ForwardFault> {
        let stream = TcpStream::connect((self.target.host.as_str(), self.target.port)).await?;
        if !self.target.is_https {
            return self.exchange_on(stream, received).await;
        }
        let tls = self.tls.as_ref().ok_or("the certificates of the system cannot be read")?;
        let name = ServerName::try_from(self.target.host.clone())?;
        self.exchange_on(tls.connect(name, stream).await?, received).await
    }

    async fn exchange_on(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        received: &WholeRequest,
    ) -> Result<Reply, ForwardFault> {
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let (head, body) = sender.send_request(self.request(received)?).await?.into_parts();
        let body = Limited::new(body, REPLY_BYTES).collect().await?.to_bytes();
        Ok(Reply { status: head.status.as_u16(), headers: fields(&head.headers), body: body.to_vec() })
    }

    fn request(&self, received: &WholeRequest) -> Result<Request<Full<hyper::body::Bytes>>, ForwardFault> {
        let target = format!("{}{}", self.target.prefix, received.target);
        let mut request = Request::builder().method(received.method.as_str()).uri(target);
        for (name, value) in &received.headers {
            if name != HOST.as_str() && !OF_A_CONNECTION.contains(&name.as_str()) {
                request = request.header(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
            }
        }
        request = request.header(HOST, HeaderValue::try_from(&self.target.authority)?);
        Ok(request.body(Full::new(received.body.clone()))?)
    }
}

/// Returns the header fields of a reply that belong to the message. A value that is not UTF-8 is left out.
fn fields(headers: &HeaderMap) -> Vec<(String, String)> {
    let of_the_message = headers.iter().filter(|(name, _)| !OF_A_CONNECTION.contains(&name.as_str()));
    let text = |value: &HeaderValue| str::from_utf8(value.as_bytes()).ok().map(str::to_owned);
    of_the_message.filter_map(|(name, value)| Some((name.as_str().to_owned(), text(value)?))).collect()
}

/// Returns a client of HTTPS that verifies the server.
fn connector() -> Option<TlsConnector> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let config = config.with_safe_default_protocol_versions().ok()?;
    Some(TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_has_host_port_and_prefix() {
        let target = ForwardTarget::new("https://service.besclouds.com/base/").unwrap();
        assert_eq!(
            (target.host.as_str(), target.port, target.prefix.as_str()),
            ("service.besclouds.com", 443, "/base")
        );
        let target = ForwardTarget::new("http://[::1]:8043").unwrap();
        assert_eq!((target.host.as_str(), target.port, target.authority.as_str()), ("::1", 8043, "[::1]:8043"));
    }

    #[test]
    fn what_is_not_a_server_is_refused() {
        for url in
            ["", "service", "/x", "ftp://a", "https://", "https://u:p@a", "https://a/?q", "https://a/#f", "http://a b"]
        {
            assert_eq!(ForwardTarget::new(url), Err(ForwardTargetError), "{url}");
        }
    }
}
