//! Documented values.

use crate::language::{Language, Wording};
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
    /// Other words for it, in any language, which the cells of tables use: `voice agent`.
    pub synonyms: &'static [&'static str],
}

impl Choice {
    /// Returns the words for the value: its name in code, its labels in every language, and its synonyms.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        let labels = Language::ALL.iter().map(|language| self.label.in_language(*language));
        [self.name].into_iter().chain(labels).chain(self.synonyms.iter().copied())
    }
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
