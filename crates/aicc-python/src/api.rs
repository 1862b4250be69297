//! The functions of the package, and what they return.

pub(crate) mod check;
pub(crate) mod columns;
pub(crate) mod export;
pub(crate) mod labels;
pub(crate) mod received;
pub(crate) mod reply;
pub(crate) mod sandbox;
pub(crate) mod template;
