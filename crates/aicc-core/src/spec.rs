//! The vocabulary of the tables: what a row of a vendor's page can say.
//!
//! An [`Interface`] is one page; its [`Object`]s are the page's tables and their [`Field`]s the rows. Everything in
//! this module is plain constant data; the engine, the exports and the bindings read it and know no field by name.

mod audit;
mod characters;
mod choice;
mod description;
mod edition;
mod field;
mod format;
mod interface;
mod kind;
mod literal;
mod media_type;
mod names;
mod traits;

pub(crate) use characters::Survey;
pub use characters::{CharacterClass, CharacterSet, Characters};
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
pub(crate) use names::is_same;
pub(crate) use traits::Traits;

#[cfg(feature = "fast-patterns")]
pub(crate) use regex::Regex;
#[cfg(not(feature = "fast-patterns"))]
pub(crate) use regex_lite::Regex;
