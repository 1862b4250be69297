//! The errors that end a run. A bad record is a finding and does not end the run.

use std::fmt;
use std::io;
use std::num::NonZeroU32;

use aicc_core::{ColumnError, Columns, Interface, Language, Wording, closest_name, interfaces};

use crate::arrow_error::{self, ArrowError};
use crate::encoding_candidate::EncodingCandidate;
use crate::parquet_fault::ParquetFault;
use crate::workbook_fault::WorkbookFault;

/// Why a run ended before the end of its input.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The input cannot be read.
    Read(io::Error),
    /// An output cannot be written.
    Write(io::Error),
    /// JSON is UTF-16: it must be UTF-8.
    Utf16,
    /// A text table is not UTF-8, and its encoding is not certain. The possible encodings, the likeliest first; none if the input is
    /// not text.
    UnknownEncoding(Vec<EncodingCandidate>),
    /// The input is a ZIP archive, such as a workbook, and not text.
    Archive,
    /// No row of a table names columns of the interface.
    NoHeading {
        /// The interface.
        interface: &'static Interface,
        /// The number of rows that were searched: the first ones that are not blank.
        rows: u64,
    },
    /// The row that the options choose as the one that names the columns is blank, or is not among the first rows.
    NoHeadingRow {
        /// The row, counted from 1.
        row: NonZeroU32,
    },
    /// A row above the one that names the columns can be read as a record.
    RecordAboveHeading {
        /// The row, counted from 1.
        row: u64,
        /// The row that names the columns, counted from 1.
        heading: u64,
    },
    /// The row that names the columns is not text in the encoding with this name.
    HeadingEncoding(&'static str),
    /// The row that names the columns is longer than this number of bytes, the maximum size of the profile.
    LongHeading(usize),
    /// The row that names the columns has a name that is not the name of a column.
    Column(ColumnError),
    /// The workbook cannot be read.
    Workbook(WorkbookFault),
    /// The Arrow data cannot be read.
    Arrow(ArrowError),
    /// The Parquet file cannot be read.
    Parquet(ParquetFault),
    /// The data does not have the requested column.
    NoColumn {
        /// The requested name.
        column: String,
        /// The names of the columns that the data has.
        known: Vec<String>,
    },
    /// A column has an Arrow type that its member cannot be read from.
    ColumnType {
        /// The name of the column, or the path of a nested column; empty for data without columns.
        column: String,
        /// The Arrow type of the column.
        data_type: String,
        /// The type to cast the column to.
        wanted: &'static str,
    },
    /// A column is nested too deeply.
    ColumnDepth {
        /// The name of the column; empty for data without columns.
        column: String,
    },
    /// The input has no lines that can be split into valid and invalid ones.
    NoLines,
    /// The caller stopped the run.
    Stopped,
    /// The system cannot start another thread.
    Spawn(io::Error),
    /// A thread ended unexpectedly.
    Thread,
    /// The input triggered a fault of this library.
    Fault,
}

impl Error {
    /// Returns the sentence that describes the error, without a full stop. What the system or another library says is in
    /// English.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let filled = |wording: Wording, values: &[(&str, &str)]| wording.filled(values, language);
        let reason = |wording: Wording, reason: &str| filled(wording, &[("reason", reason)]);
        match self {
            Self::Read(error) => reason(READ, &error.to_string()),
            Self::Write(error) => reason(WRITE, &error.to_string()),
            Self::Utf16 => filled(UTF_16, &[]),
            Self::UnknownEncoding(candidates) => {
                filled(if candidates.is_empty() { NOT_TEXT } else { UNKNOWN_ENCODING }, &[])
            }
            Self::Archive => filled(ARCHIVE, &[]),
            Self::NoHeading { rows: 0, .. } => filled(NO_ROWS, &[]),
            Self::NoHeading { interface, rows } => {
                filled(NO_HEADING, &[("interface", interface.name), ("rows", &rows.to_string())])
            }
            Self::NoHeadingRow { row } => filled(NO_HEADING_ROW, &[("row", &row.to_string())]),
            Self::RecordAboveHeading { row, heading } => {
                filled(RECORD_ABOVE, &[("row", &row.to_string()), ("heading", &heading.to_string())])
            }
            Self::HeadingEncoding(encoding) => filled(HEADING_ENCODING, &[("encoding", encoding)]),
            Self::LongHeading(limit) => filled(LONG_HEADING, &[("limit", &limit.to_string())]),
            Self::Column(error) => error.message(language),
            Self::Workbook(fault) => reason(WORKBOOK, &fault.message(language)),
            Self::Arrow(error) => reason(ARROW, &arrow_error::reason(error)),
            Self::Parquet(fault) => reason(PARQUET, &fault.message(language)),
            Self::NoColumn { column, .. } => filled(NO_COLUMN, &[("column", column)]),
            Self::ColumnType { column, data_type, wanted } => {
                let wording = if column.is_empty() { DATA_TYPE } else { COLUMN_TYPE };
                filled(wording, &[("column", column), ("type", data_type), ("wanted", wanted)])
            }
            Self::ColumnDepth { column } => {
                filled(if column.is_empty() { DATA_DEPTH } else { COLUMN_DEPTH }, &[("column", column)])
            }
            Self::NoLines => filled(NO_LINES, &[]),
            Self::Stopped => filled(STOPPED, &[]),
            Self::Spawn(error) => reason(SPAWN, &error.to_string()),
            Self::Thread => filled(THREAD, &[]),
            Self::Fault => filled(FAULT, &[]),
        }
    }

    /// Returns what helps with an error about columns or the encoding, in whole sentences: the name that was probably meant, and all
    /// names.
    #[must_use]
    pub fn hint(&self, language: Language) -> Option<String> {
        if let Self::UnknownEncoding(candidates) = self {
            return encoding_hint(candidates, language);
        }
        let (similar, known) = match self {
            Self::Column(
                ColumnError::Unknown { similar, interface, .. } | ColumnError::UnknownMember { similar, interface, .. },
            ) => (similar.clone(), Columns::names(interfaces::find(interface)?)),
            Self::NoHeading { interface, .. } => (None, Columns::names(interface)),
            Self::NoColumn { column, known } if !known.is_empty() => {
                (closest_name(column, known).cloned(), known.clone())
            }
            _ => return None,
        };
        let names = NAMES.filled(&[("names", &known.join(", "))], language);
        let Some(similar) = similar else { return Some(names) };
        Some(SIMILAR.filled(&[("similar", &similar), ("names", &names)], language))
    }
}

/// Returns the possible encodings, and what each reads.
fn encoding_hint(candidates: &[EncodingCandidate], language: Language) -> Option<String> {
    let shown = |EncodingCandidate { encoding, texts }: &EncodingCandidate| match texts.is_empty() {
        true => (*encoding).to_owned(),
        false => READS.filled(&[("encoding", *encoding), ("text", &texts.join(" "))], language),
    };
    let candidates: Vec<String> = candidates.iter().map(shown).collect();
    let names = candidates.join(COMMA.in_language(language));
    (!candidates.is_empty()).then(|| ENCODINGS.filled(&[("names", &names)], language))
}

/// The sentence in English.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) | Self::Write(error) | Self::Spawn(error) => Some(error),
            Self::Column(error) => Some(error),
            Self::Workbook(fault) => Some(fault),
            Self::Arrow(error) => Some(error),
            Self::Parquet(fault) => Some(fault),
            _ => None,
        }
    }
}

/// A run that ended before its input did.
#[derive(Debug)]
pub struct Failure<T> {
    /// Why the run ended.
    pub error: Error,
    /// The result for the records before the error.
    pub before: Box<T>,
}

impl<T> Failure<T> {
    pub(crate) fn new(error: Error, before: T) -> Self {
        Self { error, before: Box::new(before) }
    }
}

impl<T> fmt::Display for Failure<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(formatter)
    }
}

impl<T: fmt::Debug> std::error::Error for Failure<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// For an input that could not be opened: no records come before the error.
impl<T: Default> From<Error> for Failure<T> {
    fn from(error: Error) -> Self {
        Self::new(error, T::default())
    }
}

impl<T> From<Failure<T>> for Error {
    fn from(failure: Failure<T>) -> Self {
        failure.error
    }
}

macro_rules! sentences {
    ($($name:ident en $english:literal zh $chinese:literal;)+) => {
        $(const $name: Wording = Wording { english: $english, chinese: $chinese };)+
    };
}

sentences! {
    READ en "the input cannot be read: {reason}" zh "无法读取输入：{reason}";
    WRITE en "the output cannot be written: {reason}" zh "无法写入输出：{reason}";
    UTF_16
        en "the input is UTF-16, but JSON must be UTF-8: save it as UTF-8 (in PowerShell: -Encoding utf8)"
        zh "输入是 UTF-16 编码，但 JSON 必须是 UTF-8：请另存为 UTF-8（在 PowerShell 中使用 -Encoding utf8）";
    UNKNOWN_ENCODING
        en "the file is not UTF-8, and its encoding is not certain: choose it with the option “encoding”"
        zh "文件不是 UTF-8 编码，且无法确定其编码：请用 encoding 选项指定";
    NOT_TEXT
        en "the file is not text in UTF-8, UTF-16 or another known encoding"
        zh "文件不是 UTF-8、UTF-16 或其他已知编码的文本";
    ENCODINGS en "Possible encodings: {names}." zh "可能的编码：{names}。";
    READS en "{encoding} (it reads “{text}”)" zh "{encoding}（读作“{text}”）";
    COMMA en ", " zh "、";
    ARCHIVE
        en "the input is a ZIP archive, such as a workbook, and not text: read it in the format workbook"
        zh "输入是 ZIP 压缩包（例如工作簿），不是文本：请按 workbook 格式读取";
    NO_ROWS
        en "the table is empty: a row must name the columns, with records below it"
        zh "表格为空：应有一行列名，其下为记录";
    NO_HEADING
        en "a row must name the columns, but none of the first rows names a column of {interface} (rows that were searched: {rows})"
        zh "应有一行列名，但前 {rows} 个非空行中没有 {interface} 的列";
    NO_HEADING_ROW
        en "row {row} cannot name the columns: it is blank, or not in the first part of the table"
        zh "第 {row} 行不能作为列名：该行为空，或不在表格的开头部分";
    RECORD_ABOVE
        en "row {row} can be read as a record, but is above row {heading}, which names the columns: move it below row {heading}, or \
            choose row {heading} as the header row to leave out the rows above it"
        zh "第 {row} 行可读作记录，却在列名所在的第 {heading} 行上方：请将其移到第 {heading} 行下方，或指定第 {heading} 行为标题行以忽略其上方各行";
    HEADING_ENCODING
        en "the row that names the columns is not {encoding}: save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”), or choose \
            its encoding with the option “encoding”"
        zh "列名所在的行不是 {encoding} 编码：请将文件另存为 UTF-8（在电子表格中选“CSV UTF-8”），或用 encoding 选项指定编码";
    LONG_HEADING
        en "the row that names the columns is longer than the limit of {limit} bytes"
        zh "列名所在行超过 {limit} 字节的上限";
    WORKBOOK en "the workbook cannot be read: {reason}" zh "无法读取工作簿：{reason}";
    ARROW en "the Arrow data cannot be read: {reason}" zh "无法读取 Arrow 数据：{reason}";
    PARQUET en "the Parquet file cannot be read: {reason}" zh "无法读取 Parquet 文件：{reason}";
    NO_COLUMN en "there is no column “{column}”" zh "没有列“{column}”";
    COLUMN_TYPE
        en "the column “{column}” has the type {type}, which cannot be read: cast it to {wanted}"
        zh "列“{column}”的类型为 {type}，无法读取：请转换为 {wanted}";
    DATA_TYPE
        en "the Arrow data has the type {type}, which cannot be read: cast it to {wanted}"
        zh "Arrow 数据的类型为 {type}，无法读取：请转换为 {wanted}";
    COLUMN_DEPTH
        en "the column “{column}” is nested more than 127 deep: leave it out"
        zh "列“{column}”的嵌套超过 127 层：请去掉该列";
    DATA_DEPTH
        en "the Arrow data is nested more than 127 deep: leave it out"
        zh "Arrow 数据的嵌套超过 127 层：请去掉";
    NO_LINES
        en "only JSON Lines and CSV can be split into valid and invalid records"
        zh "只有 JSON Lines 和 CSV 可以拆分为有效记录和无效记录";
    STOPPED en "the caller stopped the run" zh "调用方停止了运行";
    SPAWN en "a thread cannot be started: {reason}" zh "无法启动线程：{reason}";
    THREAD en "a thread of the run ended unexpectedly" zh "运行中的一个线程意外结束";
    FAULT
        en "a fault of this library stopped the run: please report it with the smallest input that shows it"
        zh "本库的缺陷使运行停止：请附上能复现问题的最小输入进行反馈";
    SIMILAR en "Did you mean {similar}? {names}" zh "您是否指 {similar}？{names}";
    NAMES en "The columns are: {names}." zh "可用的列：{names}。";
}
