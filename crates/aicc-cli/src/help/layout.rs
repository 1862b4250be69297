//! The parts of the help of a command.

use std::io;

use aicc_core::Language;
use clap::{Arg, Command};
use comfy_table::{Attribute, Cell, ColumnConstraint};

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

/// Returns the headings in English, each with the names and texts below it.
pub(super) fn sections(command: &Command, language: Language) -> Vec<(&str, Vec<[String; 2]>)> {
    let commands = command.get_subcommands().map(|command| {
        let about = CommandHelp::of(command.get_name()).about.in_language(language);
        ("Commands", [command.get_name().to_owned(), about.to_owned()])
    });
    let (positionals, options): (Vec<&Arg>, Vec<&Arg>) = command
        .get_arguments()
        .filter(|argument| !argument.is_hide_set())
        .partition(|argument| argument.is_positional());
    let arguments = positionals.into_iter().chain(options).map(|argument| {
        let usual = if argument.is_positional() { "Arguments" } else { "Options" };
        (argument.get_help_heading().unwrap_or(usual), row(command, argument, language))
    });
    let mut sections: Vec<(&str, Vec<_>)> = Vec::new();
    for (heading, row) in commands.chain(arguments) {
        match sections.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, rows)) => rows.push(row),
            None => sections.push((heading, vec![row])),
        }
    }
    sections
}

/// Returns the spelling of an argument, and its text with its values and its default.
fn row(command: &Command, argument: &Arg, language: Language) -> [String; 2] {
    let short = match argument.get_short() {
        Some(short) => format!("-{short}, "),
        None if argument.is_positional() => String::new(),
        None => " ".repeat("-x, ".len()),
    };
    let text = text_of(command.get_name(), argument.get_id().as_str(), language).unwrap_or_default();
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    // A flag without values has the default `false`.
    let defaults = argument.get_default_values().iter().filter(|_| argument.get_action().takes_values());
    let defaults: Vec<String> = defaults.map(|value| value.to_string_lossy().into_owned()).collect();
    let facts = [(words::VALUES, values), (words::DEFAULT_VALUE, defaults)].map(|(wording, values)| {
        (!values.is_empty()).then(|| wording.filled(&[("values", values.join(", "))], language))
    });
    let parts: Vec<String> = [Some(text)].into_iter().chain(facts).flatten().collect();
    [format!("{short}{argument}"), parts.join(words::SPACE.in_language(language))]
}

/// Writes the names and texts below a heading.
pub(super) fn write_section(
    heading: &str,
    rows: Vec<[String; 2]>,
    language: Language,
    output: &mut OutputStream<'_>,
) -> io::Result<()> {
    let title = title(heading, language, output);
    writeln!(output.writer, "\n{title}")?;
    let rows = rows
        .into_iter()
        .map(|[name, text]| [Cell::new(format!("  {name}")).add_attribute(Attribute::Bold), Cell::new(text)]);
    let mut table = table::rows(rows, output);
    if let Some(names) = table.column_mut(0) {
        names.set_constraint(ColumnConstraint::ContentWidth);
    }
    writeln!(output.writer, "{}", table.trim_fmt())
}

/// Returns a heading as it is written.
pub(super) fn title(english: &str, language: Language, output: &OutputStream<'_>) -> String {
    let title = format!("{}{}", heading(english, language), words::COLON.in_language(language));
    colour::painted(&title, colour::HEADING, output.is_coloured)
}
