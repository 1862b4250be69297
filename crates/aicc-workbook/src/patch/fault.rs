//! Why a workbook cannot be changed.

use std::fmt;
use std::io;

use aicc_core::{Language, Wording, escape_controls};
use zip::result::ZipError;

/// Why a workbook cannot be changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum PatchError {
    /// The workbook or a temporary file cannot be read, or an output cannot be written.
    Io(io::Error),
    /// The file is not an Open XML workbook (`.xlsx`, `.xlsm`), or it is protected with a password.
    Format,
    /// The workbook does not have the sheet with this name.
    NoSheet(String),
    /// A part of the workbook is missing.
    NoPart(String),
    /// A part of the workbook is larger than the limit, in MiB.
    LargePart(String, u64),
    /// A part of the workbook is not well-formed XML.
    Xml(quick_xml::Error),
    /// The archive is damaged.
    Archive(ZipError),
    /// The result of this row comes after the result of a later row.
    Order(u64),
}

impl PatchError {
    /// Returns the sentence that describes the error, without a full stop. What the system or another library says is in
    /// English.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let reason = |wording: Wording, reason: &dyn fmt::Display| {
            wording.filled(&[("reason", escape_controls(&reason.to_string()))], language)
        };
        match self {
            Self::Io(error) => reason(IO, error),
            Self::Format => FORMAT.in_language(language).to_owned(),
            Self::NoSheet(name) => NO_SHEET.filled(&[("name", name)], language),
            Self::NoPart(name) => NO_PART.filled(&[("name", name)], language),
            Self::LargePart(name, most) => LARGE_PART.filled(&[("name", name), ("most", &most.to_string())], language),
            Self::Xml(error) => reason(XML, error),
            Self::Archive(error) => reason(XML, error),
            Self::Order(row) => ORDER.filled(&[("row", row)], language),
        }
    }
}

const IO: Wording =
    Wording { english: "the workbook cannot be written: {reason}", chinese: "无法写入工作簿：{reason}" };
const FORMAT: Wording = Wording {
    english: "only an .xlsx or .xlsm file without a password can be changed: save the workbook as .xlsx",
    chinese: "只能修改没有密码的 .xlsx 或 .xlsm 文件：请将工作簿另存为 .xlsx",
};
const NO_SHEET: Wording =
    Wording { english: "the workbook has no sheet “{name}”", chinese: "工作簿中没有工作表“{name}”" };
const NO_PART: Wording = Wording {
    english: "the workbook is damaged: its part {name} is missing",
    chinese: "工作簿已损坏：缺少部件 {name}",
};
const LARGE_PART: Wording = Wording {
    english: "the part {name} of the workbook has more than {most} MiB: save the sheet in a new workbook",
    chinese: "工作簿的部件 {name} 超过 {most} MiB：请将工作表另存到新的工作簿",
};
const XML: Wording = Wording { english: "the workbook is damaged: {reason}", chinese: "工作簿已损坏：{reason}" };

const ORDER: Wording = Wording {
    english: "the result of row {row} comes too late: give the results in the order of their rows",
    chinese: "第 {row} 行的结果顺序有误：请按行号顺序提供结果",
};

/// The sentence in English.
impl fmt::Display for PatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for PatchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Xml(error) => Some(error),
            Self::Archive(error) => Some(error),
            Self::Format | Self::NoSheet(_) | Self::NoPart(_) | Self::LargePart(..) | Self::Order(_) => None,
        }
    }
}

impl From<io::Error> for PatchError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<quick_xml::Error> for PatchError {
    fn from(error: quick_xml::Error) -> Self {
        Self::Xml(error)
    }
}

impl From<quick_xml::events::attributes::AttrError> for PatchError {
    fn from(error: quick_xml::events::attributes::AttrError) -> Self {
        Self::Xml(error.into())
    }
}

impl From<ZipError> for PatchError {
    fn from(error: ZipError) -> Self {
        Self::Archive(error)
    }
}
