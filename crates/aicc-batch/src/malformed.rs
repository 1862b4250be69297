//! Why a part of the input is not a record, for reasons that no rule of the core covers.

use aicc_core::{Language, Param, Wording};

/// Why a part of the input is not a record. Each reason belongs to a rule that only files have: `csv` or `array`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// The quotation marks of a CSV row do not match (rule `csv`).
    Quotes,
    /// The row of a table does not have one cell for each column (rule `csv`).
    Cells {
        /// The number of columns.
        expected: usize,
        /// The number of cells.
        actual: usize,
    },
    /// A JSON array ends too early, or something follows it (rule `array`).
    Array,
}

impl Malformed {
    /// Returns the name of the rule: `csv` or `array`.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Quotes | Self::Cells { .. } => "csv",
            Self::Array => "array",
        }
    }

    /// Returns the expected and the actual number of cells, by name; nothing for the other reasons.
    #[must_use]
    pub fn params(self) -> Vec<(&'static str, Param)> {
        let Self::Cells { expected, actual } = self else { return Vec::new() };
        let integer = |count: usize| Param::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        vec![("expected", integer(expected)), ("actual", integer(actual))]
    }

    /// Returns the sentence that describes the reason.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        let template = self.wording().in_language(language);
        self.params().iter().fold(template.to_owned(), |sentence, (name, param)| {
            sentence.replace(&format!("{{{name}}}"), &param.to_string())
        })
    }

    /// The rules that only files have, each with its meaning and what to do.
    pub const RULES: &'static [(&'static str, Wording)] = &[
        (
            "csv",
            Wording {
                english: "A row of a table cannot be read: its quotation marks are broken, or it does not have one cell \
                          for each column. Correct the row; the other rows were checked.",
                chinese: "表格中的某一行无法读取：引号有误，或单元格数与列数不符。请修正该行；其余各行已检查。",
            },
        ),
        (
            "array",
            Wording {
                english: "A JSON array of records breaks off, or something follows it. Correct its commas and brackets; the \
                          records before it were checked.",
                chinese: "JSON 记录数组不完整，或其后还有其他内容。请修正逗号和括号；此前的记录已检查。",
            },
        ),
    ];

    /// Returns what the rule of a name means and what to do; `None` if the name is neither `csv` nor `array`.
    #[must_use]
    pub fn meaning(rule: &str) -> Option<Wording> {
        Self::RULES.iter().find(|(known, _)| *known == rule).map(|(_, meaning)| *meaning)
    }

    const fn wording(self) -> Wording {
        match self {
            Self::Quotes => Wording {
                english: "The row cannot be read as CSV: check its quotation marks.",
                chinese: "该行无法按 CSV 读取，请检查引号。",
            },
            Self::Cells { .. } => Wording {
                english: "The row must have one cell for each of the {expected} columns; it has {actual}.",
                chinese: "该行应有 {expected} 个单元格（每列一个），实际为 {actual} 个。",
            },
            Self::Array => Wording {
                english: "The array of records is broken here: check its commas and brackets.",
                chinese: "记录数组在此处中断，请检查逗号和括号。",
            },
        }
    }
}
