//! The commands: one file each.

mod apply;
mod check;
mod completions;
mod data;
mod explain;
mod man;
mod openapi;
mod plan;
mod request;
mod rules;
mod sandbox;
mod schema;
mod template;

use std::ffi::OsString;

use aicc_core::Language;
use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory, Parser, Subcommand};

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::options::language::{LanguageOption, language_of};
use crate::streams::Streams;
use crate::{help, usage};

/// The whole command line. The texts of its help are in [`help`].
#[derive(Parser)]
#[command(name = "aicc", bin_name = "aicc", version, arg_required_else_help = true)]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    language: LanguageOption,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: AnyCommand,
}

#[derive(Subcommand)]
enum AnyCommand {
    Check(check::CheckCommand),
    Plan(plan::PlanCommand),
    Apply(Box<apply::ApplyCommand>),
    Explain(explain::ExplainCommand),
    Rules(rules::RulesCommand),
    Schema(schema::SchemaCommand),
    Template(template::TemplateCommand),
    Openapi(openapi::OpenapiCommand),
    Request(request::RequestCommand),
    Sandbox(sandbox::SandboxCommand),
    Completions(completions::CompletionsCommand),
    Man(man::ManCommand),
}

/// Returns the description of all commands with their arguments and options, without texts.
#[must_use]
pub fn command_line() -> clap::Command {
    Cli::command()
}

/// Returns what `aicc --help` and `aicc COMMAND --help` show in a language, as a list with an object for each command; the first is
/// `aicc` itself.
///
/// Each object has `name`, `about`, `usage`, `sections`, `details`, `statuses` and `examples`. A section has `name`, which is its
/// heading in English, `heading`, and `entries` with `name`, `text`, `values` and `defaults`.
#[must_use]
pub fn reference(language: Language) -> serde_json::Value {
    help::reference(command_line(), language)
}

/// Runs the command with its arguments, of which the first is the name of the program, and returns the exit status.
///
/// Nothing is written except to the streams and to the files that an option names.
pub fn run(arguments: impl IntoIterator<Item = OsString>, mut streams: Streams<'_>) -> ExitStatus {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = language_of(&arguments);
    let ended = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli.command.run(language, &mut streams),
        Err(error) => explain_usage(&error, &arguments, language, &mut streams),
    };
    ended.unwrap_or_else(|failed| {
        failed.report(language, &mut streams.errors);
        ExitStatus::Failed
    })
}

impl AnyCommand {
    fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        match self {
            Self::Check(arguments) => arguments.run(language, streams),
            Self::Plan(arguments) => arguments.run(language, streams),
            Self::Apply(arguments) => arguments.run(language, streams),
            Self::Explain(arguments) => arguments.run(language, streams),
            Self::Rules(arguments) => arguments.run(language, streams),
            Self::Schema(arguments) => arguments.run(language, streams),
            Self::Template(arguments) => arguments.run(language, streams),
            Self::Openapi(arguments) => arguments.run(language, streams),
            Self::Request(arguments) => arguments.run(language, streams),
            Self::Sandbox(arguments) => arguments.run(language, streams),
            Self::Completions(arguments) => arguments.run(help::in_language(command_line(), language), streams),
            Self::Man(arguments) => arguments.run(help::in_language(command_line(), language), language, streams),
        }
    }
}

/// Writes help or the version to standard output, or a usage error to standard error.
fn explain_usage(
    error: &clap::Error,
    arguments: &[OsString],
    language: Language,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Failed> {
    let mut command = help::command_of(command_line(), arguments);
    match error.kind() {
        ErrorKind::DisplayHelp => help::write(&mut command, language, &mut streams.output)?,
        ErrorKind::DisplayVersion => write!(streams.output.writer, "{}", error.render())?,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            help::write(&mut command, language, &mut streams.errors).unwrap_or_default();
            return Ok(ExitStatus::Failed);
        }
        _ => {
            let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
            streams.errors.complain(&usage::sentence(error, name, language));
            return Ok(ExitStatus::Failed);
        }
    }
    Ok(ExitStatus::Valid)
}
