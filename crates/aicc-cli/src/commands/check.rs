//! `aicc check`: what is wrong with the records of files, and where.

use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

use aicc_batch::{BatchUpdate, Counts, Error, Settings};
use aicc_core::{Language, Profile};
use clap::{Args, ValueEnum};
use serde_json::Map;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::findings::form::{self, OutputForm};
use crate::findings::table::TableWriter;
use crate::findings::{CheckedFile, FileResult, FindingRow, FindingsWriter, RecordUnit, Summary};
use crate::options::format::FormatOption;
use crate::options::interface::InterfaceOption;
use crate::options::profile::ProfileOptions;
use crate::sources::{Format, check_records};
use crate::streams::Streams;
use crate::terminal::text::{shown_path, with_escaped_bytes};
use crate::words;

/// Check the records of files: every broken rule of every record, and its place.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// JSON Lines, JSON, CSV, Excel or Parquet files; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    interface: InterfaceOption,
    #[command(flatten)]
    format: FormatOption,
    /// The form of the findings.
    #[arg(long, short, value_name = "FORM", default_value = "table")]
    output: OutputForm,
    /// The most findings that a table shows.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: u32,
    #[command(flatten)]
    profile: ProfileOptions,
}

impl Arguments {
    /// Runs the command.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let profile = self.profile.profile(language)?;
        let Streams { input, output, errors } = streams;
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let mut writers: Vec<Box<dyn FindingsWriter + '_>> = Vec::new();
        writers.push(match self.output {
            OutputForm::Table => Box::new(TableWriter::new(output, limit, language)),
            form => form::writer(form, BufWriter::new(&mut output.writer), language)?,
        });
        let mut summary = Summary::default();
        for path in &self.files {
            let file = self.file(path);
            let (counts, error) = self.check_file(&file, input, &profile, language, &mut writers);
            summary.add(&counts);
            if let Some(sentence) = &error {
                summary.unread_files = summary.unread_files.saturating_add(1);
                Failed::new(shown_path(path), sentence).report(language, errors);
            }
            let result = FileResult { records: counts.records, valid: counts.valid, error };
            writers.iter_mut().try_for_each(|writer| writer.finish_file(&file, &result))?;
        }
        for writer in &mut writers {
            writer.finish(&summary)?;
        }
        drop(writers);
        if self.output != OutputForm::Table {
            summary.write(errors, language)?;
        }
        Ok(match (summary.unread_files, summary.invalid) {
            (0, 0) => ExitStatus::Valid,
            (0, _) => ExitStatus::Violations,
            _ => ExitStatus::Failed,
        })
    }

    fn file(&self, path: &Path) -> CheckedFile {
        let unit = self.format_of(path).map_or(RecordUnit::Record, Format::unit);
        CheckedFile { name: with_escaped_bytes(path.as_os_str()), path: path.to_path_buf(), unit }
    }

    fn format_of(&self, path: &Path) -> Option<Format> {
        self.format.format.or_else(|| Format::of_file(path))
    }

    /// Checks one file. Returns the counts of what was read, and why the file could not be read to its end.
    fn check_file(
        &self,
        file: &CheckedFile,
        stdin: &mut dyn Read,
        profile: &Profile,
        language: Language,
        writers: &mut [Box<dyn FindingsWriter + '_>],
    ) -> (Counts, Option<String>) {
        let Some(format) = self.format_of(&file.path) else {
            return (Counts::default(), Some(unknown_format(language)));
        };
        let input: Box<dyn Read + '_> = match file.name.as_str() {
            "-" => Box::new(stdin),
            _ => match File::open(&file.path) {
                Ok(file) => Box::new(file),
                Err(error) => return (Counts::default(), Some(error.to_string())),
            },
        };
        let mut settings = Settings::new(self.interface.interface, profile);
        settings.limit = usize::MAX;
        let checked = check_records(format, input, &settings, |update| {
            write_findings(update, file, language, writers).map_err(Error::Write)
        });
        match checked {
            Ok(counts) => (counts, None),
            Err(failure) => (*failure.before, Some(format!("{}.", failure.error))),
        }
    }
}

fn write_findings(
    update: &BatchUpdate<'_>,
    file: &CheckedFile,
    language: Language,
    writers: &mut [Box<dyn FindingsWriter + '_>],
) -> io::Result<()> {
    let key = Map::new();
    for record in &update.records {
        for finding in record.findings() {
            let row = FindingRow::new(file, record, &key, &finding, language);
            writers.iter_mut().try_for_each(|writer| writer.write(&row))?;
        }
    }
    Ok(())
}

fn unknown_format(language: Language) -> String {
    let values = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
    words::filled(words::UNKNOWN_FORMAT.in_language(language), &[("formats", names.join("|"))])
}
