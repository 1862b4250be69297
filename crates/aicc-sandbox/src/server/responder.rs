//! The part that all connections share.

use std::time::{SystemTime, UNIX_EPOCH};

use super::backend::Backend;
use super::limits::Limits;
use super::options::OnExchange;
use super::request::WholeRequest;
use crate::world::outgoing::Outgoing;

/// Replies to the requests of all connections.
pub(super) struct Responder {
    pub(super) backend: Backend,
    pub(super) on_exchange: Option<OnExchange>,
    pub(super) limits: Limits,
}

impl Responder {
    /// Returns the answer of the backend, after `on_exchange` was called with it.
    pub(super) async fn answer(&self, received: &WholeRequest) -> Outgoing {
        let answer = self.backend.answer(now(), received).await;
        if let Some(on_exchange) = &self.on_exchange {
            let (exchange, departures) = received.borrowed(|request| self.backend.exchange(request, &answer));
            on_exchange(&exchange, &departures);
        }
        answer
    }
}

/// Returns the milliseconds since 1970-01-01 UTC; 0 if the clock of the system is before.
pub(super) fn now() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(passed.as_millis()).unwrap_or(u64::MAX)
}
