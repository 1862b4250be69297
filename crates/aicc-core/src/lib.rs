//! The messages of a cloud contact centre (AICC): every documented field rule and message shape of four vendor
//! interfaces, without IO.
//!
//! - [`check`] answers *all* that is wrong with a request body, and where; [`check_message`] does so for path and
//!   headers as well, [`check_field`] for one field while it is typed.
//! - [`RequestBody`] gives typed messages; only a [`Valid`] one becomes a [`Request`].
//! - [`read_reply`] turns a status, header fields and a body into a typed [`Outcome`].
//! - [`interfaces`] are the vendor's pages as data, which everything else reads.

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
pub use interfaces::{
    AgentAccountCreate, AgentAccountCreateBuilder, AgentAccountCreateReply, AgentEvent, AgentInfo, AgentInfoQuery,
    AgentInfoQueryBuilder, AgentInfoQueryReply, AgentRole, AgentSettingsCreate, AgentSettingsCreateBuilder,
    AgentSettingsCreateReply, AgentSignIn, AgentSignInBuilder, AgentSignInReply, AgentSignInResult, AgentType,
    AnyReply, AnyRequest, CallType, InterfaceId, MediaServers, PasswordValidity, SignInAgentType, SignInStatus,
    SignInTime, Skill,
};
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
pub use request::{CloudBody, Request};
pub use rule::{Code, Rule, Severity};
pub use secret::Secret;
pub use server::{Cloud, Gateway};
pub use slot::{AnySlot, Member, Scalar, Slot, View};
pub use spec::{Edition, Interface};
pub use typing::{FieldReport, NoSuchField, State, check_field};
