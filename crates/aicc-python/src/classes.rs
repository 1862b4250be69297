//! The classes of the package that no table describes.

pub(crate) mod finding;
pub(crate) mod immutable;
pub(crate) mod profile;
pub(crate) mod reply_values;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod secret;
pub(crate) mod server;
