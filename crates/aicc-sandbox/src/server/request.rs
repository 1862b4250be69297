//! Requests with their whole bodies.

use std::time::Duration;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body as _, Bytes, Incoming as Body};
use hyper::header::HOST;
use hyper::{Request, StatusCode, Version};
use tokio::time::timeout;

use crate::world::wire::Incoming;

/// A request with its whole body.
pub(super) struct WholeRequest {
    pub(super) method: String,
    /// The path, with the query.
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Bytes,
}

/// Reads a request to its end.
///
/// # Errors
///
/// Returns the status of a request that is too large, too slow, or not text where HTTP has text.
pub(super) async fn receive(
    request: Request<Body>,
    body_bytes: usize,
    body_time: Duration,
) -> Result<WholeRequest, StatusCode> {
    let (head, body) = request.into_parts();
    // RFC 9112, 3.2.
    let hosts = head.headers.get_all(HOST).iter().count();
    if hosts > 1 || (hosts == 0 && head.version == Version::HTTP_11) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let target = head.uri.path_and_query().map_or("", |target| target.as_str()).to_owned();
    let mut headers = Vec::with_capacity(head.headers.len());
    for (name, value) in &head.headers {
        let value = str::from_utf8(value.as_bytes()).map_err(|_| StatusCode::BAD_REQUEST)?;
        headers.push((name.as_str().to_owned(), value.to_owned()));
    }
    if usize::try_from(body.size_hint().lower()).map_or(true, |length| length > body_bytes) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let body = timeout(body_time, Limited::new(body, body_bytes).collect()).await;
    let body =
        body.map_err(|_| StatusCode::REQUEST_TIMEOUT)?.map_err(|error| match error.is::<LengthLimitError>() {
            true => StatusCode::PAYLOAD_TOO_LARGE,
            false => StatusCode::BAD_REQUEST,
        })?;
    Ok(WholeRequest { method: head.method.as_str().to_owned(), target, headers, body: body.to_bytes() })
}

impl WholeRequest {
    /// Calls a function with the request as the world takes it.
    pub(super) fn borrowed<T>(&self, take: impl FnOnce(&Incoming<'_>) -> T) -> T {
        let headers: Vec<(&str, &str)> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        take(&Incoming { method: &self.method, target: &self.target, headers: &headers, body: &self.body })
    }
}
