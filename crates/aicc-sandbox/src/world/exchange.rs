//! What a recording keeps of a request and its answer.

use serde::{Deserialize, Serialize};

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
