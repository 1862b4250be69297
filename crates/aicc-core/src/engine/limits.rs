//! Checks a value against the limits of its row. All rules about single values are checked here.

mod advice;
mod context;
mod damage;
mod integer;
mod misread;
mod password;
mod text;

pub(crate) use context::CheckContext;
pub(crate) use integer::{broken_by_integer, check_integer};
pub(crate) use text::{broken_by_text, check_text};
