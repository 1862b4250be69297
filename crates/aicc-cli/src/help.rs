//! Help in every language. The texts are in the tables of `texts`; everything else comes from the description of the command.

mod layout;
mod reference;
mod texts;

use std::ffi::OsString;
use std::io;

use aicc_core::Language;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

pub(crate) use self::reference::reference;

use self::layout::{sections, title, usage, write_section};
use self::texts::{CommandHelp, heading, text_of};
use crate::streams::OutputStream;
use crate::terminal::page;
use crate::words;

/// The number of columns if the output has no width.
const WIDTH: u16 = 100;

/// Returns the command that arguments ask for: a command of `root` if one is named, else `root`.
pub(crate) fn command_of(mut root: Command, arguments: &[OsString]) -> Command {
    root.build();
    let named = arguments.iter().skip(1).find_map(|argument| root.find_subcommand(argument)).cloned();
    named.unwrap_or(root)
}

/// Writes the help of a command. `command` is built.
pub(crate) fn write(command: &mut Command, language: Language, output: &mut OutputStream<'_>) -> io::Result<()> {
    let help = CommandHelp::of(command.get_name());
    output.width = Some(output.width.unwrap_or(WIDTH));
    page::write_paragraph(help.about.in_language(language), output)?;
    let title_of_usage = title(heading("Usage", language).1, language, output);
    let usage = usage(command, language);
    writeln!(output.writer, "\n{title_of_usage}{}{usage}", words::SPACE.in_language(language))?;
    for section in sections(command, language) {
        write_section(&section, language, output)?;
    }
    let paragraphs = help.details(language).map(str::to_owned).chain([help.sentence_of_statuses(language)]);
    for paragraph in paragraphs {
        writeln!(output.writer)?;
        page::write_paragraph(&paragraph, output)?;
    }
    let title_of_examples = title(heading("Examples", language).1, language, output);
    writeln!(output.writer, "\n{title_of_examples}\n{}", help.examples(language))?;
    output.writer.flush()
}

/// Returns the description of all commands with its texts in a language, for manual pages and completions.
pub(crate) fn in_language(command: Command, language: Language) -> Command {
    let help = CommandHelp::of(command.get_name());
    let variables = help.variables.iter().map(|(name, text)| {
        format!("{name}{}{}", words::COLON_BEFORE_TEXT.in_language(language), text.in_language(language))
    });
    let examples = format!("{}\n{}", heading("Examples", language).1, help.examples(language)).replace('\n', "\n\n");
    let details = help.details(language).map(str::to_owned).chain(variables);
    let details = details.chain([help.sentence_of_statuses(language), examples]);
    command
        .about(help.about.in_language(language))
        .after_help(details.collect::<Vec<_>>().join("\n\n"))
        .subcommand_help_heading(heading("Commands", language).1)
        .subcommand_value_name(words::USAGE_COMMAND.in_language(language))
        .mut_args(|argument| {
            let text = text_of(help.name, argument.get_id().as_str(), language);
            with_plain_values(argument).help(text.unwrap_or_default())
        })
        .mut_subcommands(|command| in_language(command, language))
}

/// Returns an argument whose values have no descriptions.
fn with_plain_values(argument: Arg) -> Arg {
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if values.is_empty() { argument } else { argument.value_parser(PossibleValuesParser::new(values)) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::texts::{ARGUMENTS, COMMANDS, HEADINGS};
    use super::*;
    use crate::commands::command_line;

    fn commands() -> Vec<Command> {
        let mut root = command_line();
        root.build();
        [root.clone()].into_iter().chain(root.get_subcommands().cloned()).collect()
    }

    #[test]
    fn every_command_argument_and_heading_has_a_text_and_every_text_is_used() {
        let mut used = BTreeSet::from(
            ["Usage", "Commands", "Arguments", "Options", "Environment variables", "Examples"].map(str::to_owned),
        );
        for command in commands() {
            let name = command.get_name();
            assert!(CommandHelp::of(name).name == name, "{name}");
            used.insert(name.to_owned());
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(text_of(name, id, Language::Chinese).is_some(), "{name} {id}");
                used.extend([id.to_owned(), format!("{name}.{id}")]);
                if let Some(heading) = argument.get_help_heading() {
                    assert!(HEADINGS.iter().any(|(known, _)| *known == heading), "{heading}");
                    used.insert(heading.to_owned());
                }
            }
        }
        let known =
            ARGUMENTS.iter().chain(HEADINGS).map(|(name, _)| *name).chain(COMMANDS.iter().map(|help| help.name));
        let unused: Vec<_> = known.filter(|name| !used.contains(*name)).collect();
        assert_eq!(unused, [""; 0]);
    }
}
