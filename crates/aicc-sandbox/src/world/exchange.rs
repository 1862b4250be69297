//! What a recording keeps of a request and its answer.

use aicc_core::Profile;
#[cfg(feature = "server")]
use aicc_core::interfaces;
use serde::{Deserialize, Serialize};

use crate::world::headers;
use crate::world::mask::{Shown, masked, masked_body};
use crate::world::outgoing::Outgoing;
use crate::world::received::Received;
#[cfg(feature = "server")]
use crate::world::request_secrets::RequestSecrets;
use crate::world::wire::{Incoming, Reply};

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
    /// Returns what a recording keeps of a request and the answer of a world to it. It reads the request again, so that an answer that
    /// is not recorded costs nothing more.
    #[must_use]
    pub fn new(request: &Incoming<'_>, answer: &Outgoing) -> Self {
        // What is kept depends on the tables alone, so that a recording can be replayed with other choices.
        let received = Received::read(request, &Profile::default());
        let query = if request.target.contains('?') { "?***" } else { "" };
        let reply = &answer.reply;
        let reply_headers = reply.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Self {
            time: answer.time,
            interface: received.name().map(str::to_owned),
            method: request.method.to_owned(),
            target: format!("{}{query}", request.path()),
            request_headers: request.headers.iter().copied().map(headers::masked).collect(),
            request_body: request_body(request, &received),
            status: reply.status,
            reply_headers: reply_headers.map(headers::masked).collect(),
            reply_body: reply_body(reply, &received),
            delay: u64::try_from(answer.delay.as_millis()).unwrap_or(u64::MAX),
            delivery: answer.delivery.name().to_owned(),
            fault: answer.fault,
        }
    }

    /// Returns what a recording keeps of a reply that no world made: the server can repeat secrets of the request in it.
    #[cfg(feature = "server")]
    pub(crate) fn forwarded(request: &Incoming<'_>, answer: &Outgoing) -> Self {
        let exchange = Self::new(request, answer);
        let secrets = RequestSecrets::of(request, exchange.interface.as_deref().and_then(interfaces::find));
        let hidden = |(name, value): (String, String)| (secrets.hidden_in(&name), secrets.hidden_in(&value));
        Self {
            reply_headers: exchange.reply_headers.into_iter().map(hidden).collect(),
            reply_body: secrets.hidden_in_body(&exchange.reply_body),
            ..exchange
        }
    }
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
