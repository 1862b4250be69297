//! The values of typed messages, and how they are written.

pub(crate) mod reply_value;
pub(crate) mod secret;
pub(crate) mod slot;
pub(crate) mod write;
