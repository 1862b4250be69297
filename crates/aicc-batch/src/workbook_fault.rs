//! Why a workbook cannot be read.

use std::fmt;

use aicc_core::{Language, Wording, escape_controls};

/// Why a workbook cannot be read.
#[derive(Debug)]
pub enum WorkbookFault {
    /// A reason that this library finds.
    Found {
        /// The sentence.
        wording: Wording,
        /// The values in the sentence, by name.
        values: Vec<(&'static str, String)>,
    },
    /// None of its sheets has a row that names columns of the interface.
    NoTable {
        /// The name of the interface.
        interface: &'static str,
        /// The name of each sheet, and the number of its rows that were searched: the first ones that are not blank; `None` if the
        /// sheet cannot be read.
        sheets: Vec<(String, Option<u64>)>,
    },
    /// A library for workbooks or archives cannot read a part. The source says why, in English.
    Damaged(Box<dyn std::error::Error + Send + Sync>),
}

impl WorkbookFault {
    /// Returns the fault of a workbook at which the library that reads it panics.
    #[must_use]
    pub const fn malformed() -> Self {
        Self::found(MALFORMED)
    }

    pub(crate) const fn found(wording: Wording) -> Self {
        Self::Found { wording, values: Vec::new() }
    }

    /// Returns the sentence that describes the reason, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Found { wording, values } => {
                let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                wording.filled(&values, language)
            }
            Self::NoTable { interface, sheets } => no_table(interface, sheets, language),
            Self::Damaged(_) => DAMAGED.in_language(language).to_owned(),
        }
    }
}

fn no_table(interface: &str, sheets: &[(String, Option<u64>)], language: Language) -> String {
    let described = sheets.iter().take(SHOWN_SHEETS).map(|(name, rows)| {
        let wording = match rows {
            None => SHEET_UNREADABLE,
            Some(0) => SHEET_EMPTY,
            Some(_) => SHEET_WITHOUT_TABLE,
        };
        let count = rows.unwrap_or_default().to_string();
        wording.filled(&[("sheet", &escape_controls(name)), ("count", &count)], language)
    });
    let described = described.collect::<Vec<_>>().join(SEPARATOR.in_language(language));
    NO_TABLE.filled(&[("interface", interface), ("sheets", &described)], language)
}

/// How many sheets an error names.
const SHOWN_SHEETS: usize = 20;

/// The sentence in English.
impl fmt::Display for WorkbookFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for WorkbookFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Found { .. } | Self::NoTable { .. } => None,
            Self::Damaged(error) => Some(error.as_ref()),
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
        en "it is protected with a password: save it without a password"
        zh "它受密码保护：请另存为没有密码的工作簿";
    NOT_A_WORKBOOK
        en "it is not a workbook, or it is damaged: open it in Excel or LibreOffice, and save it as .xlsx"
        zh "它不是工作簿，或已损坏：请用 Excel 或 LibreOffice 打开，并另存为 .xlsx";
    DAMAGED
        en "it is damaged, or it has a part that is not supported: open it in Excel or LibreOffice, and save it as .xlsx"
        zh "它已损坏，或含有不支持的部分：请用 Excel 或 LibreOffice 打开，并另存为 .xlsx";
    MACRO_SHEET
        en "it has a sheet of another kind than cells, a chart or a dialog, such as a sheet of Excel 4 macros: save it as .xlsx without \
            this sheet"
        zh "它含有普通工作表、图表和对话框以外的工作表（例如 Excel 4 宏表）：请删除该表并另存为 .xlsx";
    OLD_BINARY
        en "it is a workbook of Excel 4 or older: open it in LibreOffice, and save it as .xlsx"
        zh "它是 Excel 4 或更早版本的工作簿：请用 LibreOffice 打开，并另存为 .xlsx";
    MARKUP
        en "it is a web page (HTML) or other markup with the name of a workbook: open it in Excel, and save it as .xlsx"
        zh "它是网页（HTML）或其他标记文本，只是以工作簿命名：请用 Excel 打开，并另存为 .xlsx";
    XML_2003
        en "it is an XML spreadsheet of 2003: open it in Excel, and save it as .xlsx"
        zh "它是 2003 版 XML 电子表格：请用 Excel 打开，并另存为 .xlsx";
    TEXT
        en "it is text, such as CSV, with the name of a workbook: read it in the format csv, or save it as .xlsx"
        zh "它是文本（例如 CSV），只是以工作簿命名：请按 csv 格式读取，或另存为 .xlsx";
    NO_WORKSHEET en "it has no sheet with cells" zh "它没有包含单元格的工作表";
    NO_SHEET en "it has no sheet {sheet}; its sheets are {sheets}" zh "它没有工作表 {sheet}；其工作表为 {sheets}";
    CHART en "its sheet {sheet} has no cells; its sheets are {sheets}" zh "其工作表 {sheet} 没有单元格；其工作表为 {sheets}";
    NO_TABLE
        en "none of its sheets has a row that names columns of {interface}: {sheets}"
        zh "其各工作表中都没有 {interface} 的列名行：{sheets}";
    SHEET_EMPTY en "“{sheet}” is empty" zh "“{sheet}”为空";
    SHEET_UNREADABLE en "“{sheet}” cannot be read" zh "“{sheet}”无法读取";
    SHEET_WITHOUT_TABLE
        en "“{sheet}” does not name one in the rows that were searched ({count})"
        zh "“{sheet}”在已查找的 {count} 行中没有列名";
    SEPARATOR en "; " zh "；";
    MISSING_WORKSHEET en "the sheet is missing" zh "该工作表缺失";
    MALFORMED en "it is malformed" zh "其结构有误";
    MALFORMED_CELLS en "the cells of the sheet are malformed" zh "该工作表的单元格有误";
    NO_ROWS
        en "the sheet has no rows, or its part is not UTF-8: open the workbook in Excel or LibreOffice, and save it as .xlsx"
        zh "该工作表没有行，或其部件不是 UTF-8 编码：请用 Excel 或 LibreOffice 打开工作簿，并另存为 .xlsx";
    BREAKS_OFF en "it breaks off" zh "它不完整";
    ROW_NUMBER en "the number of a row is not a number" zh "某一行的行号不是数字";
    ROW_ORDER en "its rows are not in order, or one occurs twice" zh "其各行顺序有误，或某一行出现了两次";
    OUTSIDE_ROWS en "a cell is outside the rows" zh "某个单元格不在任何行内";
    OUTSIDE_SHEET
        en "it has a cell outside the 1,048,576 rows of 16,384 cells of a sheet"
        zh "它有单元格超出工作表的 1,048,576 行、每行 16,384 个单元格";
    REPEATED_CELLS
        en "it repeats more cells than the limit, 16,777,216, or the number of times is not a number"
        zh "它重复的单元格超过上限 16,777,216，或重复次数不是数字";
    REFERENCE
        en "row {row} of the sheet has a reference that is not one of a cell"
        zh "该工作表的第 {row} 行有不属于单元格的引用";
    OTHER_ROW
        en "row {row} of the sheet has a cell of another row"
        zh "该工作表的第 {row} 行有属于其他行的单元格";
    CELL_ORDER
        en "row {row} of the sheet has cells that are not in order, or one that occurs twice"
        zh "该工作表的第 {row} 行单元格顺序有误，或某个单元格出现了两次";
    TEXT_INDEX
        en "row {row} of the sheet has a cell with an index of a text that is not a number"
        zh "该工作表的第 {row} 行有单元格的文本序号不是数字";
    TEXT_COUNT en "the number of its texts is wrong" zh "其文本数量有误";
    LARGE_FILE
        en "the file is more than {most} MiB; save the sheet as CSV"
        zh "文件超过 {most} MiB，请将工作表另存为 CSV";
    LARGE_PART
        en "what {part} unpacks to, with the parts before it, is more than {most} MiB; save the sheet as CSV"
        zh "{part} 及其之前各部分解压后超过 {most} MiB，请将工作表另存为 CSV";
    LARGE_CELL
        en "it has a cell of more than {most} MiB: shorten the text of the cell"
        zh "它有超过 {most} MiB 的单元格：请缩短该单元格的文本";
    LARGE_TEXT
        en "the text of all its cells is more than {most} MiB; save the sheet as CSV"
        zh "所有单元格的文本超过 {most} MiB，请将工作表另存为 CSV";
}
