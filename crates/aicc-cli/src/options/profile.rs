//! The options that change what is checked: the edition of the pages, and the facts of a tenant.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use aicc_core::{Edition, Language, PasswordPolicy, Profile};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::failed::Failed;
use crate::files::{read_small, system_sentence};
use crate::options::number::{MAXIMUM, number};
use crate::terminal::text::shown_path;
use crate::words;

/// The number of classes of characters.
const CLASSES: u64 = 4;

/// The edition and the password policy.
#[derive(Args, Debug)]
#[command(next_help_heading = "Rules")]
pub(crate) struct RuleOptions {
    #[arg(long, value_name = "DATE", default_value = Edition::default().as_str(), value_parser = edition_parser())]
    edition: Edition,
    #[arg(long, value_name = "N", value_parser = number(0..=MAXIMUM))]
    password_minimum: Option<u64>,
    #[arg(long, value_name = "N", value_parser = number(1..=MAXIMUM))]
    password_maximum: Option<u64>,
    #[arg(long, value_name = "N", value_parser = number(0..=CLASSES))]
    password_classes: Option<u64>,
}

/// The options that change what is checked.
#[derive(Args, Debug)]
#[command(next_help_heading = "Rules")]
pub(crate) struct ProfileOptions {
    #[command(flatten)]
    rules: RuleOptions,
    #[arg(long, value_name = "FILE")]
    pub(crate) skill_queues: Option<PathBuf>,
}

impl RuleOptions {
    /// Returns the profile of the options.
    pub(crate) fn profile(&self, language: Language) -> Result<Profile, Failed> {
        let page = PasswordPolicy::default();
        let chosen = |option: Option<u64>, default| {
            option.map_or(default, |number| usize::try_from(number).unwrap_or(usize::MAX))
        };
        let minimum = chosen(self.password_minimum, page.minimum());
        let maximum = chosen(self.password_maximum, page.maximum());
        let classes = chosen(self.password_classes, page.classes());
        let password = PasswordPolicy::new(minimum, maximum, classes, page.validity_days()).map_err(|error| {
            Failed::new(POLICY, words::SENTENCE.filled(&[("text", error.message(language))], language))
        })?;
        Ok(Profile { edition: self.edition, password, ..Profile::default() })
    }
}

const POLICY: &str = "--password-minimum, --password-maximum, --password-classes";

impl ProfileOptions {
    /// Returns the profile of the options.
    pub(crate) fn profile(&self, language: Language) -> Result<Profile, Failed> {
        let skill_queues = self.skill_queues.as_deref().map(|path| skill_queues(path, language)).transpose()?;
        Ok(Profile { skill_queues, ..self.rules.profile(language)? })
    }
}

fn skill_queues(path: &Path, language: Language) -> Result<BTreeMap<i64, i64>, Failed> {
    let failed = |sentence: &str| Failed::new("--skill-queues", format!("{}: {sentence}", shown_path(path)));
    let content = read_small(path).map_err(|error| failed(&system_sentence(&error, language)))?;
    serde_json::from_slice(&content).map_err(|_| failed(words::SKILL_QUEUES.in_language(language)))
}

fn edition_parser() -> impl TypedValueParser<Value = Edition> {
    let dates = Edition::ALL.iter().map(|edition| edition.as_str());
    PossibleValuesParser::new(dates).map(|date| Edition::from_date(&date).unwrap_or_default())
}
