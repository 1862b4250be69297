//! Where programs are looked for.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Context as _;
use xshell::Shell;

/// The `PATH` that finds the programs of a folder before all others.
pub(crate) fn beginning_with(shell: &Shell, folder: PathBuf) -> anyhow::Result<OsString> {
    let others = shell.var_os("PATH").context("there is no PATH")?;
    Ok(env::join_paths([folder].into_iter().chain(env::split_paths(&others)))?)
}
