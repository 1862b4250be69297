//! Cells that do not have the plain form of their value (reading R20).

use crate::columns::fold::{folded, is_long};
use crate::columns::node::CellKind;
use crate::engine::integer_of_text;
use crate::spec::{BOOLEAN_WORDS, Choice, Literal};

/// How a cell is read that does not have the plain form of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellReading {
    /// The cell has a label of a documented value: `audio agent`, `4 (audio agent)`.
    Label(Literal),
    /// The cell has a word for a boolean: `TRUE`, `yes`, `是`.
    Boolean(bool),
    /// The cell has an integer as spreadsheets write it: with blanks around it, or with a fraction of zeros, such as `4.0`.
    Integer(i64),
}

impl CellReading {
    /// Returns the name of the form: `label`, `boolean` or `integer`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Label(_) => "label",
            Self::Boolean(_) => "boolean",
            Self::Integer(_) => "integer",
        }
    }

    /// Returns the value that the cell is read as.
    #[must_use]
    pub const fn value(self) -> Literal {
        match self {
            Self::Label(value) => value,
            Self::Boolean(truth) => Literal::Boolean(truth),
            Self::Integer(number) => Literal::Integer(number),
        }
    }

    /// Returns how the text of a cell is read if it does not have the plain form; `None` if it cannot be read.
    #[cold]
    pub(super) fn of(kind: CellKind, text: &str) -> Option<Self> {
        match kind {
            CellKind::Integer(choices) => {
                integer_of_cell(text).map(Self::Integer).or_else(|| choice_of(choices, text).map(Self::Label))
            }
            CellKind::Text { choices, .. } => choice_of(choices, text).map(Self::Label),
            CellKind::Boolean => boolean_of(text).map(Self::Boolean),
            CellKind::List => None,
        }
    }
}

/// Returns the integer that a spreadsheet wrote: blanks around it, or a fraction of zeros.
fn integer_of_cell(text: &str) -> Option<i64> {
    let text = text.trim();
    let has_zeros = |(_, fraction): &(&str, &str)| !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0');
    integer_of_text(text.split_once('.').filter(has_zeros).map_or(text, |(integer, _)| integer))
}

fn boolean_of(text: &str) -> Option<bool> {
    if is_long(text) {
        return None;
    }
    let word = text.trim().to_lowercase();
    BOOLEAN_WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(truth, _)| *truth)
}

/// Returns the documented value that a text names in any language; `None` if it names several or none of them.
fn choice_of(choices: &'static [Choice], text: &str) -> Option<Literal> {
    if is_long(text) {
        return None;
    }
    let mut named = choices.iter().filter(|choice| is_named(choice, text));
    let choice = named.next()?;
    named.next().is_none().then_some(choice.value)
}

/// Returns whether a text is the value, a word for it, or both: `4 (audio agent)`.
fn is_named(choice: &Choice, text: &str) -> bool {
    let value = choice.value.to_string();
    if integer_of_cell(text).is_some_and(|number| number.to_string() == value) {
        return true;
    }
    let is_same = |word| folded(text).eq(folded(word)) || folded(text).eq(folded(&value).chain(folded(word)));
    choice.words().any(is_same)
}
