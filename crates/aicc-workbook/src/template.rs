//! Templates: files to fill in with the records of an interface.

mod book;
mod columns;
mod conditions;
mod csv;
mod data;
mod definition;
mod example;
mod guide;
mod lookups;
mod messages;
mod style;
mod words;

pub use book::TemplateError;
pub use definition::{MAXIMUM_GROUPS, Template};
