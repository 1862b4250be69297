//! The typed messages.

pub(crate) mod checked;
pub(crate) mod choice;
pub(crate) mod class;
pub(crate) mod generated;
pub(crate) mod reply;
pub(crate) mod send;
