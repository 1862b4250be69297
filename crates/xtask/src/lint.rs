//! `cargo xtask lint`: formatting, lints, types and documentation; a warning is an error.

use xshell::{Shell, cmd};

use crate::generate;
use crate::python_environment::PYTHON_ENVIRONMENT;
use crate::step::Step;
use crate::targets;
use crate::trace;

pub(crate) const STEPS: &[Step] = &[
    PYTHON_ENVIRONMENT,
    Step::new("generated files", generated_files),
    Step::new("traceability", traceability),
    Step::new("rustfmt", rustfmt),
    Step::new("clippy", clippy),
    Step::new("rustdoc", rustdoc),
    Step::new("ruff check", ruff_check).after(&PYTHON_ENVIRONMENT),
    Step::new("ruff format", ruff_format).after(&PYTHON_ENVIRONMENT),
    Step::new("pyright", pyright).after(&PYTHON_ENVIRONMENT),
    targets::TYPE_CHECK,
    // One line for each further check, here.
];

fn generated_files(shell: &Shell) -> anyhow::Result<()> {
    generate::run(shell, true)
}

fn traceability(shell: &Shell) -> anyhow::Result<()> {
    trace::run(shell, true)
}

fn rustfmt(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "cargo fmt --all --check").run()?)
}

fn clippy(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "cargo clippy --workspace --all-targets --locked -- -D warnings").run()?)
}

fn rustdoc(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "cargo doc --workspace --no-deps --locked").env("RUSTDOCFLAGS", "-D warnings").run()?)
}

fn ruff_check(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "ruff check").run()?)
}

fn ruff_format(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "ruff format --check").run()?)
}

fn pyright(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "pyright").run()?)
}
