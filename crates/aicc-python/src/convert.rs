//! Conversions between Python and the core.

pub(crate) mod argument;
pub(crate) mod body;
pub(crate) mod containers;
pub(crate) mod entries;
pub(crate) mod foreign;
pub(crate) mod hint;
pub(crate) mod interface;
pub(crate) mod json;
pub(crate) mod language;
pub(crate) mod strings;
pub(crate) mod text;
pub(crate) mod value;
