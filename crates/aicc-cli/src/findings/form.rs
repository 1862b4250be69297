//! The forms in which findings are written.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use aicc_core::Language;
use clap::ValueEnum;

use super::csv::CsvWriter;
use super::github::GithubWriter;
use super::gitlab::GitlabWriter;
use super::json::JsonWriter;
use super::jsonl::JsonLinesWriter;
use super::junit::JunitWriter;
use super::parquet::ParquetWriter;
use super::repair_json::RepairJsonWriter;
use super::repair_table::RepairTableWriter;
use super::sarif::SarifWriter;
use super::table::TableWriter;
use super::writer::FindingsWriter;
use crate::streams::OutputStream;
use crate::words;

/// A form of findings on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputForm {
    /// A table for each file.
    Table,
    /// One JSON document: the findings, then the summary.
    Json,
    /// A JSON object on each line.
    Jsonl,
    /// A row for each finding.
    Csv,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for reports of tests.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
}

/// A form of findings in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileForm {
    /// A JSON object on each line.
    Jsonl,
    /// A row for each finding.
    Csv,
    /// A row for each finding.
    Parquet,
}

impl FileForm {
    /// The extensions of the forms.
    pub(crate) const EXTENSIONS: &'static [(&'static str, Self)] =
        &[(".jsonl", Self::Jsonl), (".csv", Self::Csv), (".parquet", Self::Parquet)];

    /// Returns the form that the extension of a file names, in upper or lower case; `None` for another extension.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        let extension = format!(".{}", path.extension()?.to_str()?);
        Self::EXTENSIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&extension)).map(|(_, form)| *form)
    }
}

/// Returns the writer of a form. A table shows at most `limit` findings; `keys` are the names of the members that say whose record
/// it is.
///
/// # Errors
///
/// Returns an error if the output cannot be written.
pub(crate) fn writer<'o, 's>(
    form: OutputForm,
    stream: &'o mut OutputStream<'s>,
    limit: usize,
    keys: &[String],
    language: Language,
) -> io::Result<Box<dyn FindingsWriter + 'o>>
where
    's: 'o,
{
    let buffered = |stream: &'o mut OutputStream<'s>| BufWriter::new(&mut stream.writer);
    Ok(match form {
        OutputForm::Table => Box::new(TableWriter::new(stream, limit, words::HIDDEN, keys, language)),
        OutputForm::Json => Box::new(JsonWriter::new(buffered(stream))),
        OutputForm::Jsonl => Box::new(JsonLinesWriter::new(buffered(stream))),
        OutputForm::Csv => Box::new(CsvWriter::new(buffered(stream), keys.to_vec())?),
        OutputForm::Sarif => Box::new(SarifWriter::new(buffered(stream), language)?),
        OutputForm::Junit => Box::new(JunitWriter::new(buffered(stream), language)?),
        OutputForm::Github => {
            let summary = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
            Box::new(GithubWriter::new(buffered(stream), summary.map(Into::into), language))
        }
        OutputForm::Gitlab => Box::new(GitlabWriter::new(buffered(stream))),
    })
}

/// Returns the writer of repairs in a form; `None` if the form has no repairs. A table shows at most `limit` repairs; `keys` are the
/// names of the members that say whose record it is, and `fixed` is the name of the file that the repairs are written to.
pub(crate) fn repair_writer<'o, 's>(
    form: OutputForm,
    stream: &'o mut OutputStream<'s>,
    limit: usize,
    keys: &[String],
    fixed: Option<String>,
    language: Language,
) -> Option<Box<dyn FindingsWriter + 'o>>
where
    's: 'o,
{
    match form {
        OutputForm::Table => Some(Box::new(RepairTableWriter::new(stream, limit, keys, fixed, language))),
        OutputForm::Json => Some(Box::new(RepairJsonWriter::new(BufWriter::new(&mut stream.writer)))),
        _ => None,
    }
}

/// Returns the writer of a form of a file. `output` should be buffered, and `keys` are the names of the members that say whose
/// record it is.
///
/// # Errors
///
/// Returns an error if the output cannot be written.
pub(crate) fn file_writer<'o>(
    form: FileForm,
    output: impl Write + Send + 'o,
    keys: &[String],
) -> io::Result<Box<dyn FindingsWriter + 'o>> {
    Ok(match form {
        FileForm::Jsonl => Box::new(JsonLinesWriter::new(output)),
        FileForm::Csv => Box::new(CsvWriter::new(output, keys.to_vec())?),
        FileForm::Parquet => Box::new(ParquetWriter::new(output)?),
    })
}

#[cfg(test)]
mod tests {
    use allocation_counter::measure;

    use super::*;
    use crate::findings::FindingRow;
    use crate::findings::sample::{file, finding, key, summary};

    /// As JSON, these are 6 MB.
    const FINDINGS: u64 = 20_000;
    const MEMORY: u64 = 512 << 10;

    fn memory_of<'w>(writer: impl FnOnce() -> Box<dyn FindingsWriter + 'w>) -> u64 {
        let used = measure(|| {
            let (mut writer, file, key) = (writer(), file("a.csv"), key("test01"));
            for record in 1..=FINDINGS {
                writer.write(&FindingRow { record, ..finding(&file, &key) }).unwrap();
            }
            writer.finish(&summary([("minLength", FINDINGS)])).unwrap();
        });
        used.bytes_max
    }

    #[test]
    fn findings_are_not_kept_in_memory() {
        let english = Language::English;
        for form in [OutputForm::Json, OutputForm::Jsonl, OutputForm::Csv, OutputForm::Sarif, OutputForm::Gitlab] {
            let mut stream = OutputStream::plain(Box::new(io::sink()));
            let memory = memory_of(|| writer(form, &mut stream, 0, &[], english).unwrap());
            assert!(memory < MEMORY, "{form:?}: {memory}");
        }
        let junit = memory_of(|| Box::new(JunitWriter::new(io::sink(), english).unwrap()));
        assert!(junit < MEMORY, "{junit}");
    }

    #[test]
    fn what_is_kept_in_memory_is_bounded() {
        let summary = tempfile::NamedTempFile::new().unwrap().into_temp_path();
        let path = Some(summary.to_path_buf());
        let github = memory_of(|| Box::new(GithubWriter::new(io::sink(), path, Language::English)));
        assert!(github < 5 << 20, "{github}");
        let parquet = memory_of(|| file_writer(FileForm::Parquet, io::sink(), &[]).unwrap());
        assert!(parquet < 64 << 20, "{parquet}");
    }
}
