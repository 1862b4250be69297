//! A cell of a table.

use crate::spec::cell_fault::CellFault;

/// A cell of a row. It has no `Debug` form, since it may be a secret.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    /// An empty cell: the member is absent.
    Empty,
    /// A text. An empty text is a value if the row can be empty; otherwise the member is absent.
    Text(&'a str),
    /// A cell without a value.
    Fault(CellFault),
}

impl<'a> From<&'a str> for Cell<'a> {
    /// Returns the cell of a text; an empty cell for an empty text.
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl Cell<'_> {
    /// Returns whether the cell is empty or has only white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(char::is_whitespace),
            Self::Fault(_) => false,
        }
    }
}
