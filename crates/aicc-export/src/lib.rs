#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! - [`catalogue`] returns every interface, row, limit, default, documented value, code and sentence as plain data, with
//!   each text in every language; [`in_language`] chooses one language.
//! - [`json_schema`] returns the JSON Schema 2020-12 of a request or reply body.
//! - [`openapi`] returns the OpenAPI 3.1 description of all interfaces.

mod catalogue;
mod components;
mod context;
mod examples;
mod json_schema;
mod limits;
mod openapi;
mod pattern;
mod wordings;

pub use catalogue::{catalogue, in_language, rules};
pub use json_schema::{BodyKind, json_schema};
pub use openapi::openapi;
