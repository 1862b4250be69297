//! The options that say how a table is read.

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use aicc_batch::{Encoding, SheetChoice, TableOptions};
use aicc_core::{ColumnOptions, Language, Wording};
use clap::Args;
use clap::builder::{StringValueParser, TypedValueParser};
use csv::ReaderBuilder;
use serde_json::Value;

use crate::failed::Failed;
use crate::files::{read_small, system_sentence};
use crate::options::number::number;
use crate::sources::FileFormat;
use crate::terminal::text::shown_path;
use crate::usage::BadValue;
use crate::words;

/// The number of rows of a sheet.
const MAXIMUM_ROW: u64 = 1_048_576;

/// How a table is read. What is not given is found by the content of the table.
#[derive(Args, Debug)]
#[command(next_help_heading = "Tables")]
pub(crate) struct TableArguments {
    #[arg(long, value_name = "NAME", value_parser = encoding())]
    encoding: Option<&'static Encoding>,
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter())]
    delimiter: Option<u8>,
    #[arg(long, value_name = "SHEET", value_parser = sheet())]
    sheet: Option<SheetChoice>,
    #[arg(long, value_name = "N", value_parser = number(1..=MAXIMUM_ROW))]
    header_row: Option<u64>,
    #[arg(long, value_name = "HEADING=MEMBER", value_parser = mapping())]
    map: Vec<(String, String)>,
    #[arg(long, value_name = "FILE")]
    pub(crate) map_file: Option<PathBuf>,
    #[arg(long, value_name = "HEADING")]
    ignore_column: Vec<String>,
    #[arg(long)]
    strict_columns: bool,
}

impl TableArguments {
    /// Returns the options of the run.
    ///
    /// # Errors
    ///
    /// Returns an error if the file of `--map-file` cannot be used.
    pub(crate) fn options(&self, language: Language) -> Result<TableOptions, Failed> {
        let of_file = self
            .map_file
            .as_deref()
            .map(|path| text_pairs("--map-file", path, words::MAP_FILE, language))
            .transpose()?;
        let names = self.map.iter().cloned().chain(of_file.unwrap_or_default()).collect();
        let columns = ColumnOptions { names, ignored: self.ignore_column.clone(), strict: self.strict_columns };
        let heading_row = self.header_row.and_then(|row| u32::try_from(row).ok()).and_then(NonZeroU32::new);
        let Self { encoding, delimiter, sheet, .. } = self;
        Ok(TableOptions { encoding: *encoding, delimiter: *delimiter, sheet: sheet.clone(), heading_row, columns })
    }

    /// Refuses an option that applies to none of the formats.
    pub(crate) fn refuse_others(
        &self,
        formats: impl Iterator<Item = FileFormat> + Clone,
        language: Language,
    ) -> Result<(), Failed> {
        for (option, is_given, applied, wording) in self.given() {
            let mut formats = formats.clone().peekable();
            if is_given && formats.peek().is_some() && !formats.any(|format| applied.contains(&format)) {
                return Err(Failed::new(option, wording.in_language(language)));
            }
        }
        Ok(())
    }

    /// Returns each option, whether it is given, the formats that it applies to, and the sentence that says so.
    const fn given(&self) -> [(&'static str, bool, &'static [FileFormat], Wording); 8] {
        const CSV: &[FileFormat] = &[FileFormat::Csv];
        const WORKBOOKS: &[FileFormat] = &[FileFormat::Workbook];
        const TABLES: &[FileFormat] = &[FileFormat::Csv, FileFormat::Workbook];
        [
            ("--encoding", self.encoding.is_some(), CSV, words::OPTION_OF_CSV),
            ("--delimiter", self.delimiter.is_some(), CSV, words::OPTION_OF_CSV),
            ("--sheet", self.sheet.is_some(), WORKBOOKS, words::OPTION_OF_WORKBOOKS),
            ("--header-row", self.header_row.is_some(), TABLES, words::OPTION_OF_TABLES),
            ("--map", !self.map.is_empty(), TABLES, words::OPTION_OF_TABLES),
            ("--map-file", self.map_file.is_some(), TABLES, words::OPTION_OF_TABLES),
            ("--ignore-column", !self.ignore_column.is_empty(), TABLES, words::OPTION_OF_TABLES),
            ("--strict-columns", self.strict_columns, TABLES, words::OPTION_OF_TABLES),
        ]
    }
}

fn encoding() -> impl TypedValueParser<Value = &'static Encoding> {
    StringValueParser::new().try_map(|text: String| {
        TableOptions::encoding_of(&text).ok_or_else(|| BadValue {
            english: "it must be the name of an encoding, such as gb18030, big5 or windows-1252".to_owned(),
            chinese: "应为编码名称，例如 gb18030、big5 或 windows-1252".to_owned(),
        })
    })
}

fn delimiter() -> impl TypedValueParser<Value = u8> {
    StringValueParser::new().try_map(|text: String| {
        TableOptions::delimiter_of(&text).ok_or_else(|| {
            let names: Vec<&str> = TableOptions::DELIMITERS.iter().map(|(_, name)| *name).collect();
            BadValue {
                english: format!(
                    "it must be a comma, a semicolon, a tab or a vertical bar, or its name: {}",
                    names.join(", ")
                ),
                chinese: format!("应为逗号、分号、制表符或竖线，或其名称：{}", names.join("、")),
            }
        })
    })
}

/// Reads the name of a sheet. Digits can also be its position.
fn sheet() -> impl TypedValueParser<Value = SheetChoice> {
    StringValueParser::new().map(|text: String| {
        let digits = Some(text.as_str()).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        match digits.and_then(|digits| digits.parse().ok()) {
            Some(number) => SheetChoice::NameOrNumber(text, number),
            None => SheetChoice::Name(text),
        }
    })
}

fn mapping() -> impl TypedValueParser<Value = (String, String)> {
    StringValueParser::new().try_map(|text: String| {
        let mapping = text.rsplit_once('=').map(|(heading, member)| (heading.trim(), member.trim()));
        match mapping.filter(|(heading, member)| !heading.is_empty() && !member.is_empty()) {
            Some((heading, member)) => Ok((heading.to_owned(), member.to_owned())),
            None => Err(BadValue {
                english: "it must be a heading and a member, such as Login=userAccount".to_owned(),
                chinese: "应为列名和参数名，例如 Login=userAccount".to_owned(),
            }),
        }
    })
}

/// Returns the pairs of texts of the file of an option. The file is a JSON object or CSV with two columns; `form` is the sentence that says so.
pub(crate) fn text_pairs(
    option: &str,
    path: &Path,
    form: Wording,
    language: Language,
) -> Result<Vec<(String, String)>, Failed> {
    let failed = |sentence: &str| Failed::new(option, format!("{}: {sentence}", shown_path(path)));
    let content = read_small(path).map_err(|error| failed(&system_sentence(&error, language)))?;
    let content = content.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&content);
    let mappings = if content.trim_ascii_start().starts_with(b"{") { of_json(content) } else { of_csv(content) };
    mappings.ok_or_else(|| failed(form.in_language(language)))
}

fn of_json(content: &[u8]) -> Option<Vec<(String, String)>> {
    let Ok(Value::Object(members)) = serde_json::from_slice(content) else { return None };
    members.into_iter().map(|(heading, member)| Some((heading, member.as_str()?.to_owned()))).collect()
}

fn of_csv(content: &[u8]) -> Option<Vec<(String, String)>> {
    let mut rows = ReaderBuilder::new().has_headers(false).from_reader(content);
    rows.deserialize().collect::<Result<_, _>>().ok()
}
