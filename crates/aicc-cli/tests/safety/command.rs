//! Starts the command.

use std::ffi::OsStr;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The interface of the records in these tests.
pub(crate) const INTERFACE: &str = "queryAgentInfoByAccount";

/// Returns the program and its first arguments.
fn program() -> Vec<String> {
    let chosen = std::env::var("AICC_COMMAND").unwrap_or_else(|_| env!("CARGO_BIN_EXE_aicc").to_owned());
    chosen.split(' ').map(str::to_owned).collect()
}

/// Returns the command without arguments, in English and without colours. Its standard input is empty.
pub(crate) fn aicc(folder: &Path) -> Command {
    let [name, arguments @ ..] = &program()[..] else { panic!("a program has a name") };
    let mut command = Command::new(name);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    in_english(&mut command);
    command
}

/// Returns a shell that runs `script`, in which `"$@"` is the command with its arguments.
pub(crate) fn shell(folder: &Path, script: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).args(program()).args(arguments).current_dir(folder).stdin(Stdio::null());
    in_english(&mut command);
    command
}

fn in_english(command: &mut Command) {
    command.env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").env_remove("COLUMNS").env_remove("LANGUAGE");
}

/// How a process ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit status that a shell shows: 128 and the number of the signal, if one ended it.
    pub(crate) status: i32,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Ended {
    command.output().unwrap().into()
}

/// Runs the command with arguments.
pub(crate) fn run_with<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Ended {
    run(aicc(folder).args(arguments))
}

/// Runs `aicc check` on records of [`INTERFACE`].
pub(crate) fn check(folder: &Path, arguments: &[&str]) -> Ended {
    run(aicc(folder).args(["check", "-i", INTERFACE]).args(arguments))
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let signal = output.status.signal().map(|signal| 128 + signal);
        Self {
            status: output.status.code().or(signal).unwrap(),
            output: String::from_utf8_lossy(&output.stdout).into_owned(),
            errors: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ended {
    /// Asserts that the command failed with a sentence that contains all of these texts.
    #[track_caller]
    pub(crate) fn failed_with(&self, texts: &[&str]) {
        assert_eq!(self.status, 2, "{self:?}");
        assert!(self.errors.starts_with("aicc: ") || self.errors.contains("\naicc: "), "{self:?}");
        for text in texts {
            assert!(self.errors.contains(text), "{text:?} is not in {self:?}");
        }
        assert!(!self.errors.contains("panicked") && !self.errors.contains("Traceback"), "{self:?}");
    }
}
