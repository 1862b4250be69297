//! `cargo xtask wheel`: the Python package as a release ships it for the interpreter that runs.
//!
//! It is compiled twice: what the first one counts while it checks the records of `benches/python/train.py` tells the compiler
//! which ways through the code are the usual ones. What pip builds from the sources has not been told so, and goes through the
//! stable ABI, whose calls are slower.

use std::path::Path;

use xshell::{Shell, cmd};

use crate::llvm::{self, LLVM};
use crate::python_environment::PYTHON_ENVIRONMENT;
use crate::search_path;
use crate::step::Step;

/// Where the wheel is put.
const WHEELS: &str = "target/wheels";

pub(crate) const STEPS: &[Step] = &[
    PYTHON_ENVIRONMENT,
    Step::new("wheel", |shell| trained(shell, Path::new(WHEELS))).after(&PYTHON_ENVIRONMENT).needs(&LLVM),
];

/// Builds it into a folder.
pub(crate) fn trained(shell: &Shell, folder: &Path) -> anyhow::Result<()> {
    // maturin looks for llvm-profdata there where Rust's component is not installed.
    let _path = shell.push_env("PATH", search_path::beginning_with(shell, llvm::folder(shell)?)?);
    build(shell, folder, &["--pgo"])
}

/// The same at once, and slower.
pub(crate) fn untrained(shell: &Shell, folder: &Path) -> anyhow::Result<()> {
    build(shell, folder, &[])
}

fn build(shell: &Shell, folder: &Path, options: &[&str]) -> anyhow::Result<()> {
    // Without the features of pyproject.toml, which ask for the stable ABI. In a folder of its own: what else is built for
    // release is not counted.
    let none = "";
    cmd!(shell, "maturin build --release --locked --features {none} --quiet {options...} --target-dir target/wheel --out {folder}")
        .env_remove("CONDA_PREFIX")
        .run()?;
    Ok(())
}
