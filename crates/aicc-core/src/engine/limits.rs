//! The rules of one value, read off its row. Everything that refuses a value refuses it here.

mod advice;
mod facts;
mod integer;
mod password;
mod text;

pub(crate) use facts::Facts;
pub(crate) use integer::{broken_by_integer, check_integer};
pub(crate) use text::{broken_by_text, check_text};
