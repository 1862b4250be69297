//! Replies as they go out.

use std::time::Duration;

use crate::world::exchange::Exchange;
use crate::world::wire::{Delivery, Reply};

/// An answer of a world.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// The reply.
    pub reply: Reply,
    /// The time that passes before the reply goes out.
    pub delay: Duration,
    /// How the bytes of the reply go out.
    pub delivery: Delivery,
    /// What a recording keeps, with every secret masked.
    pub exchange: Exchange,
}
