//! The formats of files.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::findings::RecordUnit;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FileFormat {
    /// One record a line.
    Jsonl,
    /// One record, or an array of records.
    Json,
    /// One record a row, under a row that names the columns.
    Csv,
    /// The same on a sheet of a workbook of Excel or OpenDocument.
    Workbook,
    /// One record a row.
    Parquet,
}

const EXTENSIONS: &[(&str, FileFormat)] = &[
    ("csv", FileFormat::Csv),
    ("json", FileFormat::Json),
    ("jsonl", FileFormat::Jsonl),
    ("ndjson", FileFormat::Jsonl),
    ("ods", FileFormat::Workbook),
    ("parquet", FileFormat::Parquet),
    ("tsv", FileFormat::Csv),
    ("txt", FileFormat::Csv),
    ("xls", FileFormat::Workbook),
    ("xlsb", FileFormat::Workbook),
    ("xlsm", FileFormat::Workbook),
    ("xlsx", FileFormat::Workbook),
];
const COMPRESSED: &[&str] = &["gz", "zst"];

impl FileFormat {
    /// Returns the format that the extension of a file names: [`FileFormat::Csv`] for `agents.csv.gz`.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        let plain = plain_name(path);
        EXTENSIONS.iter().find(|(extension, _)| has_extension(&plain, extension)).map(|(_, format)| *format)
    }

    /// Returns the names of all formats.
    pub(crate) fn names() -> Vec<String> {
        let values = Self::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        values.map(|value| value.get_name().to_owned()).collect()
    }

    /// Returns what a person counts to find a record in such a file.
    pub(crate) const fn unit(self) -> RecordUnit {
        match self {
            Self::Csv | Self::Workbook => RecordUnit::Row,
            Self::Jsonl => RecordUnit::Line,
            Self::Json | Self::Parquet => RecordUnit::Record,
        }
    }

    /// Returns whether such a file is made of cells that a person fills in.
    pub(crate) const fn has_cells(self) -> bool {
        matches!(self, Self::Csv | Self::Workbook)
    }

    /// Returns whether such a file has lines that can be split into valid and invalid records.
    pub(crate) const fn can_be_split(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv)
    }

    /// Returns whether a copy of such a file can have the findings in it. `extension` is the one of the file.
    pub(crate) fn can_be_annotated(self, extension: Option<&str>) -> bool {
        match self {
            Self::Csv => true,
            Self::Workbook => !matches!(extension, Some("ods" | "xls" | "xlsb")),
            _ => false,
        }
    }
}

/// Returns the extension that a copy of a file must have: that of the file, without compression. `None` if the name has no extension.
pub(crate) fn extension_of_copy(path: &Path) -> Option<String> {
    let plain = plain_name(path);
    let extension = plain.extension()?.to_str()?;
    Some(extension.to_ascii_lowercase())
}

/// Returns the name of a file without the extension of its compression.
fn plain_name(path: &Path) -> PathBuf {
    match COMPRESSED.iter().any(|extension| has_extension(path, extension)) {
        true => path.with_extension(""),
        false => path.to_owned(),
    }
}

pub(crate) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_names_the_format() {
        let has =
            |format, names: &[&str]| assert!(names.iter().all(|name| FileFormat::of_file(Path::new(name)) == format));
        has(Some(FileFormat::Csv), &["a.CSV.gz", "a.csv.zst", "a.tsv", "a.TXT"]);
        has(Some(FileFormat::Jsonl), &["a.ndjson", "a.jsonl"]);
        has(Some(FileFormat::Workbook), &["b/a.xlsm", "a.XLS", "a.xlsx", "a.xlsb", "a.ods"]);
        has(None, &["gz", ".csv", "a", "a.csv.bz2"]);
    }
}
