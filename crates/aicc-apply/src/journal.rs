//! The journal: JSON Lines that say what was sent, and the result. It holds no secret.

pub(crate) mod digest;
pub(crate) mod entry;
pub(crate) mod reader;
pub(crate) mod state;
