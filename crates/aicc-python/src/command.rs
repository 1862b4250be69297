//! The command `aicc`.

use std::ffi::OsString;

use aicc_cli::Streams;
use pyo3::prelude::*;

use crate::panics::guarded;

/// Runs the command ``aicc`` on the standard streams of the process, and returns the exit status. The module
/// ``aicc.__main__`` calls it.
///
/// Args:
///     arguments: The name of the program, then the arguments of the command.
#[pyfunction]
#[pyo3(signature = (arguments: "list[str]"))]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> PyResult<u8> {
    guarded(|| Ok(py.detach(|| aicc_cli::run(arguments, Streams::of_process()).code())))
}
