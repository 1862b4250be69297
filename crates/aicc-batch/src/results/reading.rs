//! How a table was read, as far as the file does not have the plain form.

use std::path::Path;

use aicc_core::spec::Literal;

use crate::sources::table_format::TableFormat;
use aicc_core::{CellReading, ColumnNote, Language, Param, Wording};

/// One thing about a table that was read otherwise than as the plain form: UTF-8, commas, the first sheet, wire names in the first
/// row, values as the interface writes them. Each is reported once for each file, never a value of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadingNote {
    /// The file has another format than its name or the caller says.
    Format {
        /// The format of the content.
        format: TableFormat,
    },
    /// The file is in another encoding than UTF-8.
    Encoding {
        /// The name of the encoding.
        encoding: &'static str,
    },
    /// Some records are not UTF-8, and their encoding is not certain: they are not read.
    OtherEncoding {
        /// The names of the encodings that they may have, the likeliest first.
        candidates: Vec<&'static str>,
    },
    /// Another character than a comma separates the cells.
    Delimiter {
        /// The character.
        delimiter: u8,
    },
    /// The records are on another sheet than the first one, or other sheets look like a table too.
    Sheet {
        /// The name of the sheet.
        name: String,
        /// The position of the sheet, counted from 1. Hidden sheets count.
        number: u32,
        /// The names of the other sheets that look like a table. They are not read.
        others: Vec<String>,
    },
    /// Rows that are not blank are above the row that names the columns. They are not read.
    HeadingRow {
        /// The row that names the columns, counted from 1.
        row: u64,
        /// The number of rows above it that are not blank.
        skipped: u64,
    },
    /// Hidden rows of a sheet are read as all others.
    HiddenRows {
        /// The first hidden rows, at most five, counted from 1.
        rows: Vec<u64>,
        /// The number of hidden rows.
        count: u64,
    },
    /// There are more records than can be remembered: the others are compared with these, and not with each other.
    ForgottenRecords {
        /// The maximum number of records that are remembered.
        maximum: u64,
        /// The number of records that are not remembered.
        count: u64,
    },
    /// A column has another name than its member, or is not read.
    Column(ColumnNote),
    /// More unknown columns than are listed are not read.
    OtherUnknownColumns {
        /// The number of the columns that are not listed.
        count: usize,
    },
    /// Values of a column are written in another form than the one of the interface.
    Values {
        /// The position of the column, counted from 1.
        position: usize,
        /// The name of the column in the table.
        heading: String,
        /// The first of the texts.
        text: String,
        /// How the first text is read, with its value.
        reading: CellReading,
        /// The number of such values.
        count: u64,
    },
}

impl ReadingNote {
    /// Returns the stable code: `format`, `encoding`, `otherEncoding`, `delimiter`, `sheet`, `headingRow`, `hiddenRows`,
    /// `forgottenRecords`, `renamedColumn`, `ignoredColumn`, `unknownColumn`, `otherUnknownColumns`, `labelValues`, `booleanValues`
    /// or `integerValues`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Format { .. } => "format",
            Self::Encoding { .. } => "encoding",
            Self::OtherEncoding { .. } => "otherEncoding",
            Self::Delimiter { .. } => "delimiter",
            Self::Sheet { .. } => "sheet",
            Self::HeadingRow { .. } => "headingRow",
            Self::HiddenRows { .. } => "hiddenRows",
            Self::ForgottenRecords { .. } => "forgottenRecords",
            Self::Column(note) => note.code(),
            Self::OtherUnknownColumns { .. } => "otherUnknownColumns",
            Self::Values { reading: CellReading::Label(_), .. } => "labelValues",
            Self::Values { reading: CellReading::Boolean(_), .. } => "booleanValues",
            Self::Values { reading: CellReading::Integer(_), .. } => "integerValues",
        }
    }

    /// Returns what was found and how it is read, by name: for example the encoding, or the heading and its member.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        match self {
            Self::Format { format } => vec![("format", Param::Name(format.name()))],
            Self::Encoding { encoding } => vec![("encoding", Param::Name(encoding))],
            Self::OtherEncoding { candidates } => {
                vec![("candidates", Param::List(candidates.iter().copied().map(Param::Name).collect()))]
            }
            Self::Delimiter { delimiter } => vec![("delimiter", Param::Text(char::from(*delimiter).to_string()))],
            Self::Sheet { name, number, others } => {
                let others = others.iter().map(|name| text(name)).collect();
                vec![("sheet", text(name)), ("number", integer(*number)), ("others", Param::List(others))]
            }
            Self::HeadingRow { row, skipped } => vec![("row", integer(*row)), ("skipped", integer(*skipped))],
            Self::HiddenRows { rows, count } => {
                let rows = rows.iter().map(|row| integer(*row)).collect();
                vec![("rows", Param::List(rows)), ("count", integer(*count))]
            }
            Self::ForgottenRecords { maximum, count } => {
                vec![("maximum", integer(*maximum)), ("count", integer(*count))]
            }
            Self::Column(note) => note.params(),
            Self::OtherUnknownColumns { count } => vec![("count", integer(*count))],
            Self::Values { position, heading, text: first, reading, count } => vec![
                ("position", integer(*position)),
                ("heading", text(heading)),
                ("text", text(first)),
                ("value", literal(reading.value())),
                ("count", integer(*count)),
            ],
        }
    }

    /// Returns the sentence that describes the note.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let wording = match self {
            Self::Column(note) => return note.message(language),
            Self::Delimiter { delimiter } => {
                return DELIMITER.filled(&[("name", delimiter_name(*delimiter).in_language(language))], language);
            }
            Self::Format { .. } => FORMAT,
            Self::Encoding { .. } => ENCODING,
            Self::OtherEncoding { .. } => OTHER_ENCODING,
            Self::Sheet { others, .. } if others.is_empty() => SHEET,
            Self::Sheet { .. } => SHEETS,
            Self::HeadingRow { .. } => HEADING_ROW,
            Self::HiddenRows { rows, count } if u64::try_from(rows.len()).is_ok_and(|shown| shown < *count) => {
                MANY_HIDDEN_ROWS
            }
            Self::HiddenRows { .. } => HIDDEN_ROWS,
            Self::ForgottenRecords { .. } => FORGOTTEN_RECORDS,
            Self::OtherUnknownColumns { .. } => OTHER_UNKNOWN_COLUMNS,
            Self::Values { reading: CellReading::Label(_), .. } => LABELS,
            Self::Values { reading: CellReading::Boolean(_), .. } => BOOLEANS,
            Self::Values { reading: CellReading::Integer(_), .. } => INTEGERS,
        };
        wording.filled(&self.params(), language)
    }

    /// Returns whether the name of a file already says it: the cells of a `.tsv` file are separated by tabs.
    ///
    /// ```
    /// use aicc_batch::ReadingNote;
    /// let note = ReadingNote::Delimiter { delimiter: b'\t' };
    /// assert!(note.is_said_by("agents.tsv.gz".as_ref()));
    /// assert!(!note.is_said_by("agents.csv".as_ref()));
    /// ```
    #[must_use]
    pub fn is_said_by(&self, path: &Path) -> bool {
        let is_tsv = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("tsv"));
        matches!(self, Self::Delimiter { delimiter: b'\t' }) && (is_tsv(path) || is_tsv(&path.with_extension("")))
    }

    /// Returns whether the note is about one unknown column.
    pub(crate) const fn is_unknown_column(&self) -> bool {
        matches!(self, Self::Column(ColumnNote::Unknown { .. } | ColumnNote::Unnamed { .. }))
    }

    /// Returns the position and the form of values; `None` for other notes.
    pub(crate) const fn values(&self) -> Option<(usize, &'static str)> {
        match self {
            Self::Values { position, reading, .. } => Some((*position, reading.code())),
            _ => None,
        }
    }
}

fn integer(number: impl TryInto<i64>) -> Param {
    Param::Integer(number.try_into().unwrap_or(i64::MAX))
}

fn text(text: &str) -> Param {
    Param::Text(text.to_owned())
}

fn literal(literal: Literal) -> Param {
    match literal {
        Literal::Integer(number) => Param::Integer(number),
        Literal::Boolean(truth) => Param::Boolean(truth),
        Literal::Text(value) => text(value),
    }
}

/// Returns the name of a delimiter in a sentence.
const fn delimiter_name(delimiter: u8) -> Wording {
    match delimiter {
        b';' => Wording { english: "semicolons", chinese: "分号" },
        b'\t' => Wording { english: "tabs", chinese: "制表符" },
        b'|' => Wording { english: "vertical bars", chinese: "竖线" },
        _ => Wording { english: "commas", chinese: "逗号" },
    }
}

macro_rules! sentences {
    ($($name:ident en $english:literal zh $chinese:literal;)+) => {
        $(const $name: Wording = Wording { english: $english, chinese: $chinese };)+
    };
}

sentences! {
    FORMAT
        en "The file is read in the format {format}, because its content has this format."
        zh "文件内容为 {format} 格式，因此按该格式读取。";
    ENCODING en "The file is read as {encoding}." zh "文件按 {encoding} 编码读取。";
    OTHER_ENCODING
        en "Some records are not UTF-8 and are not read. They may be: {candidates}."
        zh "有些记录不是 UTF-8 编码，未读取，可能的编码：{candidates}。";
    DELIMITER en "The cells are separated by {name}." zh "单元格以{name}分隔。";
    SHEET en "The records are on sheet {number}, “{sheet}”." zh "记录取自第 {number} 个工作表“{sheet}”。";
    SHEETS
        en "The records are on sheet {number}, “{sheet}”. Other sheets that look like tables are not read: {others}."
        zh "记录取自第 {number} 个工作表“{sheet}”。其他看似表格的工作表未读取：{others}。";
    HEADING_ROW
        en "Row {row} names the columns. Rows above it that are not read: {skipped}."
        zh "第 {row} 行是列名，其上方有 {skipped} 行未读取。";
    HIDDEN_ROWS
        en "Hidden rows are checked like visible rows. The hidden rows are: {rows}."
        zh "隐藏的行与可见的行一样检查。隐藏的行：第 {rows} 行。";
    MANY_HIDDEN_ROWS
        en "Hidden rows are checked like visible rows. {count} rows are hidden, the first of them: {rows}."
        zh "隐藏的行与可见的行一样检查。共有 {count} 行隐藏，其中前几行：第 {rows} 行。";
    FORGOTTEN_RECORDS
        en "Records that are compared with the first {maximum} records only: {count}."
        zh "有 {count} 条记录只与前 {maximum} 条记录比较。";
    OTHER_UNKNOWN_COLUMNS
        en "{count} more columns are unknown and are skipped."
        zh "另有 {count} 个未知列，已跳过。";
    LABELS
        en "Values of “{heading}” that are read by their label: {count}, such as “{text}” as {value}."
        zh "“{heading}”列有 {count} 个值按其名称读取，例如“{text}”读作 {value}。";
    BOOLEANS
        en "Values of “{heading}” that are read as true or false: {count}, such as “{text}” as {value}."
        zh "“{heading}”列有 {count} 个值读作真或假，例如“{text}”读作 {value}。";
    INTEGERS
        en "Values of “{heading}” that are read as integers: {count}, such as “{text}” as {value}."
        zh "“{heading}”列有 {count} 个值读作整数，例如“{text}”读作 {value}。";
}
