//! Why a cell of a workbook has no value.

/// Why a cell of a workbook has no value (reading R20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellFault {
    /// The cell holds an error of the spreadsheet: `#N/A`, `#DIV/0!`.
    Error,
    /// The cell holds a formula, and the workbook has no result of it.
    Formula,
}

impl CellFault {
    /// The name as it is written: `formula`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Formula => "formula",
        }
    }
}
