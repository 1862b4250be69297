//! AICC contact-center API messages for Kotlin and Swift: conversions between `aicc-core` and the types that UniFFI exports.
//! This crate has no rule and no sentence of its own.
//!
//! UniFFI reads the exported types and functions from the compiled library and writes the Kotlin and Swift sources
//! (`cargo xtask bindings`). The doc comments become KDoc and DocC. Numbers are signed, because Java has only signed numbers.
//! Types whose names end with `Parts` are what crosses of the types that `bindings/kotlin` and `bindings/swift` write by hand.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

mod check;
mod convert;
mod finding;
mod form;
mod generated;
mod profile;
mod reply;
mod request;
mod secret;
mod server;
mod vocabulary;

pub use check::{FieldReport, NamedValue, UnknownFieldError, check, check_field, check_message};
pub use finding::{Finding, ParamValue, Report};
pub use form::{Choice, FieldKind, FormField, FormState};
pub use generated::*;
pub use profile::{PasswordPolicy, PasswordPolicyError, PasswordPolicyParts, Profile, password_policy_parts};
pub use reply::{
    Answer, MediaServers, OutcomeParts, PasswordValidity, ReplyBoolean, ReplyInteger, ReplyMediaServers,
    ReplyPasswordValidity, ReplySignInTime,
};
pub use request::{RequestParts, RequestResult, WrittenRequest};
pub use secret::Secret;
pub use server::{Cloud, CloudParts, EndpointError, EndpointParts, Gateway, endpoint_parts};
pub use vocabulary::{FieldState, Keyboard, Location};

uniffi::setup_scaffolding!();

/// Wipes all memory that the library frees: secrets, their copies, and the buffers in which they cross.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);
