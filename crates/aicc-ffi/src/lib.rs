//! The messages of a cloud contact centre (AICC) for Kotlin and Swift: conversions only, no rule and no sentence.
//!
//! UniFFI reads the types and functions of this crate out of the compiled library and writes the sources in
//! `bindings/kotlin` and `bindings/swift` (`cargo xtask bindings`). What is said here stands there as KDoc and DocC.
//! Numbers are signed, because Java has no others.

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

/// Wipes all memory that the library frees: secrets, the buffers in which they cross, and the copies that are made of them.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);
