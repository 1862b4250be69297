//! The vendor's tables written out for other tools. Nothing is added to what the tables say, and what a format cannot
//! say is listed, not dropped.
//!
//! - [`catalogue`]: every interface, row, bound, default, documented value, code and sentence, as plain data, with each
//!   text in every language; [`in_language`] chooses one;
//! - [`json_schema`]: JSON Schema 2020-12 of a request or reply body;
//! - [`openapi`]: OpenAPI 3.1 of all interfaces.

mod catalogue;
mod context;
mod examples;
mod json_schema;
mod openapi;
mod pattern;
mod plain;

pub use catalogue::{catalogue, in_language, rules};
pub use json_schema::{Part, json_schema};
pub use openapi::openapi;
