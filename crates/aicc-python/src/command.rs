//! The command `aicc`.

use std::ffi::OsString;

use aicc_cli::{ClosedStreams, run_process};
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
    guarded(|| {
        let closed = closed_streams(py)?;
        Ok(py.detach(|| run_process(arguments, closed).code()))
    })
}

/// Returns the standard streams that were closed when Python started, which Python has no file for.
fn closed_streams(py: Python<'_>) -> PyResult<ClosedStreams> {
    let sys = py.import("sys")?;
    let is_closed = |name: &str| sys.getattr(name).map(|stream| stream.is_none());
    Ok(ClosedStreams {
        input: is_closed("__stdin__")?,
        output: is_closed("__stdout__")?,
        errors: is_closed("__stderr__")?,
    })
}
