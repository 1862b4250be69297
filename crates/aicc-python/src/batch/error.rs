//! Errors of a run as Python exceptions.

use std::io;
use std::path::PathBuf;

use aicc_batch::Error;
use aicc_core::{ColumnError as NoColumn, Columns, Interface, Language, escape_controls};
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;

use super::report::PyBatchReport;
use crate::errors::{ColumnError, InternalError, SourceError};
use crate::panics::internal_error;

/// Returns the exception for the error that ended a run.
pub(crate) fn raised(
    error: Error,
    interface: &'static Interface,
    source: &Bound<'_, PyAny>,
    language: Language,
) -> PyErr {
    let text = text(&error, source, language);
    match error {
        Error::Read(error) if error.raw_os_error().is_some() => os_error(error, source),
        Error::Column(error) => column(&error, interface, text),
        Error::NoColumn { column, known } => ColumnError::new_err((column, text, known)),
        Error::ColumnType { column, .. } | Error::ColumnDepth { column } if !column.is_empty() => {
            ColumnError::new_err((column, text))
        }
        Error::Spawn(error) => error.into(),
        Error::Fault | Error::Thread => internal_error(),
        _ => SourceError::new_err((text,)),
    }
}

/// Returns the sentences that describe an error. If the source is a path, they begin with it.
fn text(error: &Error, source: &Bound<'_, PyAny>, language: Language) -> String {
    let path = source.extract::<PathBuf>().map(|path| format!("{}: ", path.display())).unwrap_or_default();
    let message = error.message(language);
    let text = match (error.hint(language), language) {
        (None, _) => message,
        (Some(hint), Language::English) => format!("{message}. {hint}"),
        (Some(hint), Language::Chinese) => format!("{message}。{hint}"),
    };
    escape_controls(&format!("{path}{text}"))
}

/// Returns the exception. If it is about the source or the package, it gets the report on the records before the error.
pub(crate) fn with_report(py: Python<'_>, error: PyErr, report: PyBatchReport) -> PyErr {
    let takes_report = error.is_instance_of::<SourceError>(py)
        || error.is_instance_of::<PyOSError>(py)
        || error.is_instance_of::<InternalError>(py);
    if takes_report {
        // An exception class of the caller may refuse the attribute.
        error.value(py).setattr("report", report).unwrap_or_default();
    }
    error
}

fn column(error: &NoColumn, interface: &'static Interface, text: String) -> PyErr {
    // The list of names does not help with a name that occurs twice.
    let known = match error {
        NoColumn::Twice { .. } | NoColumn::SameMember { .. } => Vec::new(),
        _ => Columns::names(interface),
    };
    ColumnError::new_err((error.column().unwrap_or_default().to_owned(), text, known))
}

/// Returns an `OSError` with its number and the name of the source. Python chooses the subclass by the number.
pub(crate) fn os_error(error: io::Error, source: &Bound<'_, PyAny>) -> PyErr {
    let Some(code) = error.raw_os_error() else { return error.into() };
    if cfg!(windows) {
        return PyOSError::new_err((0, error.to_string(), source.clone().unbind(), code));
    }
    let os = source.py().import("os");
    match os.and_then(|os| os.call_method1("strerror", (code,))?.extract::<String>()) {
        Ok(reason) => PyOSError::new_err((code, reason, source.clone().unbind())),
        Err(error) => error,
    }
}
