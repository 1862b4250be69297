//! The options that several commands share.

pub(crate) mod credentials;
pub(crate) mod endpoint;
pub(crate) mod format;
pub(crate) mod interface;
pub(crate) mod key;
pub(crate) mod language;
pub(crate) mod number;
pub(crate) mod profile;
pub(crate) mod table;
