//! What the checks counted, kept in `target/proof` for the page at the end of CI.

use anyhow::Context as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use xshell::Shell;

const FOLDER: &str = "target/proof";

/// Keeps the figures of the check `name`, in place of those of an earlier run.
pub(crate) fn write(shell: &Shell, name: &str, figures: &impl Serialize) -> anyhow::Result<()> {
    Ok(shell.write_file(format!("{FOLDER}/{name}.json"), serde_json::to_string(figures)?)?)
}

/// The figures of the check `name`; `None` where it has not run.
pub(crate) fn read<Figures: DeserializeOwned>(shell: &Shell, name: &str) -> anyhow::Result<Option<Figures>> {
    let path = format!("{FOLDER}/{name}.json");
    if !shell.path_exists(&path) {
        return Ok(None);
    }
    serde_json::from_str(&shell.read_file(&path)?).with_context(|| path).map(Some)
}
