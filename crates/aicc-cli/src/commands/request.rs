//! `aicc request`: the requests that the records of files would be sent as.

mod path;
mod server;

use std::io::Read;
use std::path::{Path, PathBuf};

use aicc_batch::{BatchUpdate, Error, RecordUnit, Settings};
use aicc_core::{AnyRequest, Language, Report, Request};
use clap::Args;

use self::server::{AnyServer, ServerOptions};
use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::files::{FileArgument, OutputFile};
use crate::findings::table::TableWriter;
use crate::findings::{CheckedFile, FileReading, FileResult, FindingRow, FindingsWriter, Summary};
use crate::options::format::FormatOption;
use crate::options::interface::InterfaceArgument;
use crate::options::profile::ProfileOptions;
use crate::options::table::TableArguments;
use crate::requests::{RequestForm, RequestPlace, RequestWriter};
use crate::sources::{FileFormat, RecordSource, shown_source};
use crate::streams::{OutputStream, Streams};
use crate::terminal::progress::ReadingProgress;
use crate::words;

#[derive(Args, Debug)]
pub(crate) struct RequestCommand {
    #[command(flatten)]
    interface: InterfaceArgument,
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    server: ServerOptions,
    #[arg(long)]
    wrapped: bool,
    #[arg(long)]
    show_secrets: bool,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    table: TableArguments,
    #[arg(long, short, value_name = "FORM", default_value = "http")]
    output: RequestForm,
    #[command(flatten)]
    profile: ProfileOptions,
}

/// The maximum number of findings that the table shows.
const LIMIT: usize = 1000;

impl RequestCommand {
    /// Writes the requests to standard output, and the findings to standard error.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let Streams { input, output, errors } = streams;
        let profile = self.profile.profile(language)?;
        let server = self.server.server(self.interface.interface, language)?;
        self.refuse_same_file(language)?;
        self.table.refuse_others(self.files.iter().filter_map(|path| self.format_of(path)), language)?;
        let faults = self.server.faults(&server, self.interface.interface, &profile, language);
        if !faults.is_empty() {
            faults.iter().for_each(|fault| fault.report(language, errors));
            return Ok(ExitStatus::Failed);
        }
        let mut settings = Settings::new(self.interface.interface, &profile);
        (settings.bodies, settings.limit) = (true, LIMIT);
        settings.table = self.table.options(language)?;
        // The findings are written after the requests, and faults of files at once.
        let mut findings = Vec::new();
        let mut table = errors.in_memory(&mut findings);
        let mut run = RequestRun {
            arguments: self,
            language,
            server,
            requests: RequestWriter::new(self.output, self.show_secrets, language, output),
            findings: TableWriter::new(&mut table, LIMIT, words::HIDDEN_BY_REQUEST, settings.key.names(), language),
            settings,
            summary: Summary::default(),
            failed: None,
        };
        for path in &self.files {
            run.file(path, &mut *input, errors)?;
        }
        let status = run.finish()?;
        drop(table);
        // There is no place left where a failure of standard error could be reported.
        Ok(errors.writer.write_all(&findings).map_or(ExitStatus::Failed, |()| status))
    }

    fn format_of(&self, path: &Path) -> Option<FileFormat> {
        self.format.format.or_else(|| FileFormat::of_file(path))
    }

    /// Refuses standard output if it is one of the files that are read.
    fn refuse_same_file(&self, language: Language) -> Result<(), Failed> {
        let options = [
            ("--skill-queues", &self.profile.skill_queues),
            ("--token-file", &self.server.token_file),
            ("--map-file", &self.table.map_file),
        ];
        let options = options.iter().filter_map(|(argument, path)| Some((*argument, path.as_deref()?)));
        let files = self.files.iter().map(|path| ("FILE", path.as_path())).chain(options);
        let inputs: Vec<_> = files.map(|(argument, path)| FileArgument { argument, path }).collect();
        OutputFile::open_all(&inputs, []).map(|[]| ()).map_err(|fault| Failed::file(&fault, language))
    }
}

/// A run over all files.
struct RequestRun<'r, 'b> {
    arguments: &'r RequestCommand,
    language: Language,
    server: AnyServer,
    settings: Settings<'r>,
    requests: RequestWriter<'r>,
    findings: TableWriter<'r, 'b>,
    summary: Summary,
    /// Why the requests could not be written.
    failed: Option<Failed>,
}

impl RequestRun<'_, '_> {
    /// Writes the requests of one file. What is wrong with the file is reported.
    fn file(&mut self, path: &Path, input: &mut dyn Read, errors: &mut OutputStream<'_>) -> Result<(), Failed> {
        let format = self.arguments.format_of(path);
        let file = CheckedFile::new(path, format.map_or(RecordUnit::Record, FileFormat::unit));
        let source = RecordSource { path, format, column: None };
        let (progress, settings) = (ReadingProgress::hidden(self.language), self.settings.clone());
        let on_update = &mut |update: &BatchUpdate<'_>| {
            self.add(&file, update).map_err(|failed| {
                self.failed = Some(failed);
                Error::Stopped
            })
        };
        let (counts, fault) = source.check(input, &progress, &settings, on_update, &mut drop);
        if let Some(failed) = self.failed.take() {
            return Err(failed);
        }
        self.summary.add(&counts);
        self.summary.unread_files = self.summary.unread_files.saturating_add(u64::from(fault.is_some()));
        let error = fault.map(|fault| fault.sentence(self.language));
        let warning = (counts.records == 0).then(|| words::NO_RECORDS.in_language(self.language).to_owned());
        if let Some(sentence) = error.clone().or(warning) {
            Failed::new(shown_source(path, self.language), sentence).report(self.language, errors);
        }
        let reading = FileReading::new(&counts.reading, self.language);
        let result = FileResult { valid: counts.valid, error, reading };
        Ok(self.findings.finish_file(&file, &result)?)
    }

    /// Takes the results of the next records.
    fn add(&mut self, file: &CheckedFile, update: &BatchUpdate<'_>) -> Result<(), Failed> {
        for record in &update.records {
            for finding in record.findings() {
                self.findings.write(&FindingRow::new(file, record, &finding, self.language))?;
            }
        }
        for body in &update.bodies {
            let written = self.request(&body.json).map(|request| {
                let place = RequestPlace { file, record: body.record, position: body.position };
                self.requests.write(&place, &request)
            });
            // The record, the path and the credentials were checked before.
            written.unwrap_or(Ok(()))?;
        }
        Ok(())
    }

    fn request(&self, body: &[u8]) -> Result<Request, Report> {
        let message = AnyRequest::from_json(self.settings.interface, body, self.settings.profile)?;
        let message = if self.arguments.wrapped { message.wrapped() } else { message };
        self.server.request(&message, &self.arguments.server.path.of(self.settings.interface))
    }

    /// Writes what follows the requests and the findings, and returns the exit status.
    fn finish(mut self) -> Result<ExitStatus, Failed> {
        self.requests.finish()?;
        self.findings.finish(&self.summary)?;
        Ok(match (self.summary.unread_files, self.summary.invalid) {
            (0, 0) => ExitStatus::Valid,
            (0, _) => ExitStatus::Violations,
            _ => ExitStatus::Failed,
        })
    }
}
