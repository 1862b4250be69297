//! AICC contact-center API messages for JavaScript and TypeScript: conversions between `aicc-core` and lines of text, which cross
//! the border of a WebAssembly module. This crate has no rule and no sentence of its own.
//!
//! The functions here are called by `bindings/javascript/src` only, which has the types and the documentation for users.
//! `cargo xtask javascript` builds the crate twice: without features, and with the feature `batch` as a second module.

#[cfg(target_family = "wasm")]
use std::alloc::System;

#[cfg(target_family = "wasm")]
use zeroizing_alloc::ZeroAlloc;

#[cfg(feature = "batch")]
mod batch;
mod body;
mod check;
mod explain;
mod finding;
mod form;
mod lines;
mod misuse;
mod names;
mod options;
mod reply;
mod request;

#[cfg(feature = "batch")]
pub use batch::{
    SteppedRun, catalogue, format_of_name, json_schema, malformed_workbook, memory_size, openapi, template,
};
pub use body::room;
pub use check::{check, check_field, check_message};
pub use explain::explain;
pub use form::{
    form_fields, form_message, form_remove, form_report, form_request, form_state, form_texts, form_unknown,
};
pub use misuse::Misuse;
pub use reply::read_reply;
pub use request::{parse, request};

/// Wipes all memory that the module frees: secrets, their copies, and the buffers in which they cross.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);
