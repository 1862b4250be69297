//! What a recording keeps of a request and its answer.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::world::explanation::EXPLANATION_HEADER;
use crate::world::mask::{MASK, Shown, masked, masked_body};
use crate::world::received::Received;
use crate::world::wire::{Delivery, Incoming, Reply};

/// A request and its answer, with every secret masked as `***`. A recording keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    /// The time of the world, in milliseconds since 1970-01-01 UTC.
    pub time: u64,
    /// The name of the interface or route: `loginex`; `None` for an unknown path.
    pub interface: Option<String>,
    /// The method.
    pub method: String,
    /// The path. A query is written as `?***`.
    pub target: String,
    /// The header fields of the request. Only fields that hold no secret keep their values.
    pub request_headers: Vec<(String, String)>,
    /// The body of the request as JSON with `***` in place of secrets and of members that no page documents; for a body that is
    /// not JSON, its length.
    pub request_body: String,
    /// The HTTP status.
    pub status: u16,
    /// The header fields of the reply.
    pub reply_headers: Vec<(String, String)>,
    /// The body of the reply.
    pub reply_body: String,
    /// The time that passes before the reply goes out, in milliseconds.
    pub delay: u64,
    /// How the bytes of the reply go out: `whole`, `reset`, `cut`, `slow`.
    pub delivery: String,
    /// The index of the fault that changed the answer; `None` if no fault did.
    pub fault: Option<usize>,
}

/// The header fields that keep their values, in lower case.
const SHOWN_HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "allow",
    "connection",
    "content-length",
    "content-type",
    "host",
    "retry-after",
    "user-agent",
    "x-aicc-world",
    "x-token-expire",
];

/// The members that keep their values in replies that no table describes.
const SHOWN_MEMBERS: &[&str] = &[
    "ApplyType",
    "CreateTime",
    "Expires",
    "Scope",
    "UserID",
    "content",
    "errorCode",
    "event",
    "eventType",
    "exceptionInfo",
    "message",
    "result",
    "retcode",
    "workNo",
];

impl Exchange {
    /// Returns what a recording keeps of a request and a reply that no world made.
    #[cfg(feature = "server")]
    pub(crate) fn new(time: u64, request: &Incoming<'_>, reply: &Reply) -> Self {
        let received = Received::read(request, &aicc_core::Profile::default());
        Self::of(time, request, &received, reply, (Duration::ZERO, Delivery::Whole, None))
    }

    /// Returns what a recording keeps.
    pub(crate) fn of(
        time: u64,
        request: &Incoming<'_>,
        received: &Received<'_>,
        reply: &Reply,
        (delay, delivery, fault): (Duration, Delivery, Option<usize>),
    ) -> Self {
        let query = if request.target.contains('?') { "?***" } else { "" };
        let reply_headers = reply.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Self {
            time,
            interface: received.name().map(str::to_owned),
            method: request.method.to_owned(),
            target: format!("{}{query}", request.path()),
            request_headers: request.headers.iter().copied().map(masked_header).collect(),
            request_body: request_body(request, received),
            status: reply.status,
            reply_headers: reply_headers.map(masked_header).collect(),
            reply_body: reply_body(reply, received),
            delay: u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
            delivery: delivery.name().to_owned(),
            fault,
        }
    }
}

fn masked_header((name, value): (&str, &str)) -> (String, String) {
    let is_shown = SHOWN_HEADERS.iter().chain(&[EXPLANATION_HEADER]).any(|shown| shown.eq_ignore_ascii_case(name));
    (name.to_owned(), if is_shown { value } else { MASK }.to_owned())
}

fn request_body(request: &Incoming<'_>, received: &Received<'_>) -> String {
    match received {
        Received::Message(_, masked) => masked.to_string(),
        Received::Invalid(interface, _) => masked_body(request.body, &interface.request),
        Received::UnknownPath | Received::WrongMethod(_) | Received::Extra(..) => masked(request.body, Shown::Nothing),
    }
}

fn reply_body(reply: &Reply, received: &Received<'_>) -> String {
    match received.interface() {
        Some(interface) if reply.status == 200 => masked_body(&reply.body, &interface.reply),
        _ => masked(&reply.body, Shown::Names(SHOWN_MEMBERS)),
    }
}
