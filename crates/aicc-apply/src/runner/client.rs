//! The HTTP client: a request, and its reply or failure.

use std::sync::Mutex;

use aicc_core::Request;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::SendRequest;
use hyper::header::{CONTENT_LENGTH, HOST, HeaderName, HeaderValue};
use hyper::{HeaderMap, Uri};
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::connector::Connector;
use super::error::RunnerError;
use super::locked;
use super::options::{Certificates, TimeLimits};
use crate::failure::{LostReason, NotSentReason};
use crate::machine::call::Answered;

/// The maximum number of bytes of a reply. The replies of the pages have a few hundred.
const REPLY_BYTES: usize = 1024 * 1024;

type HttpRequest = hyper::Request<Full<Bytes>>;
type Connection = SendRequest<Full<Bytes>>;

/// The reply to a request, or why there is no reply.
pub(super) enum CallReply {
    /// A whole reply.
    Reply { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// The server may have read the request.
    Lost(LostReason),
    /// Nothing of the request left this machine.
    NotSent(NotSentReason),
}

/// A client of one server. It keeps the connections that are free.
pub(super) struct CloudClient {
    connector: Connector,
    limits: TimeLimits,
    free: Mutex<Vec<Connection>>,
}

impl CloudClient {
    /// Returns a client that trusts some certificates.
    pub(super) fn new(server: &Uri, certificates: &Certificates, limits: TimeLimits) -> Result<Self, RunnerError> {
        Ok(Self { connector: Connector::new(server, certificates)?, limits, free: Mutex::default() })
    }

    /// Sends a request once. A failure before the first byte of the request is [`CallReply::NotSent`]; any failure after it is
    /// [`CallReply::Lost`], because the server may have read it.
    pub(super) async fn send(&self, request: Request) -> CallReply {
        let Some(mut request) = http_request(request) else { return CallReply::NotSent(NotSentReason::Request) };
        while let Some(connection) = self.free_connection() {
            match self.exchange(connection, request).await {
                Ok(received) => return received,
                // The server had closed the connection.
                Err(unsent) => request = unsent,
            }
        }
        let connection = match self.connect().await {
            Ok(connection) => connection,
            Err(reason) => return CallReply::NotSent(reason),
        };
        let sent = self.exchange(connection, request).await;
        sent.unwrap_or(CallReply::NotSent(NotSentReason::Connection))
    }

    /// Opens a connection, and keeps it for the first request.
    pub(super) async fn open(&self) -> Result<(), NotSentReason> {
        let connection = self.connect().await?;
        locked(&self.free).push(connection);
        Ok(())
    }

    async fn connect(&self) -> Result<Connection, NotSentReason> {
        let connected = timeout(self.limits.connect, self.connector.connect()).await;
        connected.unwrap_or(Err(NotSentReason::Connection))
    }

    fn free_connection(&self) -> Option<Connection> {
        let mut free = locked(&self.free);
        free.retain(|connection| !connection.is_closed());
        free.pop()
    }

    /// Sends a request on a connection. Returns the request if no byte of it was written.
    async fn exchange(&self, mut connection: Connection, request: HttpRequest) -> Result<CallReply, HttpRequest> {
        if connection.ready().await.is_err() {
            return Err(request);
        }
        let exchange = async {
            let reply = match connection.try_send_request(request).await {
                Ok(reply) => reply,
                Err(mut error) => {
                    return match error.take_message() {
                        Some(unsent) => Err(unsent),
                        None => Ok(CallReply::Lost(LostReason::Reset)),
                    };
                }
            };
            Ok(read(reply).await)
        };
        let received = timeout(self.limits.answer, exchange).await;
        let received = received.unwrap_or(Ok(CallReply::Lost(LostReason::Timeout)))?;
        if matches!(received, CallReply::Reply { .. }) {
            locked(&self.free).push(connection);
        }
        Ok(received)
    }
}

impl CallReply {
    /// Calls a function with the answer for the machine.
    pub(super) fn answer(&self, take: impl FnOnce(Answered<'_>)) {
        match self {
            Self::Reply { status, headers, body } => {
                let headers: Vec<(&str, &str)> =
                    headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                take(Answered::Reply { status: *status, headers: &headers, body });
            }
            Self::Lost(reason) => take(Answered::Lost(*reason)),
            Self::NotSent(reason) => take(Answered::NotSent(*reason)),
        }
    }
}

/// Reads a reply to its end.
async fn read(reply: hyper::Response<Incoming>) -> CallReply {
    let (head, body) = reply.into_parts();
    match Limited::new(body, REPLY_BYTES).collect().await {
        Ok(body) => CallReply::Reply {
            status: head.status.as_u16(),
            headers: fields(&head.headers),
            body: body.to_bytes().to_vec(),
        },
        Err(_) => CallReply::Lost(LostReason::Reset),
    }
}

/// Returns the request for hyper. Its secrets are wiped when hyper drops it.
fn http_request(mut request: Request) -> Option<HttpRequest> {
    let uri: Uri = request.url.parse().ok()?;
    let authority = uri.authority()?.as_str().to_owned();
    let target = uri.path_and_query()?.as_str().to_owned();
    let mut built = hyper::Request::builder().method(request.method.as_str()).uri(target);
    for (name, value) in &request.headers {
        let mut value = HeaderValue::try_from(value).ok()?;
        value.set_sensitive(true);
        built = built.header(HeaderName::try_from(*name).ok()?, value);
    }
    let body = Bytes::from_owner(Zeroizing::new(std::mem::take(&mut request.body).into_bytes()));
    built.header(HOST, authority).header(CONTENT_LENGTH, body.len()).body(Full::new(body)).ok()
}

/// Returns the header fields of a reply. A value that is not UTF-8 is left out.
fn fields(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| str::from_utf8(value.as_bytes()).ok().map(str::to_owned);
    headers.iter().filter_map(|(name, value)| Some((name.as_str().to_owned(), text(value)?))).collect()
}
