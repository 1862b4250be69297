//! The options that change what is checked: the edition of the pages, and the facts of a tenant.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use aicc_core::{Edition, Language, PasswordPolicy, Profile};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::failed::Failed;
use crate::terminal::text::shown_path;
use crate::words;

/// The edition and the password policy.
#[derive(Args, Debug)]
#[command(next_help_heading = "Rules")]
pub(crate) struct RuleOptions {
    /// The edition of the vendor's pages.
    #[arg(long, value_name = "DATE", default_value = Edition::default().as_str(), value_parser = edition_parser())]
    edition: Edition,
    /// The fewest characters of a password in your tenant.
    #[arg(long, value_name = "N")]
    password_minimum: Option<u16>,
    /// The most characters of a password in your tenant.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    password_maximum: Option<u16>,
    /// How many kinds of characters a password needs: uppercase, lowercase, digits, special.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=4))]
    password_classes: Option<u16>,
}

/// The options that change what is checked.
#[derive(Args, Debug)]
#[command(next_help_heading = "Rules")]
pub(crate) struct ProfileOptions {
    #[command(flatten)]
    rules: RuleOptions,
    /// Your skill queues and their types, as a JSON object: {"3": 4, "7": 5}.
    #[arg(long, value_name = "FILE")]
    pub(crate) skill_queues: Option<PathBuf>,
}

impl RuleOptions {
    /// Returns the profile of the options.
    pub(crate) fn profile(&self) -> Result<Profile, Failed> {
        let page = PasswordPolicy::default();
        let chosen = |option: Option<u16>, default| option.map_or(default, usize::from);
        let minimum = chosen(self.password_minimum, page.minimum());
        let maximum = chosen(self.password_maximum, page.maximum());
        let classes = chosen(self.password_classes, page.classes());
        let password = PasswordPolicy::new(minimum, maximum, classes, page.validity_days())
            .map_err(|error| Failed::new(POLICY, format!("{error}.")))?;
        Ok(Profile { edition: self.edition, password, ..Profile::default() })
    }
}

const POLICY: &str = "--password-minimum, --password-maximum, --password-classes";

impl ProfileOptions {
    /// Returns the profile of the options.
    pub(crate) fn profile(&self, language: Language) -> Result<Profile, Failed> {
        let skill_queues = self.skill_queues.as_deref().map(|path| skill_queues(path, language)).transpose()?;
        Ok(Profile { skill_queues, ..self.rules.profile()? })
    }
}

fn skill_queues(path: &Path, language: Language) -> Result<BTreeMap<i64, i64>, Failed> {
    let failed = |sentence: &str| Failed::new("--skill-queues", format!("{}: {sentence}", shown_path(path)));
    let content = fs::read(path).map_err(|error| failed(&error.to_string()))?;
    serde_json::from_slice(&content).map_err(|_| failed(words::SKILL_QUEUES.in_language(language)))
}

fn edition_parser() -> impl TypedValueParser<Value = Edition> {
    let dates = Edition::ALL.iter().map(|edition| edition.as_str());
    PossibleValuesParser::new(dates).map(|date| Edition::from_date(&date).unwrap_or_default())
}
