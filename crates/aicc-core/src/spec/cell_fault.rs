//! Why a cell of a workbook has no value.

/// Why a cell of a workbook has no value (reading R20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellFault {
    /// The cell has an error of the spreadsheet: `#N/A`, `#DIV/0!`.
    Error,
    /// The cell has a formula, and the workbook has no stored result of it.
    Formula,
}

impl CellFault {
    /// Returns the name in findings: `formula`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Formula => "formula",
        }
    }
}
