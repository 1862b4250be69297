//! Why a part of the input is not a record, for reasons that no rule of the core covers.

use aicc_core::spec::SITE;
use aicc_core::{Code, Language, Param, Reason, Wording};

/// Why a part of the input is not a record. Most reasons belong to a rule that only files have: `csv` or `array`.
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
    /// The row of a table is not UTF-8 (rule `syntax`).
    Encoding {
        /// The first byte of the row that is not UTF-8, counted from 0; `None` if the row is not text.
        offset: Option<usize>,
    },
    /// A byte of the row of a table is not a part of a character, in an encoding other than UTF-8 (rule `syntax`).
    Decoding {
        /// The name of the encoding.
        encoding: &'static str,
        /// The place in the row of the first character that cannot be read, counted from 1.
        character: usize,
    },
    /// The row of a table is larger than the maximum size of the profile (rule `syntax`).
    Size {
        /// The maximum size in bytes.
        maximum: usize,
    },
}

impl Malformed {
    /// Returns the name of the rule: `csv`, `array` or `syntax`.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Quotes | Self::Cells { .. } => "csv",
            Self::Array => "array",
            Self::Encoding { .. } | Self::Decoding { .. } | Self::Size { .. } => Code::Syntax.as_str(),
        }
    }

    /// Returns the expected and the actual number of cells, or the arguments of the rule `syntax`, by name; nothing for the
    /// other reasons.
    #[must_use]
    pub fn params(self) -> Vec<(&'static str, Param)> {
        let integer = |count: usize| Param::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        let syntax = |offset: Option<usize>, reason: Reason| {
            let offset = offset.map(|offset| ("offset", integer(offset)));
            offset.into_iter().chain([("reason", Param::Name(reason.as_str()))]).collect()
        };
        match self {
            Self::Quotes | Self::Array => Vec::new(),
            Self::Cells { expected, actual } => vec![("expected", integer(expected)), ("actual", integer(actual))],
            Self::Encoding { offset } => syntax(offset, Reason::Encoding),
            Self::Decoding { encoding, character } => vec![
                ("encoding", Param::Name(encoding)),
                ("character", integer(character)),
                ("reason", Param::Name(Reason::Encoding.as_str())),
            ],
            Self::Size { maximum } => syntax(Some(maximum), Reason::Size),
        }
    }

    /// Returns the address of the page of the documentation about the rule.
    #[must_use]
    pub fn url(self) -> String {
        Self::url_of(self.rule())
    }

    /// Returns the sentence that describes the reason.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        let values: Vec<_> = self.params().into_iter().map(|(name, param)| (name, param.to_string())).collect();
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.wording().filled(&values, language)
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

    /// Returns the address of the page of the documentation about one of [`RULES`](Self::RULES).
    #[must_use]
    pub fn url_of(rule: &str) -> String {
        format!("{SITE}/rules/{rule}/")
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
            Self::Encoding { offset: Some(_) } => Wording {
                english: "The row is not UTF-8 (byte {offset}): save the file as UTF-8, or choose its encoding.",
                chinese: "该行不是 UTF-8 编码（字节偏移 {offset}），请将文件另存为 UTF-8，或指定其编码。",
            },
            Self::Encoding { offset: None } => Wording {
                english: "The row is not UTF-8: write its texts as UTF-8.",
                chinese: "该行不是 UTF-8 编码，请以 UTF-8 写入其文本。",
            },
            Self::Decoding { .. } => Wording {
                english: "The row is not {encoding} (character {character}): correct the character, or choose another \
                          encoding.",
                chinese: "该行不是 {encoding} 编码（第 {character} 个字符），请更正该字符，或指定其他编码。",
            },
            Self::Size { .. } => Wording {
                english: "The row is larger than the limit of {offset} bytes.",
                chinese: "该行超过大小上限（{offset} 字节）。",
            },
        }
    }
}
