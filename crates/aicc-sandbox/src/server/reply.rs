//! Replies, and the responses on a connection that they become.

use hyper::body::Bytes;
use hyper::header::{CONNECTION, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use super::body::OutgoingBody;
use crate::world::wire::{Delivery, Reply};

/// Returns a reply with a JSON body.
pub(super) fn json_reply(status: u16, body: &serde_json::Value) -> Reply {
    let headers = vec![(CONTENT_TYPE.to_string(), "application/json".to_owned())];
    Reply { status, headers, body: body.to_string().into_bytes() }
}

/// Returns the response to a request that was not read to its end: the connection is closed after it.
pub(super) fn refused(status: StatusCode) -> Response<OutgoingBody> {
    let mut response = Response::new(OutgoingBody::whole(Bytes::new()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Returns the response of a reply.
pub(super) fn response(reply: Reply, delivery: &Delivery) -> Response<OutgoingBody> {
    let body = match delivery {
        Delivery::Cut { bytes } => OutgoingBody::cut(reply.body, *bytes),
        Delivery::Slow { bytes_per_second } => OutgoingBody::slow(reply.body, *bytes_per_second),
        Delivery::Whole | Delivery::Reset => OutgoingBody::whole(reply.body),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &reply.headers {
        // A fault can ask for a header field that HTTP does not have: it is left out.
        let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else { continue };
        response.headers_mut().append(name, value);
    }
    response
}
