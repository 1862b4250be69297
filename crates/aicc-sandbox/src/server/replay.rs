//! The replies of a recording.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use super::recording::Recording;
use super::reply::json_reply;
use crate::world::exchange::Exchange;
use crate::world::outgoing::Outgoing;
use crate::world::wire::{Incoming, Reply};

/// The replies to each request of a recording. A request has a method, a target and a body, with secrets masked.
pub(super) struct Replay {
    replies: Mutex<HashMap<RecordedRequest, RecordedReplies>>,
}

#[derive(PartialEq, Eq, Hash)]
struct RecordedRequest {
    method: String,
    target: String,
    body: String,
}

/// The replies to one request, in their order. The last one repeats.
#[derive(Default)]
struct RecordedReplies {
    replies: Vec<Reply>,
    next: usize,
}

impl RecordedReplies {
    fn take(&mut self) -> Option<Reply> {
        let reply = self.replies.get(self.next).or(self.replies.last())?;
        self.next = self.next.saturating_add(1);
        Some(reply.clone())
    }
}

impl Replay {
    /// Returns the replies of a recording.
    pub(super) fn new(recording: Recording) -> Self {
        let mut replies: HashMap<RecordedRequest, RecordedReplies> = HashMap::new();
        for exchange in recording.into_exchanges() {
            let reply = Reply {
                status: exchange.status,
                headers: exchange.reply_headers,
                body: exchange.reply_body.into_bytes(),
            };
            let request =
                RecordedRequest { method: exchange.method, target: exchange.target, body: exchange.request_body };
            replies.entry(request).or_default().replies.push(reply);
        }
        Self { replies: Mutex::new(replies) }
    }

    /// Returns the recorded reply to a request: the first reply the first time, and so on. For a request that the recording does
    /// not have, it is status 404.
    pub(super) fn answer(&self, now: u64, request: &Incoming<'_>) -> Outgoing {
        let missing = Outgoing::at_once(now, json_reply(404, &json!({"error": "the recording has no such request"})));
        let exchange = Exchange::new(request, &missing);
        let wanted = RecordedRequest { method: exchange.method, target: exchange.target, body: exchange.request_body };
        let mut replies = self.replies.lock().unwrap_or_else(PoisonError::into_inner);
        let recorded = replies.get_mut(&wanted).and_then(RecordedReplies::take);
        recorded.map_or(missing, |reply| Outgoing::at_once(now, reply))
    }
}
