//! The vocabulary of the tables: what a row of a vendor's page can say.
//!
//! An [`Interface`] is a page, its [`Object`]s are the tables of the page, and their [`Field`]s are the rows. Everything here is
//! constant data. The engine, the exports and the bindings read it, and know no field by its name.
//!
//! The vocabulary has no words yet for what the four pages do not need:
//!
//! - a maximum of an integer: [`Integer`] has a minimum and documented values ([`check_field`](crate::check_field) relies on that);
//! - numbers with a fraction, and arrays of integers, booleans or arrays;
//! - an object that is not an element of an array in a form;
//! - query parameters, other methods than `POST` and `PUT`, and a request without a body;
//! - a rule about several fields, except a companion ([`Field::companion`]) and the type of skill queues ([`SkillQueueRole`]).
//!
//! Add a word with the first page that needs it, and read it in the one place of the engine that checks such a row.

pub(crate) mod actual_type;
mod address;
mod audit;
pub(crate) mod cell_damage;
pub(crate) mod cell_fault;
mod character_class;
mod characters;
mod choice;
mod edition;
mod field;
mod format;
mod interface;
mod kind;
mod literal;
mod media_type;
mod names;
pub(crate) mod param;
mod param_type;
mod pattern;
pub(crate) mod rule;
mod sentence;
mod traits;
mod truth;
pub(crate) mod words;

pub use address::SITE;
pub use character_class::CharacterClass;
pub(crate) use characters::Survey;
pub use characters::{CharacterSet, Characters};
pub use choice::{Choice, ChoiceSet, Labelled};
pub use edition::{ByEdition, Edition};
pub use field::{Field, Object, Presence, SkillQueueRole};
pub use format::Format;
pub use interface::{
    Body, Document, Events, Example, Interface, Link, LinkedValue, Method, RETRY_LATER, ResultCode, ResultCodes,
    SUCCESS, Service, Status, Wrapper,
};
pub use kind::{Array, EmailParts, Integer, Kind, Text};
pub use literal::{JsonType, Literal};
pub use names::Names;
pub use param_type::{ParamKind, ParamType};
pub(crate) use traits::Traits;
pub use truth::BOOLEAN_WORDS;
