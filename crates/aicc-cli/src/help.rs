//! Help in every language. The texts are in the tables of `texts`; everything else comes from the description of the command.

mod texts;

use std::ffi::OsString;
use std::io;

use aicc_core::{Interface, Language, Wording, interfaces};
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use comfy_table::{Attribute, Cell};

use crate::help::texts::{ARGUMENTS, COMMANDS, CommandHelp, HEADINGS};
use crate::streams::OutputStream;
use crate::terminal::{colour, page, table};
use crate::words::{self, filled};

/// Returns the command that arguments ask for: a command of `root` if one is named, else `root`.
pub(crate) fn command_of(mut root: Command, arguments: &[OsString]) -> Command {
    root.build();
    let named = arguments.iter().skip(1).find_map(|argument| root.find_subcommand(argument)).cloned();
    named.unwrap_or(root)
}

/// Returns the description of all commands with its texts in a language, for manual pages and completions.
pub(crate) fn in_language(command: Command, language: Language) -> Command {
    let texts = of_command(command.get_name());
    let name = command.get_name().to_owned();
    let command = match texts {
        Some(texts) => command
            .about(texts.about.in_language(language))
            .after_help([details(texts, language), examples(texts, language).replace('\n', "\n\n")].join("\n\n")),
        None => command,
    };
    command
        .subcommand_help_heading(heading("Commands", language))
        .mut_args(|argument| {
            let text = of_argument(&name, argument.get_id().as_str(), language);
            with_plain_values(argument).help(text.unwrap_or_default())
        })
        .mut_subcommands(|command| in_language(command, language))
}

/// Returns an argument whose values have no descriptions.
fn with_plain_values(argument: Arg) -> Arg {
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if values.is_empty() { argument } else { argument.value_parser(PossibleValuesParser::new(values)) }
}

/// Writes the help of a command. `command` is built.
pub(crate) fn write(command: &mut Command, language: Language, output: &mut OutputStream<'_>) -> io::Result<()> {
    let texts = of_command(command.get_name());
    let texts = texts.map_or((String::new(), String::new(), String::new()), |texts| {
        (texts.about.in_language(language).to_owned(), details(texts, language), examples(texts, language))
    });
    let (about, details, examples) = texts;
    let usage = usage(command, language);
    output.width = Some(output.width.unwrap_or(WIDTH));
    page::write_paragraph(&about, output)?;
    let title = title("Usage", language, output);
    writeln!(output.writer, "\n{title}{}{usage}", words::SPACE.in_language(language))?;
    for (heading, rows) in sections(command, language) {
        write_section(heading, rows, language, output)?;
    }
    for paragraph in details.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        writeln!(output.writer)?;
        page::write_paragraph(paragraph, output)?;
    }
    if !examples.is_empty() {
        let title = self::title("Examples", language, output);
        writeln!(output.writer, "\n{title}\n{examples}")?;
    }
    output.writer.flush()
}

/// The number of columns if the output has no width.
const WIDTH: u16 = 100;

/// Returns how the command is called.
fn usage(command: &mut Command, language: Language) -> String {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim_start();
    let usage = usage.replace("[OPTIONS]", words::USAGE_OPTIONS.in_language(language));
    usage.replace("<COMMAND>", words::USAGE_COMMAND.in_language(language))
}

/// Returns the headings in English, each with the names and texts below it.
fn sections(command: &Command, language: Language) -> Vec<(&str, Vec<[String; 2]>)> {
    let commands = command.get_subcommands().map(|command| {
        let about = of_command(command.get_name()).map_or("", |texts| texts.about.in_language(language));
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

/// Returns the spelling of an argument, and its text with its default and its values.
fn row(command: &Command, argument: &Arg, language: Language) -> [String; 2] {
    let short = argument.get_short().map(|short| format!("-{short}, "));
    let indent = if argument.is_positional() { String::new() } else { short.unwrap_or_else(|| "    ".to_owned()) };
    let text = of_argument(command.get_name(), argument.get_id().as_str(), language).unwrap_or_default();
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let values =
        (!values.is_empty()).then(|| filled(words::VALUES.in_language(language), &[("values", values.join(", "))]));
    let takes_values = argument.get_action().takes_values();
    let default = (takes_values && !defaults.is_empty())
        .then(|| filled(words::DEFAULT_VALUE.in_language(language), &[("value", defaults.join(", "))]));
    let parts: Vec<String> = [text].into_iter().chain(values).chain(default).collect();
    [format!("{indent}{argument}"), parts.join(words::SPACE.in_language(language))]
}

fn write_section(
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
        names.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
    }
    writeln!(output.writer, "{}", table.trim_fmt())
}

fn title(english: &str, language: Language, output: &OutputStream<'_>) -> String {
    let title = format!("{}{}", heading(english, language), words::COLON.in_language(language));
    colour::painted(&title, colour::HEADING, output.is_coloured)
}

fn details(texts: &CommandHelp, language: Language) -> String {
    texts.details.in_language(language).to_owned()
}

/// Returns the examples: what each does, and its command line.
fn examples(texts: &CommandHelp, language: Language) -> String {
    let examples = texts.examples.iter();
    let lines = examples.map(|(line, text)| format!("  {}\n    {line}", text.in_language(language)));
    lines.collect::<Vec<_>>().join("\n")
}

fn heading(english: &str, language: Language) -> &str {
    find(HEADINGS, english).map_or(english, |wording| wording.in_language(language))
}

fn of_command(name: &str) -> Option<&'static CommandHelp> {
    COMMANDS.iter().find(|texts| texts.name == name)
}

/// Returns the text of an argument: the one of the command, else the one of all commands, else the one of the tables.
fn of_argument(command: &str, id: &str, language: Language) -> Option<String> {
    let text = find(ARGUMENTS, &format!("{command}.{id}")).or_else(|| find(ARGUMENTS, id));
    text.map(|text| text.in_language(language).to_owned()).or_else(|| of_path_parameter(id, language))
}

/// Returns the text of an option for a path parameter: its label, and the interfaces that have it.
fn of_path_parameter(id: &str, language: Language) -> Option<String> {
    let field = |interface: &Interface| interface.path_parameters.fields.iter().find(|field| field.field == id);
    let with_it: Vec<_> = interfaces::ALL.iter().filter(|interface| field(interface).is_some()).collect();
    let label = field(with_it.first()?)?.label.in_language(language);
    let names: Vec<&str> = with_it.iter().map(|interface| interface.name).collect();
    let values = [("label", label), ("interfaces", &names.join(words::BETWEEN_ITEMS.in_language(language)))];
    Some(filled(words::PATH_PARAMETER.in_language(language), &values))
}

fn find(table: &'static [(&str, Wording)], name: &str) -> Option<Wording> {
    table.iter().find(|(known, _)| *known == name).map(|(_, wording)| *wording)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::commands::command_line;

    fn commands() -> Vec<Command> {
        let mut root = command_line();
        root.build();
        [root.clone()].into_iter().chain(root.get_subcommands().cloned()).collect()
    }

    #[test]
    fn every_command_argument_and_heading_has_a_text_and_every_text_is_used() {
        let mut used = BTreeSet::from(["Usage", "Commands", "Arguments", "Options", "Examples"].map(str::to_owned));
        for command in commands() {
            let name = command.get_name();
            assert!(of_command(name).is_some(), "{name}");
            used.insert(name.to_owned());
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(of_argument(name, id, Language::Chinese).is_some(), "{name} {id}");
                used.extend([id.to_owned(), format!("{name}.{id}")]);
                if let Some(heading) = argument.get_help_heading() {
                    assert!(find(HEADINGS, heading).is_some(), "{heading}");
                    used.insert(heading.to_owned());
                }
            }
        }
        let known =
            ARGUMENTS.iter().chain(HEADINGS).map(|(name, _)| *name).chain(COMMANDS.iter().map(|texts| texts.name));
        let unused: Vec<_> = known.filter(|name| !used.contains(*name)).collect();
        assert_eq!(unused, [""; 0]);
    }
}
