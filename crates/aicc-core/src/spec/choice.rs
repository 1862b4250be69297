//! Documented values.

use crate::language::Wording;
use crate::spec::Literal;

/// A documented value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value on the wire.
    pub value: Literal,
    /// The name in code: `Audio`.
    pub name: &'static str,
    /// The meaning that the page gives.
    pub label: Wording,
}

/// A closed set of documented values, which is an enum in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceSet {
    /// The name of the enum.
    pub name: &'static str,
    /// What the set is.
    pub description: &'static str,
    /// The values, in the order of the page.
    pub choices: &'static [Choice],
}

/// A number, with its meaning if it is a documented value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The number.
    pub number: i64,
    /// The meaning; `None` if the page does not document the number.
    pub label: Option<&'static Wording>,
}

impl Labelled {
    /// Returns a number with its meaning among documented values.
    #[must_use]
    pub fn among(choices: &'static [Choice], number: i64) -> Self {
        let choice = choices.iter().find(|choice| choice.value == Literal::Integer(number));
        Self { number, label: choice.map(|choice| &choice.label) }
    }
}
