//! The files that a sandbox starts from.

use std::path::Path;

use aicc_core::Language;
use aicc_sandbox::{RecordForm, Recording};
use serde::de::DeserializeOwned;

use crate::failed::Failed;
use crate::files::{read_small, system_sentence};
use crate::terminal::text::shown_path;
use crate::words;

/// Returns the value of a JSON file that an option names. A failure has the place in the file and none of its content, which can
/// be a secret.
pub(super) fn json_of<T: DeserializeOwned>(option: &str, path: &Path, language: Language) -> Result<T, Failed> {
    let content = content_of(option, path, language)?;
    serde_json::from_slice(&content).map_err(|error| {
        let values = [("line", error.line()), ("column", error.column())];
        Failed::new(named(option, path), words::NOT_THE_JSON_OF_A_SANDBOX.filled(&values, language))
    })
}

/// Returns the recording of a file that an option names.
pub(super) fn recording_of(option: &str, path: &Path, language: Language) -> Result<Recording, Failed> {
    let form = form_of(option, path, language)?;
    let content = content_of(option, path, language)?;
    Recording::read(&content, form).map_err(|error| Failed::new(named(option, path), error.message(language)))
}

/// Returns the form of a recording, which its extension names.
pub(super) fn form_of(option: &str, path: &Path, language: Language) -> Result<RecordForm, Failed> {
    RecordForm::of_file(path)
        .ok_or_else(|| Failed::new(named(option, path), words::NO_FORM_OF_A_RECORDING.in_language(language)))
}

fn content_of(option: &str, path: &Path, language: Language) -> Result<Vec<u8>, Failed> {
    read_small(path).map_err(|error| Failed::new(named(option, path), system_sentence(&error, language)))
}

fn named(option: &str, path: &Path) -> String {
    format!("{option} {}", shown_path(path))
}
