//! `aicc apply`: creates the accounts of a file, each exactly once.

use std::borrow::Cow;
use std::io;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use aicc_apply::{
    AgentStep, AgentSteps, ApplyOptions, EndedRun, JournalFile, JournalState, Machine, OutcomeKind, PlanFile,
    RunEnding, Runner, StepOutcomeKind, Stop,
};
use aicc_batch::RecordUnit;
use aicc_core::{Cloud, Language};
use clap::Args;

use crate::ending;
use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::file_copy::refuse_copy;
use crate::files::{FileArgument, FileFault, OutputArgument, OutputFile, Secrecy};
use crate::options::number::number;
use crate::planning::{
    CredentialOptions, GATEWAY, ListForm, OutcomeRow, Passwords, PlanReader, PlannedFile, RecordList, RecordOptions,
    ServiceOptions, digest_of, failed_journal, is_plan, journal_path, outcome_label, read_plan, run_failed, step_label,
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
        let steps = self.records.steps.steps(&profile, language)?;
        let saved = is_plan(&self.source).then(|| read_plan(&self.source, language)).transpose()?;
        let file = saved.as_ref().map_or(Cow::Borrowed(self.source.as_path()), |plan| Path::new(&plan.input).into());
        let journal_path = journal_path(self.records.journal.as_deref(), &file, language)?;
        self.records.refuse_others(&file, language)?;
        self.refuse_result(&file, language)?;
        let mut inputs = self.inputs(&file, &journal_path);
        let passwords = self.records.make_passwords.as_deref();
        let passwords = Passwords::open(passwords, &mut inputs, &profile, language)?;
        let [outcomes, result_file] = self.open_outputs(&inputs, language)?;
        let stop = Stop::default();
        let cloud = CredentialOptions::cloud(self.service.endpoint.endpoint(language)?, language)?;
        let reader = PlanReader { path: &file, options: &self.records, settings: &settings, steps: &steps, language };
        if self.dry_run {
            let known = JournalFile::state_of(&journal_path);
            let known = known.map_err(|error| failed_journal(&journal_path, error, language))?;
            return self.show_requests(
                &self.plan(&reader, saved.as_ref(), &known, passwords.as_ref(), streams)?,
                &cloud,
                language,
                streams,
            );
        }
        let mut runner = self.service.credentials.runner(cloud, stop.clone(), language)?;
        connect_gateway(&mut runner, &steps, language)?;
        let failed = |error| failed_journal(&journal_path, error, language);
        let (mut journal, known) = JournalFile::open(&journal_path).map_err(failed)?;
        let PlannedFile { mut plan, file } = self.plan(&reader, saved.as_ref(), &known, passwords.as_ref(), streams)?;
        drop(known);

        stop_at_signal(stop, language);
        if let Some(passwords) = passwords {
            passwords.keep(&mut plan, &mut streams.errors)?;
        }
        let mut machine = Machine::new(plan, self.options());
        let mut progress = RunProgress::new(machine.plan().records().len(), streams.errors.is_terminal, language);
        let result = runner.run(&mut machine, Some(&mut journal), |_, settled| progress.add(settled.len()));
        drop(progress);

        let listing = listing(&machine, file.unit, language);
        let written =
            write(&listing, outcomes, language).and_then(|()| self.copy(&reader, &listing, result_file, streams));
        listing.write(self.output, &mut streams.output, language)?;
        report(&result, &machine, &journal_path, language, streams);
        written?;
        Ok(status(&result.ending, &machine))
    }

    /// Returns the files that are read.
    fn inputs<'a>(&'a self, file: &'a Path, journal: &'a Path) -> Vec<FileArgument<'a>> {
        let named = [("FILE", self.source.as_path()), ("FILE", file), ("--journal", journal)];
        let named = named.into_iter().map(|(argument, path)| FileArgument { argument, path });
        named.chain(self.records.inputs()).chain(self.service.credentials.inputs()).collect()
    }

    /// Compares all files, then opens the outputs.
    fn open_outputs(&self, inputs: &[FileArgument<'_>], language: Language) -> Result<[Option<OutputFile>; 2], Failed> {
        let outcomes = self.outcomes.as_deref();
        if let Some(path) = outcomes.filter(|path| !has_extension(path, OUTCOMES)) {
            let sentence = words::OUTPUT_EXTENSION.filled(&[("extensions", format!(".{OUTCOMES}"))], language);
            return Err(Failed::new(format!("--outcomes {}", shown_path(path)), sentence));
        }
        let outcomes = OutputArgument { argument: "--outcomes", path: outcomes, secrecy: Secrecy::Public };
        let result = OutputArgument { argument: "--result", path: self.result.as_deref(), secrecy: Secrecy::Secret };
        OutputFile::open_all(inputs, [outcomes, result]).map_err(|fault| Failed::file(&fault, language))
    }

    /// Returns the plan of the file, which must be the one of the saved plan.
    fn plan(
        &self,
        reader: &PlanReader<'_>,
        saved: Option<&PlanFile>,
        known: &JournalState,
        passwords: Option<&Passwords<'_>>,
        streams: &mut Streams<'_>,
    ) -> Result<PlannedFile, Failed> {
        let Some(saved) = saved else { return reader.read(known, passwords, streams) };
        let content = digest_of(reader.path, reader.language)?;
        saved.check(&content, &self.records.digest(reader.path, reader.settings, reader.steps)).map_err(|error| {
            let text = error.message(reader.language);
            Failed::new(shown_path(&self.source), words::SENTENCE.filled(&[("text", text)], reader.language))
        })?;
        let mut planned = reader.read(known, passwords, streams)?;
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

    /// Writes the requests that would be sent, as far as they are known, with secrets masked. Nothing is sent, and the journal stays as it is.
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
            let position = planned.file.unit.position(record.line);
            let place = RequestPlace { file: &planned.file, record: record.record, position };
            let refused = |report| self.service.credentials.refused(&report, language);
            let creation = record.request(&cloud).map_err(refused)?;
            creation.iter().try_for_each(|request| writer.write(&place, request))?;
            for step in AgentStep::ALL {
                // A message that breaks a rule for this agent alone is not sent.
                let request = planned.plan.step_request(record, step, &cloud).unwrap_or_default();
                request.iter().try_for_each(|request| writer.write(&place, request))?;
            }
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

/// Connects to the gateway, if agents sign in.
fn connect_gateway(runner: &mut Runner, steps: &AgentSteps, language: Language) -> Result<(), Failed> {
    let Some(sign_in) = &steps.sign_in else { return Ok(()) };
    runner
        .connect_gateway(sign_in.gateway())
        .map_err(|error| Failed::new(GATEWAY, words::SENTENCE.filled(&[("text", error.message(language))], language)))
}

fn listing(machine: &Machine, unit: RecordUnit, language: Language) -> RecordList<OutcomeRow<'_>> {
    let count = machine.plan().records().len();
    let rows: Vec<_> = (0..count).filter_map(|index| OutcomeRow::new(machine, index, unit, language)).collect();
    let noted = rows.iter().enumerate().filter(|(_, row)| row.is_noted());
    let counts = OutcomeKind::ALL.iter().map(|kind| (outcome_label(*kind), machine.counts().of(*kind)));
    let steps = AgentStep::ALL.iter().flat_map(|step| StepOutcomeKind::ALL.iter().map(move |kind| (*step, *kind)));
    let steps = steps.map(|(step, kind)| (step_label(step, kind), machine.step_count(step, kind)));
    RecordList { unit, noted: noted.map(|(index, _)| index).collect(), counts: counts.chain(steps).collect(), rows }
}

fn write(listing: &RecordList<OutcomeRow<'_>>, file: Option<OutputFile>, language: Language) -> Result<(), Failed> {
    let Some(mut file) = file else { return Ok(()) };
    let path = file.path().to_owned();
    let written: io::Result<()> = listing.write_lines(&mut file);
    written.map_err(|error| Failed::file(&FileFault::system(&path, error), language))?;
    OutputFile::commit_all([Some(file)]).map_err(|fault| Failed::file(&fault, language))
}

/// Writes why the run ended, and how to go on.
fn report(result: &EndedRun, machine: &Machine, journal: &Path, language: Language, streams: &mut Streams<'_>) {
    let space = words::SPACE.in_language(language);
    if let Some(sentence) = run_failed(result, language) {
        let again = words::RUN_AGAIN.filled(&[("journal", shown_path(journal))], language);
        streams.errors.complain(&[sentence, again].join(space));
    }
    let settings = machine.step_count(AgentStep::Settings, StepOutcomeKind::Unknown);
    let unknown =
        [(words::RUN_UNKNOWN, machine.counts().of(OutcomeKind::Unknown)), (words::SETTINGS_WITHOUT_ANSWER, settings)];
    for (wording, count) in unknown.into_iter().filter(|(_, count)| *count > 0 && result.ending == RunEnding::Done) {
        streams.errors.complain(&wording.filled(&[("count", count)], language));
    }
}

/// Returns the exit status. The outcome of a step counts as the outcome of an account does.
fn status(ending: &RunEnding, machine: &Machine) -> ExitStatus {
    let has = |kinds: &[OutcomeKind]| kinds.iter().any(|kind| machine.counts().of(*kind) > 0);
    let has_step = |kind| AgentStep::ALL.iter().any(|step| machine.step_count(*step, kind) > 0);
    let is_open = has(&[OutcomeKind::Unknown, OutcomeKind::NotSent])
        || has_step(StepOutcomeKind::Unknown)
        || has_step(StepOutcomeKind::NotSent);
    if *ending != RunEnding::Done || is_open {
        return ExitStatus::Unfinished;
    }
    let is_wrong = has(&[OutcomeKind::Invalid, OutcomeKind::Duplicate, OutcomeKind::Changed, OutcomeKind::Refused]);
    match is_wrong || has_step(StepOutcomeKind::Refused) {
        true => ExitStatus::Violations,
        false => ExitStatus::Valid,
    }
}
