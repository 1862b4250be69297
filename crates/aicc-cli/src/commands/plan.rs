//! `aicc plan`: what `aicc apply` would do with the records of a file.

use std::path::{Path, PathBuf};

use aicc_apply::{
    AgentStep, ApplyOptions, JournalFile, Machine, Plan, PlanFile, PlannedRecord, RecordStateKind, RunEnding, Stop,
};
use aicc_batch::RecordUnit;
use aicc_core::Language;
use clap::Args;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::files::{FileArgument, FileFault, OutputArgument, OutputFile, Secrecy};
use crate::options::endpoint::PortOptions;
use crate::planning::{
    CredentialOptions, ListForm, Passwords, PlanReader, PlanRow, PlannedFile, RecordList, RecordOptions, digest_of,
    failed_journal, is_plan, journal_path, planned_step_label, run_failed, state_label,
};
use crate::streams::Streams;
use crate::terminal::text::shown_path;
use crate::words;

#[derive(Args, Debug)]
pub(crate) struct PlanCommand {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    ask: AskOptions,
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    #[arg(long, short, value_name = "FORM", default_value = "table")]
    output: ListForm,
    #[command(flatten)]
    records: RecordOptions,
}

/// Whether the platform is asked, and where it is.
#[derive(Args, Debug)]
struct AskOptions {
    #[arg(long, requires = "host")]
    ask: bool,
    #[arg(long, value_name = "HOST", requires = "ask")]
    host: Option<String>,
    #[command(flatten)]
    port: PortOptions,
    #[command(flatten)]
    credentials: CredentialOptions,
}

impl PlanCommand {
    /// Writes the plan to standard output, and the findings to standard error. Without `--ask`, it connects to nothing.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let profile = self.records.profile(language)?;
        let settings = self.records.settings(&profile, language)?;
        let steps = self.records.steps.steps(&profile, language)?;
        self.records.refuse_others(&self.file, language)?;
        self.refuse_name(language)?;
        let journal = match self.file == Path::new("-") && self.records.journal.is_none() {
            true => PathBuf::new(),
            false => journal_path(self.records.journal.as_deref(), &self.file, language)?,
        };
        let mut inputs = self.inputs(&journal);
        let passwords = self.records.make_passwords.as_deref();
        let passwords = Passwords::open(passwords, &mut inputs, &profile, language)?;
        let [saved] = self.open_output(&inputs, language)?;
        let known = JournalFile::state_of(&journal).map_err(|error| failed_journal(&journal, error, language))?;
        let reader =
            PlanReader { path: &self.file, options: &self.records, settings: &settings, steps: &steps, language };
        let content = self.save.as_ref().map(|_| digest_of(&self.file, language)).transpose()?;
        let PlannedFile { plan, file } = reader.read(&known, passwords.as_ref(), streams)?;
        let plan = if self.ask.ask { self.ask.ask(plan, language)? } else { plan };
        if let (Some(output), Some(content)) = (saved, content) {
            let options = self.records.digest(&self.file, &settings, &steps);
            let name = self.file.to_str().unwrap_or_default();
            save(output, &PlanFile::new(&plan, name, content, options), language)?;
        }
        listing(&plan, file.unit).write(self.output, &mut streams.output, language)?;
        Ok(status(&plan))
    }

    /// Refuses a saved plan without the ending of a plan, or of a file without a name.
    fn refuse_name(&self, language: Language) -> Result<(), Failed> {
        let Some(path) = &self.save else { return Ok(()) };
        let failed = |sentence: String| Err(Failed::new(format!("--save {}", shown_path(path)), sentence));
        if !is_plan(path) {
            return failed(words::OUTPUT_EXTENSION.filled(&[("extensions", ".plan.json")], language));
        }
        if self.file == Path::new("-") || self.file.to_str().is_none() {
            return failed(words::PLAN_OF_A_NAMED_FILE.in_language(language).to_owned());
        }
        Ok(())
    }

    /// Returns the files that are read.
    fn inputs<'a>(&'a self, journal: &'a Path) -> Vec<FileArgument<'a>> {
        let named = [("FILE", self.file.as_path()), ("--journal", journal)];
        let named = named.into_iter().map(|(argument, path)| FileArgument { argument, path });
        named.chain(self.records.inputs()).chain(self.ask.credentials.inputs()).collect()
    }

    fn open_output(&self, inputs: &[FileArgument<'_>], language: Language) -> Result<[Option<OutputFile>; 1], Failed> {
        let saved = OutputArgument { argument: "--save", path: self.save.as_deref(), secrecy: Secrecy::Public };
        OutputFile::open_all(inputs, [saved]).map_err(|fault| Failed::file(&fault, language))
    }
}

impl AskOptions {
    /// Returns the plan with the accounts that the platform has.
    fn ask(&self, plan: Plan, language: Language) -> Result<Plan, Failed> {
        let endpoint = self.port.endpoint(self.host.as_deref().unwrap_or_default(), language)?;
        let cloud = CredentialOptions::cloud(endpoint, language)?;
        let mut runner = self.credentials.runner(cloud, Stop::default(), language)?;
        let mut machine = Machine::asking(plan, ApplyOptions::default());
        let result = runner.run(&mut machine, None, |_, _| {});
        match run_failed(&result, language) {
            Some(sentence) if result.ending != RunEnding::Done => Err(Failed::new("--ask", sentence)),
            _ => Ok(machine.into_plan()),
        }
    }
}

fn save(mut file: OutputFile, plan: &PlanFile, language: Language) -> Result<(), Failed> {
    let path = file.path().to_owned();
    let failed = |error| Failed::file(&FileFault::system(&path, error), language);
    serde_json::to_writer_pretty(&mut file, plan).map_err(|error| failed(error.into()))?;
    OutputFile::commit_all([Some(file)]).map_err(|fault| Failed::file(&fault, language))
}

fn listing(plan: &Plan, unit: RecordUnit) -> RecordList<PlanRow<'_>> {
    let is_noted = |record: &PlannedRecord| record.state.kind() != RecordStateKind::New || record.has_made_password();
    let noted = plan.records().iter().enumerate().filter(|(_, record)| is_noted(record));
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let counts = RecordStateKind::ALL.iter().map(|kind| (state_label(*kind), plan.count(*kind)));
    let sent = |step| plan.records().iter().filter(|record| plan.sends(record, step)).count();
    let steps = AgentStep::ALL.iter().map(|step| (planned_step_label(*step), number(sent(*step))));
    let made = (words::PASSWORDS_TO_MAKE, number(plan.made_passwords().count()));
    RecordList {
        unit,
        rows: plan.records().iter().map(|record| PlanRow::new(plan, record, unit)).collect(),
        noted: noted.map(|(index, _)| index).collect(),
        counts: counts.chain(steps).chain([made]).collect(),
    }
}

fn status(plan: &Plan) -> ExitStatus {
    let wrong =
        [RecordStateKind::Invalid, RecordStateKind::Masked, RecordStateKind::Duplicate, RecordStateKind::Changed];
    match wrong.iter().any(|kind| plan.count(*kind) > 0) {
        true => ExitStatus::Violations,
        false => ExitStatus::Valid,
    }
}
