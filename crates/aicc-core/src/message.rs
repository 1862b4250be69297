//! Values of typed messages: slots, secrets, fields of replies, and how they are written.

pub(crate) mod reply_value;
pub(crate) mod secret;
pub(crate) mod slot;
pub(crate) mod write;
