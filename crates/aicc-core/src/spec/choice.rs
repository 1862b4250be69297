//! Documented values.

use crate::language::Wording;
use crate::spec::Literal;

/// One documented value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value on the wire.
    pub value: Literal,
    /// Its name in code: `Audio`.
    pub name: &'static str,
    /// What the page says it means.
    pub label: Wording,
}
