//! The options that say how the records are read and checked.

use std::path::{Path, PathBuf};

use aicc_apply::{AgentSteps, ContentDigest};
use aicc_batch::Settings;
use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Language, Profile};
use clap::Args;

use super::steps::StepOptions;
use crate::failed::Failed;
use crate::files::FileArgument;
use crate::options::format::FormatOption;
use crate::options::profile::ProfileOptions;
use crate::options::table::TableArguments;
use crate::sources::FileFormat;

/// How the records are read and checked, and where the journal is.
#[derive(Args, Debug)]
pub(crate) struct RecordOptions {
    #[arg(long, value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) make_passwords: Option<PathBuf>,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    table: TableArguments,
    #[command(flatten)]
    pub(crate) steps: StepOptions,
    #[command(flatten)]
    profile: ProfileOptions,
}

impl RecordOptions {
    /// Returns the profile of the records.
    pub(crate) fn profile(&self, language: Language) -> Result<Profile, Failed> {
        self.profile.profile(language)
    }

    /// Returns the settings of the run over the records. All findings are kept; the caller shows some of them.
    pub(crate) fn settings<'p>(&self, profile: &'p Profile, language: Language) -> Result<Settings<'p>, Failed> {
        let mut settings = Settings::new(&AGENT_ACCOUNT_CREATE, profile);
        settings.bodies = true;
        settings.supplied_passwords = self.make_passwords.is_some();
        settings.limit = usize::MAX;
        settings.key = aicc_batch::KeyMembers::of(&AGENT_ACCOUNT_CREATE);
        settings.table = self.table.options(language)?;
        Ok(settings)
    }

    /// Returns the format of the file, if it is known.
    pub(crate) fn format_of(&self, path: &Path) -> Option<FileFormat> {
        self.format.format.or_else(|| FileFormat::of_file(path))
    }

    /// Refuses options that do not apply to the file.
    pub(crate) fn refuse_others(&self, path: &Path, language: Language) -> Result<(), Failed> {
        self.table.refuse_others(self.format_of(path).into_iter(), language)
    }

    /// Returns the files that the options name and that are read, besides the journal.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = FileArgument<'_>> {
        let options = [("--skill-queues", &self.profile.skill_queues), ("--map-file", &self.table.map_file)];
        let named = options.into_iter().filter_map(|(argument, path)| Some((argument, path.as_deref()?)));
        named.map(|(argument, path)| FileArgument { argument, path }).chain(self.steps.inputs())
    }

    /// Returns the digest of everything that changes which messages are sent for a record.
    pub(crate) fn digest(&self, path: &Path, settings: &Settings<'_>, steps: &AgentSteps) -> ContentDigest {
        let format = self.format_of(path).map(|format| format!("{format:?}")).unwrap_or_default();
        let table = format!("{:?}", settings.table);
        let profile = format!("{:?}", settings.profile);
        let steps = format!("{steps:?}");
        let passwords = if settings.supplied_passwords { "made" } else { "" };
        ContentDigest::of_texts([format.as_str(), table.as_str(), profile.as_str(), steps.as_str(), passwords])
    }
}
