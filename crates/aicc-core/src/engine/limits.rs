//! The rules of one value, read off its row. Everything that refuses a value refuses it here.

mod advice;
mod context;
mod integer;
mod password;
mod text;

pub(crate) use context::CheckContext;
pub(crate) use integer::{broken_by_integer, check_integer};
pub(crate) use text::{broken_by_text, check_text};
