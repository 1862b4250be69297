//! The typed messages.

pub(crate) mod choice;
pub(crate) mod generated;
pub(crate) mod plain;
pub(crate) mod request;
pub(crate) mod send;
