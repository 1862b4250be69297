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

/// The documented values of a closed set, which is an enum in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceSet {
    /// The name of the enum.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// The values, in the order of the page.
    pub choices: &'static [Choice],
}

/// A number, and what the page says it means where it is one of the documented values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The number.
    pub number: i64,
    /// Its meaning.
    pub label: Option<&'static Wording>,
}

impl Labelled {
    /// A number with the label that it has among `choices`.
    #[must_use]
    pub fn among(choices: &'static [Choice], number: i64) -> Self {
        let choice = choices.iter().find(|choice| choice.value == Literal::Integer(number));
        Self { number, label: choice.map(|choice| &choice.label) }
    }
}
