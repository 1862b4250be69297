//! Repairs of the cells of a table.

use std::ops::Range;

/// A repair that is proposed for a cell of a table: see [`Columns::repairs`](aicc_core::Columns::repairs).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The name of the cell in a spreadsheet, such as `C7`.
    pub cell: String,
    /// The JSON Pointer of the finding that the repair takes away.
    pub pointer: String,
    /// The text of the cell.
    pub before: String,
    /// The text that is proposed.
    pub after: String,
    /// The bytes of the cell in its chunk, and the bytes that take their place; `None` if the input is not text.
    pub(crate) edit: Option<(Range<usize>, String)>,
}
