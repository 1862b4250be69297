//! The arguments of the command, from its own definition: a new argument is tested at once, or the tests fail.

use std::any::TypeId;
use std::path::PathBuf;

use clap::{Arg, Command};

/// Returns the commands.
pub(crate) fn commands() -> Vec<Command> {
    let mut root = aicc_cli::command_line();
    root.build();
    root.get_subcommands().filter(|command| command.get_name() != "help").cloned().collect()
}

/// Returns how an argument is written: `--valid`, or `FILE` for a positional argument.
pub(crate) fn name(argument: &Arg) -> String {
    match argument.get_long() {
        Some(long) => format!("--{long}"),
        None => argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap(),
    }
}

/// Returns the arguments of a command that name files.
pub(crate) fn files(command: &Command) -> Vec<String> {
    let is_path = |argument: &&Arg| argument.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    command.get_arguments().filter(is_path).map(name).collect()
}

/// Returns the options of a command that take a number.
pub(crate) fn numbers(command: &Command) -> Vec<String> {
    let is_number =
        |argument: &&Arg| argument.get_value_names().is_some_and(|names| names.iter().any(|name| name == "N"));
    command.get_arguments().filter(is_number).map(name).collect()
}

/// Returns the options of a command that take a value.
pub(crate) fn with_values(command: &Command) -> Vec<String> {
    let takes_value = |argument: &&Arg| argument.get_long().is_some() && argument.get_action().takes_values();
    command.get_arguments().filter(takes_value).map(name).collect()
}

/// Returns what a command needs so that only the tested argument is wrong.
pub(crate) fn required(command: &str) -> &'static [&'static str] {
    match command {
        "check" => &["check", "records.jsonl", "-i", super::command::INTERFACE],
        "plan" => &["plan", "records.jsonl"],
        // Without credentials, no connection begins.
        "apply" => &["apply", "records.jsonl", "--host", "service.besclouds.com"],
        "request" => &["request", super::command::INTERFACE, "records.jsonl", "--host", "service.besclouds.com"],
        "template" => &["template", super::command::INTERFACE, "-"],
        "rules" => &["rules", "loginex"],
        "schema" => &["schema", "loginex"],
        "openapi" => &["openapi"],
        "explain" => &["explain", "maxLength"],
        "sandbox" => &["sandbox"],
        "completions" => &["completions", "bash"],
        "man" => &["man"],
        other => panic!("add the required arguments of the new command {other}"),
    }
}

/// Returns the arguments with which a command ends even if the tested argument is right.
pub(crate) fn that_end(command: &str) -> &'static [&'static str] {
    if command == "sandbox" { &["--seed", "missing.json"] } else { &[] }
}

/// Returns the forms of output of a command.
pub(crate) fn forms(command: &str) -> Vec<String> {
    let commands = commands();
    let command = commands.iter().find(|known| known.get_name() == command).unwrap();
    let output = command.get_arguments().find(|argument| argument.get_long() == Some("output")).unwrap();
    let forms: Vec<String> = output.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    assert!(forms.len() > 1);
    forms
}
