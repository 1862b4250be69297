//! The rules of one value, read off its row. Everything that refuses a value refuses it here.

mod advice;
mod password;
mod text;

pub(crate) use text::text;

use crate::param::Param;
use crate::profile::Profile;
use crate::rule::Rule;
use crate::spec::{Choice, Edition, Field, Integer, Literal, Text};

/// What a check must know besides the limits of the row.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'p> {
    pub(crate) mandatory: bool,
    pub(crate) secret: bool,
    /// Whether advice on the value is wanted as well (reading R20).
    pub(crate) advised: bool,
    pub(crate) profile: &'p Profile,
}

impl<'p> Facts<'p> {
    /// Those of a row itself.
    pub(crate) fn of(field: &Field, profile: &'p Profile) -> Self {
        Self { mandatory: field.is_mandatory(profile.edition), secret: field.secret, advised: false, profile }
    }

    /// Those of an element of a row's array, which is never mandatory.
    pub(crate) fn of_element(field: &Field, profile: &'p Profile) -> Self {
        Self { mandatory: false, secret: field.secret, advised: false, profile }
    }

    pub(crate) const fn edition(&self) -> Edition {
        self.profile.edition
    }
}

/// At most so many characters are told.
const MOST_FOUND: usize = 8;

/// The distinct characters of a value that are meant, in the order of appearance; `None` for a secret.
fn found(facts: Facts<'_>, value: &str, is_meant: impl Fn(char) -> bool) -> Option<String> {
    let mut found = String::new();
    let mut room = MOST_FOUND;
    for character in value.chars().filter(|character| is_meant(*character)) {
        if room > 0 && !found.contains(character) {
            found.push(character);
            room = room.saturating_sub(1);
        }
    }
    (!facts.secret).then_some(found)
}

/// Appends the rules that an integer breaks.
#[inline(always)]
pub(crate) fn integer(limits: &Integer, value: i64, broken: &mut Vec<Rule>) {
    if !limits.choices.is_empty() && !is_one_of(limits.choices, value) {
        broken.push(Rule::Enum { allowed: limits.choices, actual: Param::Integer(value) });
    }
    if let Some(minimum) = limits.minimum
        && value < minimum
    {
        broken.push(Rule::Minimum { minimum, actual: Param::Integer(value) });
    }
}

/// Whether a number is among the documented values. It looks at all of them, for where it would stop cannot be foreseen.
#[inline(always)]
fn is_one_of(choices: &[Choice], value: i64) -> bool {
    choices.iter().filter(|choice| choice.value == Literal::Integer(value)).count() != 0
}

/// The rules that a text breaks, where they are not gathered with others.
pub(crate) fn broken_by_text(limits: &Text, facts: Facts<'_>, value: &str) -> Vec<Rule> {
    let mut broken = Vec::new();
    text(limits, facts, value, &mut broken);
    broken
}

/// The rules that an integer breaks, where they are not gathered with others.
pub(crate) fn broken_by_integer(limits: &Integer, value: i64) -> Vec<Rule> {
    let mut broken = Vec::new();
    integer(limits, value, &mut broken);
    broken
}
