//! The copy of a file with the findings in it.

use std::io::BufWriter;

use aicc_batch::{BatchUpdate, Error, WorkbookFile};
use aicc_core::Language;
use aicc_workbook::{AnnotatedCopy, PatchError};
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;

use super::caller::Caller;
use super::input::Output;
use crate::errors::SourceError;

const WRITTEN_AT_ONCE: usize = 256 << 10;

/// The copy of a file with the findings in it, which is written to a Python object.
pub(crate) struct AnnotationWriter<'c> {
    copy: AnnotatedCopy<BufWriter<Output<'c>>>,
    workbook: Option<WorkbookFile>,
    caller: &'c Caller,
    language: Language,
}

impl<'c> AnnotationWriter<'c> {
    pub(crate) fn new(caller: &'c Caller, object: Py<PyAny>, language: Language) -> Self {
        let output = BufWriter::with_capacity(WRITTEN_AT_ONCE, Output { object, caller });
        Self { copy: AnnotatedCopy::new(output, language), workbook: None, caller, language }
    }

    /// Sets the workbook that is read.
    pub(crate) fn set_workbook(&mut self, workbook: Option<WorkbookFile>) {
        self.workbook = workbook;
    }

    /// Adds the results of the next records.
    pub(crate) fn add(&mut self, update: &BatchUpdate<'_>) -> Result<(), Error> {
        self.copy.add(update).map_err(|error| failed(error, self.caller, self.language))
    }

    /// Completes the copy. What a user should know about it is a warning.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let Self { copy, workbook, caller, language } = self;
        let notes = copy.finish(workbook).map_err(|error| failed(error, caller, language))?;
        for note in notes {
            caller.call(|py| {
                let message = std::ffi::CString::new(note.message(language))?;
                PyErr::warn(py, &py.get_type::<PyUserWarning>(), &message, 2)
            })?;
        }
        Ok(())
    }
}

/// Returns the error that ends the run. An exception that Python raised comes first.
fn failed(error: PatchError, caller: &Caller, language: Language) -> Error {
    match error {
        PatchError::Io(error) => Error::Write(error),
        error => {
            let raise = |_: Python<'_>| -> PyResult<()> { Err(SourceError::new_err((error.message(language),))) };
            caller.call(raise).unwrap_or_default();
            Error::Stopped
        }
    }
}
