//! The virtual environments at the root of the repository: `.venv` with the tools of `python/requirements-dev.txt`, and
//! `.venv-bench` with what is timed.
//!
//! Nothing outside them is installed or changed.

use std::path::Path;

use xshell::{Shell, cmd};

use crate::search_path;
use crate::step::{Step, Toolchain};

/// Makes the environment where it is missing or out of date, and enters it for the steps that follow.
pub(crate) const PYTHON_ENVIRONMENT: Step = Step::new("python environment", enter_for_tests).needs(&PYTHON);

/// The same for the benchmark.
pub(crate) const BENCH_ENVIRONMENT: Step =
    Step::new("python environment", |shell| prepare(shell, ".venv-bench", "benches/python/requirements.txt"))
        .needs(&PYTHON);

// The package supports older versions; the pinned tools do not.
const PYTHON: Toolchain =
    Toolchain { name: "Python 3.11 or newer as `python3`, with its venv module", is_installed: python_is_installed };

/// Inside the environment, and written last: what it was made from.
const STAMP: &str = "made-from.txt";

const CHECK: &str = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))";
/// The interpreter itself, even if `python3` is that of an environment: an environment cannot rebuild itself.
const IDENTIFY: &str = "import os, sys; print(os.path.realpath(getattr(sys, '_base_executable', sys.executable)))";

/// Makes the environment of the tests where it is missing or out of date, and enters it.
pub(crate) fn enter_for_tests(shell: &Shell) -> anyhow::Result<()> {
    prepare(shell, ".venv", "python/requirements-dev.txt")
}

fn python_is_installed(shell: &Shell) -> bool {
    cmd!(shell, "python3 -c {CHECK}").quiet().output().is_ok()
}

fn prepare(shell: &Shell, folder: &str, requirements: &str) -> anyhow::Result<()> {
    let folder = shell.current_dir().join(folder);
    let stamp = folder.join(STAMP);
    let interpreter = cmd!(shell, "python3 -c {IDENTIFY}").quiet().read()?;
    let version = cmd!(shell, "{interpreter} --version").quiet().read()?;
    let made_from = format!("{interpreter}\n{version}\n{}", shell.read_file(requirements)?);

    enter(shell, &folder)?;
    let made_before = shell.read_file(&stamp).ok();
    if made_before.as_ref() == Some(&made_from) {
        return Ok(());
    }
    // An environment that somebody else made has no stamp, and keeps what is in it.
    let clear = made_before.map(|_| "--clear");
    cmd!(shell, "{interpreter} -m venv {clear...} {folder}").run()?;
    cmd!(shell, "python -m pip install --quiet --disable-pip-version-check --requirement {requirements}").run()?;
    Ok(shell.write_file(&stamp, made_from)?)
}

/// What `activate` does.
fn enter(shell: &Shell, folder: &Path) -> anyhow::Result<()> {
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    shell.set_var("PATH", search_path::beginning_with(shell, programs)?);
    shell.set_var("VIRTUAL_ENV", folder);
    Ok(())
}
