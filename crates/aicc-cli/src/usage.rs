//! Usage errors in every language: what is wrong with the arguments, and what to do.

use std::error::Error as _;
use std::fmt;

use aicc_core::Language;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::terminal::text::escaped;
use crate::words;

/// Why the value of an option cannot be used, in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadValue {
    /// A sentence without its subject: `must be a number from 1 to 9`.
    pub(crate) english: String,
    /// The same in Chinese.
    pub(crate) chinese: String,
}

impl BadValue {
    fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }
}

impl fmt::Display for BadValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.english)
    }
}

impl std::error::Error for BadValue {}

/// Returns the sentences for a usage error of a command, such as `aicc check`. They are safe to show.
pub(crate) fn sentence(error: &Error, command: &str, language: Language) -> String {
    let usage = Usage { error, language };
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| usage.items(kind).pop());
    let suggestion = suggested.map(|name| usage.say(words::DID_YOU_MEAN, &[("name", name)]));
    let listed = usage.listed();
    let help = usage.say(words::SEE_HELP, &[("command", command.to_owned())]);
    let sentences = [Some(usage.what()), suggestion, listed, Some(help)];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    sentences.join(words::SPACE.in_language(language))
}

struct Usage<'e> {
    error: &'e Error,
    language: Language,
}

impl Usage<'_> {
    /// Returns what is wrong.
    fn what(&self) -> String {
        let argument = ("argument", self.arguments(ContextKind::InvalidArg));
        let value = ("value", self.joined(ContextKind::InvalidValue));
        match self.error.kind() {
            ErrorKind::UnknownArgument if argument.1.starts_with('-') => self.say(words::NO_OPTION, &[argument]),
            ErrorKind::UnknownArgument => self.say(words::UNEXPECTED_ARGUMENT, &[argument]),
            ErrorKind::InvalidSubcommand => {
                self.say(words::NO_COMMAND, &[("command", self.joined(ContextKind::InvalidSubcommand))])
            }
            ErrorKind::InvalidValue if value.1.is_empty() => self.say(words::VALUE_MISSING, &[argument]),
            ErrorKind::InvalidValue => self.say(words::NOT_A_VALUE, &[argument, value]),
            ErrorKind::ValueValidation => {
                match self.error.source().and_then(|source| source.downcast_ref::<BadValue>()) {
                    Some(reason) => self.say(
                        words::BAD_VALUE,
                        &[argument, value, ("reason", reason.in_language(self.language).to_owned())],
                    ),
                    None => self.say(words::NOT_A_VALUE, &[argument, value]),
                }
            }
            ErrorKind::MissingRequiredArgument => self.say(words::ARGUMENT_MISSING, &[argument]),
            ErrorKind::MissingSubcommand => self.say(words::COMMAND_MISSING, &[argument]),
            ErrorKind::ArgumentConflict => match self.arguments(ContextKind::PriorArg) {
                prior if prior == argument.1 || prior.is_empty() => self.say(words::GIVEN_TWICE, &[argument]),
                prior => self.say(words::NOT_TOGETHER, &[argument, ("other", prior)]),
            },
            ErrorKind::TooManyValues => self.say(words::NO_VALUE_EXPECTED, &[argument]),
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
                self.say(words::VALUE_MISSING, &[argument])
            }
            ErrorKind::InvalidUtf8 => words::ARGUMENT_NOT_UTF_8.in_language(self.language).to_owned(),
            _ => escaped(&self.error.to_string()),
        }
    }

    /// Returns the names that are possible.
    fn listed(&self) -> Option<String> {
        let kinds = [ContextKind::ValidSubcommand, ContextKind::ValidValue];
        let names = kinds.into_iter().map(|kind| self.joined(kind)).find(|names| !names.is_empty())?;
        Some(self.say(words::POSSIBLE, &[("names", names)]))
    }

    /// Returns arguments without the names of their values: `--output`.
    fn arguments(&self, kind: ContextKind) -> String {
        let arguments = self.items(kind);
        let named = arguments.iter().map(|argument| match argument.split_once([' ', '=']) {
            Some((option, _)) if option.starts_with('-') => option.to_owned(),
            _ => argument.trim_start_matches(['<', '[']).trim_end_matches('.').trim_end_matches(['>', ']']).to_owned(),
        });
        named.collect::<Vec<_>>().join(words::BETWEEN_ITEMS.in_language(self.language))
    }

    fn joined(&self, kind: ContextKind) -> String {
        self.items(kind).join(words::BETWEEN_ITEMS.in_language(self.language))
    }

    /// Returns the names or values of a part of the error, safe to show.
    fn items(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![escaped(text)],
            Some(ContextValue::Strings(texts)) => texts.iter().map(|text| escaped(text)).collect(),
            _ => Vec::new(),
        }
    }

    fn say(&self, wording: aicc_core::Wording, values: &[(&str, String)]) -> String {
        wording.filled(values, self.language)
    }
}
