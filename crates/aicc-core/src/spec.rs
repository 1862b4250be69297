//! The vocabulary of the tables: what a row of a vendor's page can say.
//!
//! An [`Interface`] is one page; its [`Object`]s are the page's tables and their [`Field`]s the rows. Everything in
//! this module is plain constant data; the engine, the exports and the bindings read it and know no field by name.

pub(crate) mod actual_type;
mod audit;
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
mod pattern;
pub(crate) mod rule;
mod sentence;
mod traits;
pub(crate) mod words;

pub use character_class::CharacterClass;
pub(crate) use characters::Survey;
pub use characters::{CharacterSet, Characters};
pub use choice::{Choice, ChoiceSet, Labelled};
pub use edition::{ByEdition, Edition};
pub use field::{Field, Object, Presence, SkillQueueRole};
pub use format::Format;
pub use interface::{
    Body, Document, Events, Example, Interface, Method, ResultCode, ResultCodes, SUCCESS, Service, Status, Wrapper,
};
pub use kind::{Array, EmailParts, Integer, Kind, Text};
pub use literal::{JsonType, Literal};
pub use names::Names;
pub(crate) use traits::Traits;
