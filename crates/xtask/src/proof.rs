//! `cargo xtask proof`: the checks of the tests themselves, and the page of what all checks counted.

use std::process::ExitCode;

use xshell::Shell;

use crate::python_environment::PYTHON_ENVIRONMENT;
use crate::step::{self, Step};
use crate::{api, coverage, mutants, page};

/// What CI runs beside the tests and the lints.
const STEPS: &[Step] = &[
    PYTHON_ENVIRONMENT,
    api::RUST,
    api::PYTHON,
    api::KOTLIN,
    api::SWIFT_PACKAGE,
    Step::new("coverage", coverage::run).needs(&coverage::LLVM),
    Step::new("mutants", mutants::run_part),
    // One line for each further check, here.
];

/// Runs the checks, and prints the page.
pub(crate) fn run(shell: &Shell) -> anyhow::Result<ExitCode> {
    let exit = step::run(shell, "cargo xtask proof", STEPS);
    print!("\n{}", page::of(shell)?);
    Ok(exit)
}
