//! The formats of files.

use std::path::{Path, PathBuf};

use aicc_batch::{COMPRESSED, EXTENSIONS, RecordUnit, format_of_file};
use clap::ValueEnum;

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

/// The extensions of the workbooks that can be copied with changes.
const COPIED_WORKBOOKS: &[&str] = &["xlsm", "xlsx"];

impl FileFormat {
    /// Returns the format that the extension of a file names: [`FileFormat::Csv`] for `agents.csv.gz`.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        format_of_file(path).and_then(Self::named)
    }

    /// Returns the format of a name.
    fn named(name: &str) -> Option<Self> {
        Self::from_str(name, false).ok()
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

    /// Returns the extensions that a copy of a file can have: the one of the file, without compression. If the name of the file does
    /// not say its format, these are the extensions of the format. Empty if such a file cannot be copied with changes.
    pub(crate) fn extensions_of_copy(self, source: &Path) -> Vec<&'static str> {
        let plain = plain_name(source);
        let of_format =
            EXTENSIONS.iter().filter(|(_, format)| Self::named(format) == Some(self)).map(|(extension, _)| *extension);
        let own = of_format.clone().find(|extension| has_extension(&plain, extension));
        let can_be_copied = |extension: &&str| match self {
            Self::Csv => true,
            Self::Workbook => COPIED_WORKBOOKS.contains(extension),
            _ => false,
        };
        match own {
            Some(own) => Some(own).filter(can_be_copied).into_iter().collect(),
            None => of_format.filter(can_be_copied).collect(),
        }
    }
}

/// Returns whether the name of a copy is the one of a workbook.
pub(crate) fn is_workbook_copy(path: &Path) -> bool {
    COPIED_WORKBOOKS.iter().any(|extension| has_extension(path, extension))
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

    #[test]
    fn a_copy_has_the_extension_of_its_file_or_one_of_the_format() {
        for (format, source, extensions) in [
            (FileFormat::Csv, "agents.TSV.gz", &["tsv"][..]),
            (FileFormat::Csv, "-", &["csv", "tsv", "txt"]),
            (FileFormat::Csv, "agents.data", &["csv", "tsv", "txt"]),
            (FileFormat::Workbook, "agents.xlsm", &["xlsm"]),
            (FileFormat::Workbook, "-", &["xlsm", "xlsx"]),
            (FileFormat::Workbook, "agents.csv", &["xlsm", "xlsx"]),
            (FileFormat::Workbook, "agents.ods", &[]),
            (FileFormat::Jsonl, "agents.jsonl", &[]),
        ] {
            assert_eq!(format.extensions_of_copy(Path::new(source)), extensions, "{source}");
        }
    }
}
