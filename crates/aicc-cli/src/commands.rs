//! The commands: one file each.

mod check;
mod completions;
mod explain;
mod man;
mod openapi;
mod request;
mod rules;
mod schema;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::exit::ExitStatus;
use crate::options::language::LanguageOption;
use crate::streams::Streams;

/// Check and write the messages of a cloud contact center (AICC).
#[derive(Parser)]
#[command(name = "aicc", bin_name = "aicc", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    language: LanguageOption,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  aicc check agents.csv -i agentAccount/create   list every error of every row
  aicc rules loginex                             show what an interface asks for
  aicc explain 100-002                           explain a code, and what to do";

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Explain(explain::Arguments),
    Rules(rules::Arguments),
    Schema(schema::Arguments),
    Openapi(openapi::Arguments),
    Request(request::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the command with its arguments, of which the first is the name of the program, and returns the exit status.
///
/// Nothing is written except to the streams and to the files that an option names.
pub fn run(arguments: impl IntoIterator<Item = OsString>, mut streams: Streams<'_>) -> ExitStatus {
    let matches = Cli::command().try_get_matches_from(arguments);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, &mut streams),
    };
    let language = cli.language.chosen();
    let ended = match cli.command {
        Command::Check(arguments) => arguments.run(language, &mut streams),
        Command::Explain(arguments) => arguments.run(language, &mut streams),
        Command::Rules(arguments) => arguments.run(language, &mut streams),
        Command::Schema(arguments) => arguments.run(language, &mut streams),
        Command::Openapi(arguments) => arguments.run(language, &mut streams),
        Command::Request(arguments) => arguments.run(language, &mut streams),
        Command::Completions(arguments) => arguments.run(&Cli::command(), &mut streams),
        Command::Man(arguments) => arguments.run(&Cli::command(), &mut streams),
    };
    ended.unwrap_or_else(|failed| {
        failed.report(language, &mut streams.errors);
        ExitStatus::Failed
    })
}

/// Writes help or the version to standard output, or a usage error to standard error.
fn usage(error: &clap::Error, streams: &mut Streams<'_>) -> ExitStatus {
    let (stream, status) = match error.use_stderr() {
        true => (&mut streams.errors, ExitStatus::Failed),
        false => (&mut streams.output, ExitStatus::Valid),
    };
    let text = error.render();
    let written = match stream.is_coloured {
        true => write!(stream.writer, "{}", text.ansi()),
        false => write!(stream.writer, "{text}"),
    };
    written.map_or(ExitStatus::Failed, |()| status)
}
