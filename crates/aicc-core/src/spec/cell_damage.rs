//! What damaged a cell of a table.

/// What the text of a cell looks like if a spreadsheet or a wrong encoding has changed it (reading R20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellDamage {
    /// A number: `8.61E+12`, `75512345678.0`.
    Number,
    /// A formula: `="0755"`.
    Formula,
    /// A text after an apostrophe: `'0755`.
    Apostrophe,
    /// A text that was read in a wrong encoding: `çŽ‹`, `锟斤拷`.
    Encoding,
}

impl CellDamage {
    /// Returns the name in findings: `number`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Formula => "formula",
            Self::Apostrophe => "apostrophe",
            Self::Encoding => "encoding",
        }
    }
}
