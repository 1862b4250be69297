//! The formats that the names of files say.

use std::path::{Path, PathBuf};

/// The extensions of files, each with the name of its format.
pub const EXTENSIONS: &[(&str, &str)] = &[
    ("csv", "csv"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("ndjson", "jsonl"),
    ("ods", "workbook"),
    ("parquet", "parquet"),
    ("tsv", "csv"),
    ("txt", "csv"),
    ("xls", "workbook"),
    ("xlsb", "workbook"),
    ("xlsm", "workbook"),
    ("xlsx", "workbook"),
];

/// The extensions of compressed files, which come after the extension of the format.
pub const COMPRESSED: &[&str] = &["gz", "zst"];

/// Returns the name of the format that the extension of a file says; `None` if it says none.
///
/// ```
/// assert_eq!(aicc_batch::format_of_file("Agents.CSV.gz".as_ref()), Some("csv"));
/// assert_eq!(aicc_batch::format_of_file("agents.pdf".as_ref()), None);
/// ```
#[must_use]
pub fn format_of_file(path: &Path) -> Option<&'static str> {
    let has =
        |path: &Path, extension: &str| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension));
    let is_compressed = COMPRESSED.iter().any(|extension| has(path, extension));
    let plain: PathBuf = if is_compressed { path.with_extension("") } else { path.to_owned() };
    EXTENSIONS.iter().find(|(extension, _)| has(&plain, extension)).map(|(_, format)| *format)
}
