//! Why a run does not begin, or ended early, as Python exceptions.

use std::path::Path;

use aicc_apply::{JournalFileError, PlanFileError, RunnerError};
use aicc_core::{Language, Wording, escape_controls};
use pyo3::prelude::*;

use crate::batch::os_error;
use crate::errors::{ApplyError, validation};

/// Why a run does not begin.
pub(super) enum NotStarted {
    Runner(RunnerError),
    Journal(JournalFileError),
    Plan(PlanFileError),
    Panic,
}

const NO_RECORDS: Wording =
    Wording { english: "there are no records: check the source", chinese: "没有记录：请检查数据来源" };

/// Returns the `aicc.ApplyError` of a source without records.
pub(super) fn no_records(source: Option<&Path>, language: Language) -> PyErr {
    about(source, NO_RECORDS.in_language(language))
}

/// Returns the exception for a run that does not begin.
pub(super) fn not_started(py: Python<'_>, error: NotStarted, files: &RunFiles, language: Language) -> PyErr {
    match error {
        NotStarted::Runner(RunnerError::Credentials(report)) => validation(py, &report),
        NotStarted::Runner(error @ RunnerError::Certificate) => {
            about(files.certificate.as_deref(), &error.message(language))
        }
        NotStarted::Runner(error) => about(None, &error.message(language)),
        NotStarted::Journal(error) => journal(py, error, &files.journal, language),
        NotStarted::Plan(error) => about(files.input.as_deref(), &error.message(language)),
        NotStarted::Panic => crate::panics::internal_error(),
    }
}

/// The files of a run, for errors.
pub(super) struct RunFiles {
    pub(super) input: Option<std::path::PathBuf>,
    pub(super) journal: std::path::PathBuf,
    pub(super) certificate: Option<std::path::PathBuf>,
}

/// Returns the exception for a journal that cannot be used.
pub(super) fn journal(py: Python<'_>, error: JournalFileError, path: &Path, language: Language) -> PyErr {
    match error {
        JournalFileError::Io(error) if error.raw_os_error().is_some() => match path.into_pyobject(py) {
            Ok(path) => os_error(error, path.as_any()),
            Err(error) => error,
        },
        error => about(Some(path), &error.message(language)),
    }
}

/// Returns the `aicc.ApplyError` about a file.
pub(super) fn about(path: Option<&Path>, text: &str) -> PyErr {
    let place = path.map(|path| format!("{}: ", path.display())).unwrap_or_default();
    ApplyError::new_err((escape_controls(&format!("{place}{text}")),))
}
