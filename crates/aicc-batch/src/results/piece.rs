//! What a piece of the input contains.

/// What a piece of the input contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The row that names the columns of a table, and the blank rows before it.
    Heading,
    /// Lines of valid records, and blank lines.
    Valid,
    /// Lines of invalid records.
    Invalid,
}
