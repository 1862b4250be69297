//! Cells of a table.

use crate::spec::cell_fault::CellFault;

/// A cell of a row. It may hold a secret, and so has no text form.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    /// Nothing: the member is absent.
    Empty,
    /// A text. An empty one is the empty text where its row can be empty, and nothing elsewhere.
    Text(&'a str),
    /// What has no value.
    Fault(CellFault),
}

impl<'a> From<&'a str> for Cell<'a> {
    /// A plain cell, which is empty where its text is.
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl Cell<'_> {
    /// Whether there is nothing to see in the cell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(char::is_whitespace),
            Self::Fault(_) => false,
        }
    }
}
