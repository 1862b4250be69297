//! `cargo xtask lint`: formatting, lints, types and documentation; a warning is an error.

use xshell::{Shell, cmd};

use crate::generate;
use crate::python_environment::PYTHON_ENVIRONMENT;
use crate::step::Step;
use crate::targets;
use crate::tools::DENY;
use crate::trace;

pub(crate) const STEPS: &[Step] = &[
    PYTHON_ENVIRONMENT,
    Step::new("generated files", generated_files),
    Step::new("traceability", traceability),
    Step::new("rustfmt", rustfmt),
    Step::new("clippy", clippy),
    Step::new("clippy, stable ABI", clippy_of_stable_abi),
    Step::new("rustdoc", rustdoc),
    Step::new("ruff check", ruff_check).after(&PYTHON_ENVIRONMENT),
    Step::new("ruff format", ruff_format).after(&PYTHON_ENVIRONMENT),
    Step::new("pyright", pyright).after(&PYTHON_ENVIRONMENT),
    Step::new("words", words).after(&PYTHON_ENVIRONMENT),
    Step::new("links", links).after(&PYTHON_ENVIRONMENT),
    targets::TYPE_CHECK,
    Step::new("cargo deny", cargo_deny),
    // One line for each further check, here.
];

fn generated_files(shell: &Shell) -> anyhow::Result<()> {
    generate::run(shell, true)
}

fn traceability(shell: &Shell) -> anyhow::Result<()> {
    trace::run(shell, true)
}

fn rustfmt(shell: &Shell) -> anyhow::Result<()> {
    cmd!(shell, "cargo fmt --all --check").run()?;
    // The fuzz targets are a workspace of their own.
    Ok(cmd!(shell, "cargo fmt --manifest-path fuzz/Cargo.toml --check").run()?)
}

fn clippy(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "cargo clippy --workspace --all-targets --locked -- -D warnings").run()?)
}

/// The Python package as pip builds it for the oldest CPython: tests build it for theirs.
fn clippy_of_stable_abi(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "cargo clippy --package aicc-python --features pyo3/abi3-py39 --locked -- -D warnings").run()?)
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

/// The words of documentation, comments and messages, and the titles of commits.
fn words(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python .ci/words.py").run()?)
}

/// What a database of advisories fills that is fetched by hand: `db-path` of deny.toml.
const ADVISORIES: &str = ".cache/advisory-db";

/// Licences, bans and sources of all crates; advisories where their database is at hand, for nothing is fetched here.
fn cargo_deny(shell: &Shell) -> anyhow::Result<()> {
    let deny = DENY.path(shell)?;
    // Those of other platforms as well.
    cmd!(shell, "cargo fetch --locked --quiet").run()?;
    let advisories = shell.path_exists(ADVISORIES).then_some("advisories");
    if advisories.is_none() {
        println!("no advisories: `cargo deny fetch db` puts their database into {ADVISORIES}");
    }
    Ok(cmd!(shell, "{deny} --offline --locked check --hide-inclusion-graph licenses bans sources {advisories...}")
        .run()?)
}

/// Every file and heading that a Markdown file links to; rustdoc checks the links of the code.
fn links(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "md-dead-link-check --no-color").run()?)
}
