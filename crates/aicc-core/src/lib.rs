#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! - [`check`] returns every error of a request body; [`check_message`] includes the path and the headers, and
//!   [`check_field`] checks one field while a person types it.
//! - [`RequestBody`] is the trait of the typed messages. A [`Valid`] message becomes a [`Request`].
//! - [`read_reply`] turns a status, header fields and a body into a typed [`Outcome`].
//! - [`interfaces`] holds the vendor's pages as data, which everything else reads.

mod check;
mod columns;
mod description;
mod engine;
mod escape;
mod forms;
mod http;
pub mod interfaces;
mod json;
mod language;
mod message;
mod password_maker;
mod profile;
mod received;
mod report;
pub mod spec;
mod valid;

pub use check::{Check, Parts, check, check_message, check_text};
pub use columns::{
    Cell, CellReading, CellRepair, ColumnError, ColumnNote, ColumnOptions, Columns, HeadingReader, ReadColumns, Row,
    closest_name,
};
pub use engine::hint::{visit_foreign, visit_secret};
pub use escape::{escape_controls, is_hidden};
pub use forms::{FieldReport, FieldState, Form, FormField, FormState, Keyboard, NoSuchField, check_field};
pub use http::{
    Answer, Cloud, Endpoint, EndpointError, Gateway, KeptBody, Outcome, ReplyBody, Request, Server, UNDOCUMENTED_CODE,
    UNDOCUMENTED_STATUS, check_server, read_reply,
};
pub use interfaces::pages::*;
pub use interfaces::{AnyReply, AnyRequest, InterfaceId};
pub use json::Reason;
pub use language::{Language, Wording};
pub use message::reply_value::{ReplyField, ReplyValue};
pub use message::secret::Secret;
pub use message::slot::{AnySlot, Member, Scalar, Slot, View};
pub use password_maker::{PasswordMaker, PasswordMakerError};
pub use profile::{PasswordPolicy, PasswordPolicyError, Profile};
pub use received::{ReceiveError, ReceivedRequest, read_request};
pub use report::Report;
pub use report::finding::Finding;
pub use report::identity::RecordIdentity;
pub use report::place::Location;
pub use spec::actual_type::ActualType;
pub use spec::cell_damage::CellDamage;
pub use spec::cell_fault::CellFault;
pub use spec::param::Param;
pub use spec::rule::{Code, Rule, Severity};
pub use spec::{Edition, Interface};
pub use valid::{RequestBody, Valid};
