//! The parts of the help of a command.

use std::io;

use aicc_core::Language;
use clap::{Arg, Command};
use comfy_table::{Attribute, Cell, ColumnConstraint};
use serde::Serialize;

use super::texts::{CommandHelp, heading, text_of};
use crate::streams::OutputStream;
use crate::terminal::{colour, table};
use crate::words;

/// Returns how the command is called.
pub(super) fn usage(command: &mut Command, language: Language) -> String {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim_start();
    let usage = usage.replace("[OPTIONS]", words::USAGE_OPTIONS.in_language(language));
    usage.replace("<COMMAND>", words::USAGE_COMMAND.in_language(language))
}

/// The names and texts below a heading of help.
#[derive(Serialize)]
pub(super) struct Section {
    /// The heading in English.
    name: &'static str,
    /// The heading in the language.
    heading: &'static str,
    entries: Vec<HelpEntry>,
}

/// A command, an argument, an option or an environment variable.
#[derive(Serialize)]
struct HelpEntry {
    /// How it is written: `-i, --interface <INTERFACE>`.
    name: String,
    text: String,
    /// The values that it can have, if they are few.
    values: Vec<String>,
    defaults: Vec<String>,
}

/// Returns the sections of the help of a command.
pub(super) fn sections(command: &Command, language: Language) -> Vec<Section> {
    let commands = command.get_subcommands().map(|command| {
        let about = CommandHelp::of(command.get_name()).about.in_language(language);
        ("Commands", HelpEntry::plain(command.get_name(), about))
    });
    let (positionals, options): (Vec<&Arg>, Vec<&Arg>) = command
        .get_arguments()
        .filter(|argument| !argument.is_hide_set())
        .partition(|argument| argument.is_positional());
    let arguments = positionals.into_iter().chain(options).map(|argument| {
        let usual = if argument.is_positional() { "Arguments" } else { "Options" };
        (argument.get_help_heading().unwrap_or(usual), HelpEntry::of(command, argument, language))
    });
    let variables = CommandHelp::of(command.get_name()).variables.iter();
    let variables =
        variables.map(|(name, text)| ("Environment variables", HelpEntry::plain(name, text.in_language(language))));
    let mut sections: Vec<Section> = Vec::new();
    for (name, entry) in commands.chain(arguments).chain(variables) {
        let (name, heading) = heading(name, language);
        match sections.iter_mut().find(|section| section.name == name) {
            Some(section) => section.entries.push(entry),
            None => sections.push(Section { name, heading, entries: vec![entry] }),
        }
    }
    sections
}

impl HelpEntry {
    fn plain(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned(), values: Vec::new(), defaults: Vec::new() }
    }

    fn of(command: &Command, argument: &Arg, language: Language) -> Self {
        let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
        // A flag without values has the default `false`.
        let defaults = argument.get_default_values().iter().filter(|_| argument.get_action().takes_values());
        Self {
            name: format!("{short}{argument}"),
            text: text_of(command.get_name(), argument.get_id().as_str(), language).unwrap_or_default(),
            values: argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect(),
            defaults: defaults.map(|value| value.to_string_lossy().into_owned()).collect(),
        }
    }

    /// Returns the text with the values and the default.
    fn long_text(&self, language: Language) -> String {
        let facts = [(words::VALUES, &self.values), (words::DEFAULT_VALUE, &self.defaults)];
        let facts = facts.into_iter().filter(|(_, values)| !values.is_empty());
        let facts = facts.map(|(wording, values)| wording.filled(&[("values", values.join(", "))], language));
        let parts: Vec<String> = [self.text.clone()].into_iter().chain(facts).collect();
        parts.join(words::SPACE.in_language(language))
    }
}

/// Writes the names and texts below a heading.
pub(super) fn write_section(section: &Section, language: Language, output: &mut OutputStream<'_>) -> io::Result<()> {
    let title = title(section.heading, language, output);
    writeln!(output.writer, "\n{title}")?;
    let rows = section.entries.iter().map(|entry| {
        // Below short names, `--name` begins at the same column.
        let indent = if entry.name.starts_with("--") { " ".repeat("  -x, ".len()) } else { "  ".to_owned() };
        let name = Cell::new(format!("{indent}{}", entry.name)).add_attribute(Attribute::Bold);
        [name, Cell::new(entry.long_text(language))]
    });
    let mut table = table::rows(rows, output);
    if let Some(names) = table.column_mut(0) {
        names.set_constraint(ColumnConstraint::ContentWidth);
    }
    writeln!(output.writer, "{}", table.trim_fmt())
}

/// Returns a heading as it is written.
pub(super) fn title(heading: &str, language: Language, output: &OutputStream<'_>) -> String {
    let title = format!("{heading}{}", words::COLON.in_language(language));
    colour::painted(&title, colour::HEADING, output.is_coloured)
}
