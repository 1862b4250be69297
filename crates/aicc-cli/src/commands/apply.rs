//! `aicc apply`: creates the accounts of a file, each exactly once.

use std::borrow::Cow;
use std::io;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use aicc_apply::{
    ApplyOptions, EndedRun, JournalFile, JournalState, Machine, OutcomeCounts, OutcomeKind, PlanFile, RunEnding, Stop,
};
use aicc_core::{Cloud, Language};
use clap::Args;

use crate::ending;
use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::file_copy::refuse_copy;
use crate::files::{FileArgument, FileFault, OutputArgument, OutputFile, Secrecy};
use crate::findings::RecordUnit;
use crate::options::number::number;
use crate::planning::{
    CredentialOptions, ListForm, OutcomeRow, PlanReader, PlannedFile, RecordList, RecordOptions, ServiceOptions,
    digest_of, failed_journal, is_plan, journal_path, outcome_label, read_plan, run_failed,
};
use crate::requests::{RequestForm, RequestPlace, RequestWriter};
use crate::sources::has_extension;
use crate::streams::Streams;
use crate::terminal::run_progress::RunProgress;
use crate::terminal::text::shown_path;
use crate::words;

#[derive(Args, Debug)]
pub(crate) struct ApplyCommand {
    #[arg(value_name = "FILE")]
    source: PathBuf,
    #[command(flatten)]
    service: ServiceOptions,
    #[arg(long, value_name = "N", value_parser = number(1..=u32::MAX.into()))]
    rate: Option<u64>,
    #[arg(long, value_name = "N", value_parser = number(1..=ApplyOptions::MOST_PARALLEL.into()))]
    parallel: Option<u64>,
    #[arg(long)]
    resend_unknown: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "FILE")]
    outcomes: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,
    #[arg(long, short, value_name = "FORM", default_value = "table")]
    output: ListForm,
    #[command(flatten)]
    records: RecordOptions,
}

/// The extension of the file of outcomes.
const OUTCOMES: &str = "jsonl";

impl ApplyCommand {
    /// Creates the accounts, and writes the outcomes to standard output.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let profile = self.records.profile(language)?;
        let settings = self.records.settings(&profile, language)?;
        let saved = is_plan(&self.source).then(|| read_plan(&self.source, language)).transpose()?;
        let file = saved.as_ref().map_or(Cow::Borrowed(self.source.as_path()), |plan| Path::new(&plan.input).into());
        let journal_path = journal_path(self.records.journal.as_deref(), &file, language)?;
        self.records.refuse_others(&file, language)?;
        self.refuse_result(&file, language)?;
        let [outcomes, result_file] = self.open_outputs(&file, &journal_path, language)?;
        let stop = Stop::default();
        let cloud = CredentialOptions::cloud(self.service.endpoint.endpoint(language)?, language)?;
        let reader = PlanReader { path: &file, options: &self.records, settings: &settings, language };
        if self.dry_run {
            let known = JournalFile::state_of(&journal_path);
            let known = known.map_err(|error| failed_journal(&journal_path, error, language))?;
            return self.show_requests(
                &self.plan(&reader, saved.as_ref(), &known, streams)?,
                &cloud,
                language,
                streams,
            );
        }
        let mut runner = self.service.credentials.runner(cloud, stop.clone(), language)?;
        let failed = |error| failed_journal(&journal_path, error, language);
        let (mut journal, known) = JournalFile::open(&journal_path).map_err(failed)?;
        let PlannedFile { plan, file } = self.plan(&reader, saved.as_ref(), &known, streams)?;
        drop(known);

        let mut machine = Machine::new(plan, self.options());
        stop_at_signal(stop, language);
        let mut progress = RunProgress::new(machine.plan().records().len(), streams.errors.is_terminal, language);
        let result = runner.run(&mut machine, Some(&mut journal), |_, settled| progress.add(settled.len()));
        drop(progress);

        let listing = listing(&machine, file.unit, language);
        let written =
            write(&listing, outcomes, language).and_then(|()| self.copy(&reader, &listing, result_file, streams));
        listing.write(self.output, &mut streams.output, language)?;
        report(&result, machine.counts(), &journal_path, language, streams);
        written?;
        Ok(status(&result.ending, machine.counts()))
    }

    /// Compares all files, then opens the outputs.
    fn open_outputs(&self, file: &Path, journal: &Path, language: Language) -> Result<[Option<OutputFile>; 2], Failed> {
        let outcomes = self.outcomes.as_deref();
        if let Some(path) = outcomes.filter(|path| !has_extension(path, OUTCOMES)) {
            let sentence = words::OUTPUT_EXTENSION.filled(&[("extensions", format!(".{OUTCOMES}"))], language);
            return Err(Failed::new(format!("--outcomes {}", shown_path(path)), sentence));
        }
        let named = [("FILE", self.source.as_path()), ("FILE", file), ("--journal", journal)];
        let named = named.into_iter().map(|(argument, path)| FileArgument { argument, path });
        let inputs: Vec<FileArgument<'_>> =
            named.chain(self.records.inputs()).chain(self.service.credentials.inputs()).collect();
        let outcomes = OutputArgument { argument: "--outcomes", path: outcomes, secrecy: Secrecy::Public };
        let result = OutputArgument { argument: "--result", path: self.result.as_deref(), secrecy: Secrecy::Secret };
        OutputFile::open_all(&inputs, [outcomes, result]).map_err(|fault| Failed::file(&fault, language))
    }

    /// Returns the plan of the file, which must be the one of the saved plan.
    fn plan(
        &self,
        reader: &PlanReader<'_>,
        saved: Option<&PlanFile>,
        known: &JournalState,
        streams: &mut Streams<'_>,
    ) -> Result<PlannedFile, Failed> {
        let Some(saved) = saved else { return reader.read(known, streams) };
        let content = digest_of(reader.path, reader.language)?;
        saved.check(&content, &self.records.digest(reader.path, reader.settings)).map_err(|error| {
            let text = error.message(reader.language);
            Failed::new(shown_path(&self.source), words::SENTENCE.filled(&[("text", text)], reader.language))
        })?;
        let mut planned = reader.read(known, streams)?;
        planned.plan.keep_existing(saved);
        Ok(planned)
    }

    /// Refuses a copy that cannot be made of the file.
    fn refuse_result(&self, file: &Path, language: Language) -> Result<(), Failed> {
        let Some(result) = &self.result else { return Ok(()) };
        if file == Path::new("-") {
            return Err(Failed::new("--result", words::RESULT_OF_A_FILE.in_language(language)));
        }
        refuse_copy("--result", result, file, self.records.format_of(file), language)
    }

    /// Writes the copy of the file with the result of each record.
    fn copy(
        &self,
        reader: &PlanReader<'_>,
        listing: &RecordList<OutcomeRow<'_>>,
        file: Option<OutputFile>,
        streams: &mut Streams<'_>,
    ) -> Result<(), Failed> {
        let Some(mut file) = file else { return Ok(()) };
        reader.copy_with(listing.rows.iter().filter_map(OutcomeRow::result), &mut file, &mut streams.errors)?;
        OutputFile::commit_all([Some(file)]).map_err(|fault| Failed::file(&fault, reader.language))
    }

    /// Writes the requests that would create accounts, with secrets masked. Nothing is sent, and the journal stays as it is.
    fn show_requests(
        &self,
        planned: &PlannedFile,
        cloud: &Cloud,
        language: Language,
        streams: &mut Streams<'_>,
    ) -> Result<ExitStatus, Failed> {
        // It is masked. The command for the token does not run.
        let cloud = cloud.clone().token("token");
        let form = match self.output {
            ListForm::Table => RequestForm::Http,
            ListForm::Jsonl => RequestForm::Json,
        };
        let mut writer = RequestWriter::new(form, false, language, &mut streams.output);
        for record in planned.plan.records() {
            let request = record.request(&cloud);
            let request = request.map_err(|report| self.service.credentials.refused(&report, language))?;
            let Some(request) = request else { continue };
            let position = planned.file.unit.position(record.line);
            writer.write(&RequestPlace { file: &planned.file, record: record.record, position }, &request)?;
        }
        writer.finish()?;
        Ok(ExitStatus::Valid)
    }

    fn options(&self) -> ApplyOptions {
        let defaults = ApplyOptions::default();
        let parallel = self.parallel.and_then(|count| usize::try_from(count).ok()).and_then(NonZeroUsize::new);
        let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        ApplyOptions {
            parallel: parallel.unwrap_or(defaults.parallel),
            rate: self.rate.and_then(|rate| u32::try_from(rate).ok()).and_then(NonZeroU32::new),
            resend_unknown: self.resend_unknown,
            // Two runs that wait for one platform do not try again at the same time.
            seed: u64::from(time.subsec_nanos()),
            ..defaults
        }
    }
}

/// Lets the first signal end the run after the requests in flight.
fn stop_at_signal(stop: Stop, language: Language) {
    ending::stop_at_signal(move || {
        stop.stop();
        Streams::of_process().errors.complain(words::RUN_STOPS.in_language(language));
    });
}

fn listing(machine: &Machine, unit: RecordUnit, language: Language) -> RecordList<OutcomeRow<'_>> {
    let records = machine.plan().records().iter().enumerate();
    let outcomes = records.filter_map(|(index, record)| Some((record, machine.outcome(index)?)));
    let is_noted = |kind: OutcomeKind| kind != OutcomeKind::Created;
    let noted = outcomes.clone().enumerate().filter(|(_, (_, outcome))| is_noted(outcome.kind()));
    let counts = machine.counts();
    RecordList {
        unit,
        noted: noted.map(|(index, _)| index).collect(),
        rows: outcomes.map(|(record, outcome)| OutcomeRow::new(record, outcome, unit, language)).collect(),
        counts: OutcomeKind::ALL.iter().map(|kind| (outcome_label(*kind), counts.of(*kind))).collect(),
    }
}

fn write(listing: &RecordList<OutcomeRow<'_>>, file: Option<OutputFile>, language: Language) -> Result<(), Failed> {
    let Some(mut file) = file else { return Ok(()) };
    let path = file.path().to_owned();
    let written: io::Result<()> = listing.write_lines(&mut file);
    written.map_err(|error| Failed::file(&FileFault::system(&path, error), language))?;
    OutputFile::commit_all([Some(file)]).map_err(|fault| Failed::file(&fault, language))
}

/// Writes why the run ended, and how to go on.
fn report(result: &EndedRun, counts: OutcomeCounts, journal: &Path, language: Language, streams: &mut Streams<'_>) {
    let space = words::SPACE.in_language(language);
    if let Some(sentence) = run_failed(result, language) {
        let again = words::RUN_AGAIN.filled(&[("journal", shown_path(journal))], language);
        streams.errors.complain(&[sentence, again].join(space));
    }
    let unknown = counts.of(OutcomeKind::Unknown);
    if unknown > 0 && result.ending == RunEnding::Done {
        streams.errors.complain(&words::RUN_UNKNOWN.filled(&[("count", unknown)], language));
    }
}

fn status(ending: &RunEnding, counts: OutcomeCounts) -> ExitStatus {
    let has = |kinds: &[OutcomeKind]| kinds.iter().any(|kind| counts.of(*kind) > 0);
    if *ending != RunEnding::Done || has(&[OutcomeKind::Unknown, OutcomeKind::NotSent]) {
        return ExitStatus::Unfinished;
    }
    match has(&[OutcomeKind::Invalid, OutcomeKind::Duplicate, OutcomeKind::Changed, OutcomeKind::Refused]) {
        true => ExitStatus::Violations,
        false => ExitStatus::Valid,
    }
}
