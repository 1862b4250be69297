//! Runs a recipe of the justfile with the version of just that `python/requirements-dev.txt` pins.

use std::env;
use std::process::{Command, ExitCode};

use anyhow::Context as _;
use xshell::{Shell, cmd};

/// Runs a recipe, given as its name and arguments, and returns its exit code.
pub(crate) fn run(shell: &Shell, recipe: &[String]) -> anyhow::Result<ExitCode> {
    enter_environment(shell)?;
    let mut command = Command::from(cmd!(shell, "just {recipe...}"));
    for (name, _) in env::vars_os().filter(|(name, _)| is_of_cargo(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    let status = command.status().context("just")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Returns whether cargo sets a variable for this program only. The folders of libraries would replace those of the packages that a
/// recipe tests. Some build scripts run again if a variable about the package changes, so `cargo test` and `cargo xtask test` would
/// compile much of the other's work once more.
fn is_of_cargo(variable: &str) -> bool {
    matches!(variable, "LD_LIBRARY_PATH" | "DYLD_FALLBACK_LIBRARY_PATH")
        || variable.starts_with("CARGO_MANIFEST_")
        || variable.starts_with("CARGO_PKG_")
}

/// Makes the virtual environment `.venv` if it is missing or out of date. Programs in it come first in the `PATH`, then the cargo
/// tools of the justfile.
pub(crate) fn enter_environment(shell: &Shell) -> anyhow::Result<()> {
    cmd!(shell, "bash .ci/venv .venv python/requirements-dev.txt").quiet().run()?;
    let environment = shell.current_dir().join(".venv");
    let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let tools = shell.current_dir().join(".cache/tools/bin");
    let others = shell.var_os("PATH").context("the environment has no PATH")?;
    shell.set_var("PATH", env::join_paths([programs, tools].into_iter().chain(env::split_paths(&others)))?);
    shell.set_var("VIRTUAL_ENV", environment);
    Ok(())
}
