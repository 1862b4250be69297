//! `aicc check`: what is wrong with the records of files, and where.

mod collector;
mod sink;

use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use aicc_batch::{BatchUpdate, RecordUnit, Settings};
use aicc_core::{Language, Profile, Wording};
use clap::Args;

use self::collector::Collector;
use self::sink::Sink;
use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::file_copy::{Annotation, Repaired, refuse_copy};
use crate::files::{FileArgument, OutputArgument, OutputFile, Secrecy};
use crate::findings::form::{FileForm, OutputForm};
use crate::findings::{CheckedFile, FileReading, FileResult, Summary};
use crate::options::format::FormatOption;
use crate::options::interface::InterfaceOption;
use crate::options::key::KeyOption;
use crate::options::number::{MAXIMUM, number};
use crate::options::profile::ProfileOptions;
use crate::options::table::TableArguments;
use crate::sources::{FileFormat, RecordSource, shown_source};
use crate::streams::{OutputStream, Streams};
use crate::terminal::progress::ReadingProgress;
use crate::terminal::text::{escaped, shown_path};
use crate::words;

#[derive(Args, Debug)]
pub(crate) struct CheckCommand {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    interface: InterfaceOption,
    #[command(flatten)]
    format: FormatOption,
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    #[command(flatten)]
    table: TableArguments,
    #[command(flatten)]
    key: KeyOption,
    #[arg(long, short, value_name = "FORM", default_value = "table")]
    output: OutputForm,
    #[arg(long, value_name = "N", default_value = "1000", value_parser = number(0..=MAXIMUM))]
    limit: u64,
    #[arg(long, overrides_with = "no_advice")]
    advice: bool,
    #[arg(long, overrides_with = "advice")]
    no_advice: bool,
    #[arg(long, value_name = "N", value_parser = number(0..=MAXIMUM))]
    min_records: Option<u64>,
    #[arg(long, value_name = "N", value_parser = number(1..=MAXIMUM))]
    threads: Option<u64>,
    #[command(flatten)]
    profile: ProfileOptions,
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    outputs: OutputOptions,
}

/// The files that are written.
#[derive(Args, Debug)]
#[command(next_help_heading = "Files")]
struct OutputOptions {
    #[arg(long, value_name = "FILE")]
    findings: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    valid: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    invalid: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    annotate: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    fixed: Option<PathBuf>,
}

impl CheckCommand {
    /// Runs the command.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let profile = self.profile.profile(language)?;
        let settings = self.settings(&profile, language)?;
        self.refuse_combinations(language)?;
        let form = self.outputs.form(language)?;
        self.refuse_copies(language)?;
        self.refuse_repairs(language)?;
        let [mut findings, mut valid, mut invalid, mut annotate, mut fixed] = self.open_outputs(language)?;
        let can_be_seen =
            streams.errors.is_terminal && (self.output == OutputForm::Table || !streams.output.is_terminal);
        let keys = settings.key.names().to_vec();
        let file_sink =
            findings.as_mut().zip(form).map(|(file, form)| Sink::file(form, file, &keys, language)).transpose()?;
        let sink = match self.shows_repairs() {
            true => {
                let fixed = self.outputs.fixed.as_deref();
                Sink::repairs(self.output, &mut streams.output, self.limit(), &keys, fixed, language)?
            }
            false => Sink::standard_output(self.output, &mut streams.output, self.limit(), &keys, language)?,
        };
        let needs_all = file_sink.is_some() || annotate.is_some() || self.shows_repairs();
        let is_all_shown = self.output == OutputForm::Table && !needs_all;
        let mut check = CheckRun {
            arguments: self,
            language,
            settings,
            progress: ReadingProgress::new(self.size(), can_be_seen, language),
            summary: Summary::default(),
            collector: Collector {
                sinks: file_sink.into_iter().chain([sink]).collect(),
                valid: valid.as_mut(),
                invalid: invalid.as_mut(),
                annotation: annotate.as_mut().map(|file| Annotation::annotation(file, language)),
                fixed: fixed.as_mut().map(|file| Repaired::repaired(file, language)),
                language,
                room: if is_all_shown { self.limit() } else { usize::MAX },
                has_other_encoding: false,
                failed: None,
            },
        };
        for path in &self.files {
            check.file(path, &mut *streams.input, &mut streams.errors)?;
        }
        let status = check.finish(&mut streams.errors)?;
        let outputs = [findings, valid, invalid, annotate, fixed];
        if status == ExitStatus::Failed {
            for output in outputs.iter().flatten().filter(|output| output.is_replacement()) {
                let sentence = words::OUTPUTS_UNCHANGED.in_language(language);
                Failed::new(shown_path(output.path()), sentence).report(language, &mut streams.errors);
            }
            return Ok(status);
        }
        OutputFile::commit_all(outputs).map_err(|fault| Failed::file(&fault, language))?;
        Ok(status)
    }

    /// Refuses options that do not apply to the files.
    fn refuse_combinations(&self, language: Language) -> Result<(), Failed> {
        let mut formats = self.files.iter().filter_map(|path| self.format_of(path));
        let failed = |option: &str, wording: Wording| Err(Failed::new(option, wording.in_language(language)));
        if self.column.is_some() && formats.clone().any(|format| format != FileFormat::Parquet) {
            return failed("--column", words::COLUMN_OF_PARQUET);
        }
        self.table.refuse_others(formats.clone(), language)?;
        let Some(split) = self.outputs.split() else { return Ok(()) };
        if self.files.len() > 1 {
            return failed(split, words::ONE_FILE_IS_SPLIT);
        }
        if formats.all(FileFormat::can_be_split) { Ok(()) } else { failed(split, words::CANNOT_BE_SPLIT) }
    }

    /// Refuses a copy that cannot be made of the files, or whose name has the extension of another format.
    fn refuse_copies(&self, language: Language) -> Result<(), Failed> {
        for (option, output) in self.outputs.copies() {
            let [source] = self.files.as_slice() else {
                return Err(Failed::new(option, words::ONE_FILE_IS_COPIED.in_language(language)));
            };
            refuse_copy(option, output, source, self.format_of(source), language)?;
        }
        Ok(())
    }

    /// Refuses repairs of files that have no cells.
    fn refuse_repairs(&self, language: Language) -> Result<(), Failed> {
        let mut formats = self.files.iter().filter_map(|path| self.format_of(path));
        if self.fix && formats.any(|format| !format.has_cells()) {
            return Err(Failed::new("--fix", words::OPTION_OF_TABLES.in_language(language)));
        }
        Ok(())
    }

    /// Whether repairs are shown in place of findings: they are never written without being shown.
    const fn shows_repairs(&self) -> bool {
        self.fix || self.outputs.fixed.is_some()
    }

    fn format_of(&self, path: &Path) -> Option<FileFormat> {
        self.format.format.or_else(|| FileFormat::of_file(path))
    }

    fn open_outputs(&self, language: Language) -> Result<[Option<OutputFile>; 5], Failed> {
        let files = self.files.iter().map(|path| FileArgument { argument: "FILE", path });
        let queues = self.profile.skill_queues.iter().map(|path| FileArgument { argument: "--skill-queues", path });
        let mappings = self.table.map_file.iter().map(|path| FileArgument { argument: "--map-file", path });
        let inputs: Vec<FileArgument<'_>> = files.chain(queues).chain(mappings).collect();
        OutputFile::open_all(&inputs, self.outputs.arguments()).map_err(|fault| Failed::file(&fault, language))
    }

    fn limit(&self) -> usize {
        usize::try_from(self.limit).unwrap_or(usize::MAX)
    }

    fn settings<'p>(&self, profile: &'p Profile, language: Language) -> Result<Settings<'p>, Failed> {
        let mut settings = Settings::new(self.interface.interface, profile);
        settings.key = self.key.members(settings.interface, language)?;
        let threads = self.threads.and_then(|threads| usize::try_from(threads).ok()).and_then(NonZeroUsize::new);
        settings.threads = threads.unwrap_or(settings.threads);
        settings.advice = !self.no_advice;
        settings.table = self.table.options(language)?;
        Ok(settings)
    }

    /// Returns the number of bytes of all files together, as far as it is known.
    fn size(&self) -> u64 {
        let sizes = self.files.iter().filter_map(|path| path.metadata().ok()).map(|metadata| metadata.len());
        sizes.fold(0, u64::saturating_add)
    }
}

impl OutputOptions {
    /// Returns the option that splits a file, if there is one.
    fn split(&self) -> Option<&'static str> {
        let options = [("--valid", &self.valid), ("--invalid", &self.invalid)];
        options.into_iter().find(|(_, path)| path.is_some()).map(|(option, _)| option)
    }

    /// Returns the options that write a copy of the file, each with its output.
    fn copies(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        let options = [("--annotate", &self.annotate), ("--fixed", &self.fixed)];
        options.into_iter().filter_map(|(option, path)| Some((option, path.as_deref()?)))
    }

    /// Returns the form of `--findings`.
    fn form(&self, language: Language) -> Result<Option<FileForm>, Failed> {
        let Some(path) = &self.findings else { return Ok(None) };
        FileForm::of_file(path).map(Some).ok_or_else(|| {
            let extensions: Vec<&str> = FileForm::EXTENSIONS.iter().map(|(extension, _)| *extension).collect();
            let extensions = [("extensions", extensions.join(", "))];
            let sentence = words::OUTPUT_EXTENSION.filled(&extensions, language);
            Failed::new(format!("--findings {}", shown_path(path)), sentence)
        })
    }

    fn arguments(&self) -> [OutputArgument<'_>; 5] {
        [
            ("--findings", &self.findings, Secrecy::Public),
            ("--valid", &self.valid, Secrecy::Secret),
            ("--invalid", &self.invalid, Secrecy::Secret),
            ("--annotate", &self.annotate, Secrecy::Secret),
            ("--fixed", &self.fixed, Secrecy::Secret),
        ]
        .map(|(argument, path, secrecy)| OutputArgument { argument, path: path.as_deref(), secrecy })
    }
}

/// A run over all files.
struct CheckRun<'c> {
    arguments: &'c CheckCommand,
    language: Language,
    settings: Settings<'c>,
    progress: ReadingProgress,
    summary: Summary,
    collector: Collector<'c>,
}

impl CheckRun<'_> {
    /// Checks one file. What is wrong with the file is reported; what was found before is kept.
    fn file(&mut self, path: &Path, input: &mut dyn Read, errors: &mut OutputStream<'_>) -> Result<(), Failed> {
        let format = self.arguments.format_of(path);
        let file = CheckedFile::new(path, format.map_or(RecordUnit::Record, FileFormat::unit));
        let name = shown_source(path, self.language);
        let source = RecordSource { path, format, column: self.arguments.column.as_deref() };
        let (before, progress, collector) = (self.summary.records, &self.progress, &mut self.collector);
        self.settings.limit = collector.room;
        let settings = &self.settings;
        progress.begin(&name);
        let mut workbook = None;
        let on_update = &mut |update: &BatchUpdate<'_>| {
            progress.show_records(before.saturating_add(update.counts.records));
            collector.add(&file, update, settings)
        };
        let (counts, fault) = source.check(input, progress, settings, on_update, &mut |file| workbook = Some(file));
        if fault.is_none() {
            self.collector.complete_copies(workbook.as_ref())?;
        }
        self.progress.end();
        if let Some(failed) = self.collector.failed.take() {
            return Err(failed);
        }
        self.summary.add(&counts);
        let error = fault.map(|fault| fault.sentence(self.language));
        let is_empty = counts.records == 0;
        let warning = is_empty.then(|| words::NO_RECORDS.in_language(self.language).to_owned());
        if let Some(sentence) = error.clone().or(warning) {
            self.progress.pause(|| Failed::new(name.as_str(), sentence).report(self.language, errors));
        }
        self.summary.unread_files = self.summary.unread_files.saturating_add(u64::from(error.is_some()));
        let reading = FileReading::new(&counts.reading, self.language);
        if !self.collector.shows_reading() {
            for sentence in &reading.sentences {
                errors.complain(&format!("{name}: {}", escaped(sentence)));
            }
        }
        self.collector.finish_file(&file, &FileResult { valid: counts.valid, error, reading })
    }

    /// Writes what follows the findings, and returns the exit status.
    fn finish(mut self, errors: &mut OutputStream<'_>) -> Result<ExitStatus, Failed> {
        drop(self.progress);
        self.collector.report_copies(errors);
        let (language, summary) = (self.language, &self.summary);
        self.collector.finish(summary)?;
        if self.arguments.output != OutputForm::Table {
            summary.write(errors, language)?;
        }
        if self.collector.has_other_encoding {
            errors.complain(words::SAVE_AS_UTF_8.in_language(language));
        }
        let minimum = self.arguments.min_records.filter(|minimum| summary.records < *minimum);
        if let Some(minimum) = minimum {
            let counts = [("minimum", minimum), ("records", summary.records)];
            let sentence = words::TOO_FEW_RECORDS.filled(&counts, language);
            Failed::new("--min-records", sentence).report(language, errors);
        }
        Ok(match (summary.unread_files, minimum, summary.invalid) {
            (0, None, 0) => ExitStatus::Valid,
            (0, None, _) => ExitStatus::Violations,
            _ => ExitStatus::Failed,
        })
    }
}
