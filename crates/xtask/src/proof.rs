//! `cargo xtask proof`: the checks of the tests themselves, and the page of what all checks counted.

use std::process::ExitCode;

use xshell::Shell;

use crate::llvm::LLVM;
use crate::python_environment::PYTHON_ENVIRONMENT;
use crate::step::{self, Step};
use crate::{android, api, clients, coverage, differential, fuzz, mutants, page, test};

/// What CI runs beside the tests and the lints: minutes.
const STEPS: &[Step] = &[
    PYTHON_ENVIRONMENT,
    api::RUST,
    api::PYTHON,
    api::KOTLIN,
    api::SWIFT_PACKAGE,
    android::WITHOUT_NDK,
    Step::new("coverage", coverage::run).needs(&LLVM),
    Step::new("fuzz", |shell| fuzz::run(shell, fuzz::SECONDS)),
    Step::new("mutants", mutants::run_part),
    // One line for each further check, here.
];

/// At length: hours.
const NIGHTLY: &[Step] = &[
    PYTHON_ENVIRONMENT,
    test::PYTHON_PACKAGE,
    Step::new("coverage", coverage::run).needs(&LLVM),
    Step::new("differential test", |shell| differential::run(shell, NIGHTLY_MESSAGES)),
    clients::KOTLIN_CLIENT,
    Step::new("fuzz", |shell| fuzz::run(shell, NIGHTLY_SECONDS)),
    Step::new("mutants", mutants::run),
];

const NIGHTLY_MESSAGES: u32 = 1_000_000;

/// How long each target runs.
const NIGHTLY_SECONDS: u64 = 600;

/// Runs the checks, and prints the page.
pub(crate) fn run(shell: &Shell, nightly: bool) -> anyhow::Result<ExitCode> {
    let exit = if nightly {
        step::run(shell, "cargo xtask proof --nightly", NIGHTLY)
    } else {
        step::run(shell, "cargo xtask proof", STEPS)
    };
    print!("\n{}", page::of(shell)?);
    Ok(exit)
}
