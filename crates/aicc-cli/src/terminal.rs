//! What a person sees on a terminal.

pub(crate) mod colour;
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod progress;
pub(crate) mod run_progress;
pub(crate) mod table;
pub(crate) mod text;
