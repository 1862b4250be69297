//! The messages of a cloud contact centre (AICC) for Kotlin and Swift: conversions only, no rule and no sentence.
//!
//! UniFFI reads the types and functions of this crate out of the compiled library and writes the sources in
//! `bindings/kotlin` and `bindings/swift` (`cargo xtask bindings`). What is said here stands there as KDoc and DocC.
//! Numbers are signed, because Java has no others.

mod check;
mod crossing;
mod finding;
mod form;
mod messages;
mod profile;
mod reply;
mod request;
mod secret;
mod server;
mod vocabulary;

pub use check::{FieldReport, NamedValue, UnknownFieldError, check, check_field, check_message};
pub use finding::{Finding, ParamValue, Report};
pub use form::{Choice, FieldKind, FormField, FormState};
pub use messages::*;
pub use profile::{PasswordPolicy, PasswordPolicyError, Profile};
pub use reply::{
    Answer, MediaServers, PasswordValidity, ReplyBoolean, ReplyInteger, ReplyMediaServers, ReplyPasswordValidity,
    ReplySignInTime,
};
pub use request::{RequestResult, WrittenRequest};
pub use secret::Secret;
pub use server::{Cloud, EndpointError, Gateway};
pub use vocabulary::{Edition, FieldState, Keyboard, Language, Location};

uniffi::setup_scaffolding!();
