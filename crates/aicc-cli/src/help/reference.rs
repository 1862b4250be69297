//! The help of all commands as data, for the pages of the documentation site.

use aicc_core::{Language, Wording};
use clap::Command;
use serde::Serialize;
use serde_json::Value;

use super::layout::{Section, sections, usage};
use super::texts::CommandHelp;

/// What the help of a command shows.
#[derive(Serialize)]
struct CommandReference {
    name: String,
    about: &'static str,
    usage: String,
    sections: Vec<Section>,
    details: Vec<&'static str>,
    /// Each exit status with its meaning.
    statuses: Vec<(&'static str, &'static str)>,
    /// Each command line with what it does.
    examples: Vec<(&'static str, &'static str)>,
}

/// Returns the help of `root` and of each command below it.
pub(crate) fn reference(mut root: Command, language: Language) -> Value {
    root.build();
    let commands = [root.clone()].into_iter().chain(root.get_subcommands().cloned());
    let commands: Vec<CommandReference> = commands.map(|command| of(command, language)).collect();
    serde_json::to_value(commands).unwrap_or_default()
}

fn of(mut command: Command, language: Language) -> CommandReference {
    let help = CommandHelp::of(command.get_name());
    let in_language = |(name, text): &(&'static str, Wording)| (*name, text.in_language(language));
    CommandReference {
        name: command.get_bin_name().unwrap_or(help.name).to_owned(),
        about: help.about.in_language(language),
        usage: usage(&mut command, language),
        sections: sections(&command, language),
        details: help.details(language).collect(),
        statuses: help.statuses().iter().map(in_language).collect(),
        examples: help.examples.iter().map(in_language).collect(),
    }
}
