#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! - [`check`] returns every error of a request body; [`check_message`] includes the path and the headers, and
//!   [`check_field`] checks one field while a person types it.
//! - [`RequestBody`] is the trait of the typed messages. A [`Valid`] message becomes a [`Request`].
//! - [`read_reply`] turns a status, header fields and a body into a typed [`Outcome`].
//! - [`interfaces`] holds the vendor's pages as data, which everything else reads.

mod address;
mod cell;
mod check;
mod columns;
mod endpoint;
mod finding;
mod form;
mod found;
pub mod interfaces;
mod json;
mod language;
mod message;
mod open;
mod param;
mod place;
mod profile;
mod read;
mod received;
mod reply;
mod report;
mod request;
mod rule;
mod secret;
mod sentence;
mod server;
mod slot;
pub mod spec;
mod typing;
mod visible;
mod words;
mod write;

pub use cell::{Cell, CellFault};
pub use columns::{ColumnError, Columns, Row};
pub use endpoint::{Endpoint, EndpointError};
pub use finding::Finding;
pub use form::{Form, FormField, FormState, Keyboard};
pub use found::{Found, visit_foreign, visit_secret};
pub use interfaces::pages::*;
pub use interfaces::{AnyReply, AnyRequest, InterfaceId};
pub use json::Reason;
pub use language::{Language, Wording};
pub use message::{Check, Parts, RequestBody, Valid, check, check_message, check_text};
pub use open::{Open, ReplyValue};
pub use param::Param;
pub use place::Location;
pub use profile::{PasswordPolicy, PasswordPolicyError, Profile};
pub use received::{ReceiveError, ReceivedRequest, read_request};
pub use reply::{Answer, KeptBody, Outcome, ReplyBody, UNDOCUMENTED_CODE, UNDOCUMENTED_STATUS, read_reply};
pub use report::Report;
pub use request::Request;
pub use rule::{Code, Rule, Severity};
pub use secret::Secret;
pub use server::{Cloud, Gateway, Server};
pub use slot::{AnySlot, Member, Scalar, Slot, View};
pub use spec::{Edition, Interface};
pub use typing::{FieldReport, NoSuchField, State, check_field};
