//! Where the records of a command come from.

use std::io::Read;
use std::path::Path;

use aicc_batch::{BatchUpdate, Counts, Csv, Error, Excel, Failure, JsonArray, JsonLines, Settings, decompressed};
use clap::ValueEnum;

use crate::findings::RecordUnit;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One record a line.
    Jsonl,
    /// One record, or an array of records.
    Json,
    /// One record a row, under a row that names the columns.
    Csv,
    /// The same on the first sheet of a workbook.
    Excel,
    /// One record a row.
    Parquet,
}

const EXTENSIONS: &[(&str, Format)] = &[
    ("csv", Format::Csv),
    ("json", Format::Json),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("parquet", Format::Parquet),
    ("xlsm", Format::Excel),
    ("xlsx", Format::Excel),
];

impl Format {
    /// Returns the format that the extension of a file names: [`Format::Csv`] for `agents.csv.gz`.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        let has = |path: &Path, extension: &str| {
            path.extension().is_some_and(|found| found.as_encoded_bytes().eq_ignore_ascii_case(extension.as_bytes()))
        };
        let plain = if has(path, "gz") || has(path, "zst") { path.with_extension("") } else { path.to_path_buf() };
        EXTENSIONS.iter().find(|(extension, _)| has(&plain, extension)).map(|(_, format)| *format)
    }

    /// Returns by what a person finds a record in such a file.
    pub(crate) const fn unit(self) -> RecordUnit {
        match self {
            Self::Csv | Self::Excel => RecordUnit::Row,
            Self::Jsonl => RecordUnit::Line,
            Self::Json | Self::Parquet => RecordUnit::Record,
        }
    }
}

/// Checks the records of an input, and calls `on_update` with the results.
///
/// # Errors
///
/// Returns an error if the input cannot be read to its end, or if `on_update` returns one.
pub(crate) fn check_records(
    format: Format,
    input: impl Read,
    settings: &Settings<'_>,
    mut on_update: impl FnMut(&BatchUpdate<'_>) -> Result<(), Error>,
) -> Result<Counts, Failure<Counts>> {
    let input = decompressed(input).map_err(Error::Read)?;
    let on_update = |update: BatchUpdate<'_>| on_update(&update);
    match format {
        Format::Jsonl => settings.run(JsonLines::new(input), on_update),
        Format::Json => settings.run(JsonArray::new(input), on_update),
        Format::Csv => settings.run(Csv::new(input), on_update),
        Format::Excel => settings.run(Excel::read(input)?.rows()?, on_update),
        Format::Parquet => Err(Error::NoLines.into()),
    }
}
