//! Why a workbook cannot be read.

use std::fmt;

use aicc_core::{Language, Wording, escape_controls};

/// Why an Excel workbook cannot be read.
#[derive(Debug)]
pub enum WorkbookFault {
    /// A reason that this library finds.
    Found {
        /// The sentence.
        wording: Wording,
        /// The values in the sentence, by name.
        values: Vec<(&'static str, String)>,
    },
    /// A reason that a library for workbooks or archives finds.
    Library(Box<dyn std::error::Error + Send + Sync>),
}

impl WorkbookFault {
    pub(crate) const fn found(wording: Wording) -> Self {
        Self::Found { wording, values: Vec::new() }
    }

    pub(crate) fn library(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Library(error.into())
    }

    /// Returns the sentence that describes the reason, without a full stop. Reasons of other libraries are in English.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Found { wording, values } => {
                let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                wording.filled(&values, language)
            }
            Self::Library(error) => escape_controls(&error.to_string()),
        }
    }
}

/// The sentence in English.
impl fmt::Display for WorkbookFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for WorkbookFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Found { .. } => None,
            Self::Library(error) => Some(error.as_ref()),
        }
    }
}

macro_rules! faults {
    ($($name:ident en $english:literal zh $chinese:literal;)+) => {
        $(pub(crate) const $name: Wording = Wording { english: $english, chinese: $chinese };)+
    };
}

faults! {
    PROTECTED
        en "it is an old workbook (.xls), or protected with a password: save it as .xlsx without a password"
        zh "它是旧版工作簿（.xls），或受密码保护：请另存为没有密码的 .xlsx";
    NOT_XLSX
        en "it is not an .xlsx file, or it is damaged: save it as .xlsx, or read it in the format that it has"
        zh "它不是 .xlsx 文件，或已损坏：请另存为 .xlsx，或按其实际格式读取";
    NO_WORKSHEET en "it has no worksheet" zh "它没有工作表";
    MISSING_WORKSHEET en "its first worksheet is missing" zh "其第一个工作表缺失";
    MALFORMED en "it is malformed" zh "其结构有误";
    MALFORMED_CELLS en "the cells of its first worksheet are malformed" zh "其第一个工作表的单元格有误";
    NO_ROWS en "its first worksheet has no rows" zh "其第一个工作表没有行";
    BREAKS_OFF en "its first worksheet breaks off" zh "其第一个工作表不完整";
    ROW_NUMBER en "the number of a row is not a number" zh "某一行的行号不是数字";
    ROW_ORDER en "its rows are not in order, or one occurs twice" zh "其各行顺序有误，或某一行出现了两次";
    OUTSIDE_ROWS en "a cell is outside the rows" zh "某个单元格不在任何行内";
    OUTSIDE_SHEET
        en "it has a cell outside the 1,048,576 rows of 16,384 cells of a sheet"
        zh "它有单元格超出工作表的 1,048,576 行、每行 16,384 个单元格";
    REFERENCE
        en "row {row} of its first worksheet has a reference that is not one of a cell"
        zh "其第一个工作表的第 {row} 行有不属于单元格的引用";
    OTHER_ROW
        en "row {row} of its first worksheet has a cell of another row"
        zh "其第一个工作表的第 {row} 行有属于其他行的单元格";
    CELL_ORDER
        en "row {row} of its first worksheet has cells that are not in order, or one that occurs twice"
        zh "其第一个工作表的第 {row} 行单元格顺序有误，或某个单元格出现了两次";
    TEXT_INDEX
        en "row {row} of its first worksheet has a cell with an index of a text that is not a number"
        zh "其第一个工作表的第 {row} 行有单元格的文本序号不是数字";
    TEXT_COUNT en "the number of its texts is wrong" zh "其文本数量有误";
    LARGE_FILE
        en "the file is more than {most} MiB; save the sheet as CSV"
        zh "文件超过 {most} MiB，请将工作表另存为 CSV";
    LARGE_PART
        en "what {part} unpacks to, with the parts before it, is more than {most} MiB; save the sheet as CSV"
        zh "{part} 及其之前各部分解压后超过 {most} MiB，请将工作表另存为 CSV";
    LARGE_TEXT
        en "the text of all its cells is more than {most} MiB; save the sheet as CSV"
        zh "所有单元格的文本超过 {most} MiB，请将工作表另存为 CSV";
}
