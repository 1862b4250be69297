//! What a person counts to find a record.

use aicc_core::{Language, Wording};

use super::record::RecordPosition;

/// What a person counts to find a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordUnit {
    /// The rows that a spreadsheet shows: CSV and workbooks.
    Row,
    /// The lines of the file: JSON Lines.
    Line,
    /// The records: JSON and Parquet.
    Record,
}

impl RecordUnit {
    /// Returns the heading of a column: `Row`.
    #[must_use]
    pub const fn heading(self) -> Wording {
        match self {
            Self::Row => Wording { english: "Row", chinese: "行" },
            Self::Line => Wording { english: "Line", chinese: "行" },
            Self::Record => Wording { english: "Record", chinese: "记录" },
        }
    }

    /// Returns the number of a record in this unit; `None` if its file has neither rows nor lines.
    #[must_use]
    pub const fn number(self, position: RecordPosition) -> Option<u64> {
        match self {
            Self::Row => position.row,
            Self::Line => position.line,
            Self::Record => None,
        }
    }

    /// Returns the position of a record from its number in this unit.
    #[must_use]
    pub fn position(self, number: Option<u64>) -> RecordPosition {
        match self {
            Self::Row => RecordPosition { row: number, ..RecordPosition::default() },
            Self::Line => RecordPosition { line: number, ..RecordPosition::default() },
            Self::Record => RecordPosition::default(),
        }
    }

    /// Returns the place of a record in words: `Row 5`.
    #[must_use]
    pub fn place(self, number: u64, language: Language) -> String {
        self.numbered().filled(&[("number", number)], language)
    }

    const fn numbered(self) -> Wording {
        match self {
            Self::Row => Wording { english: "Row {number}", chinese: "第 {number} 行" },
            Self::Line => Wording { english: "Line {number}", chinese: "第 {number} 行" },
            Self::Record => Wording { english: "Record {number}", chinese: "第 {number} 条记录" },
        }
    }
}
