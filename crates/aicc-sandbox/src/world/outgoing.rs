//! Replies as they go out.

use std::time::Duration;

use crate::world::wire::{Delivery, Reply};

/// An answer of a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The reply.
    pub reply: Reply,
    /// The time that passes before the reply goes out.
    pub delay: Duration,
    /// How the bytes of the reply go out.
    pub delivery: Delivery,
    /// The time of the world, in milliseconds since 1970-01-01 UTC.
    pub time: u64,
    /// The index of the fault that changed the answer; `None` if no fault did.
    pub fault: Option<usize>,
}

#[cfg(feature = "server")]
impl Outgoing {
    /// Returns the answer that is a reply, at once and whole.
    pub(crate) const fn at_once(time: u64, reply: Reply) -> Self {
        Self { reply, delay: Duration::ZERO, delivery: Delivery::Whole, time, fault: None }
    }
}
