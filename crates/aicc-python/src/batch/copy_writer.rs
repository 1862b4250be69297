//! Copies of a file: one with the findings in it, and one with repaired cells.

use std::io::BufWriter;

use aicc_batch::{Error, WorkbookFile};
use aicc_core::Language;
use aicc_workbook::{AnnotatedCopy, CopyNote, PatchError, RepairedCopy};
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;

use super::caller::Caller;
use super::input::Output;
use crate::errors::SourceError;

const WRITTEN_AT_ONCE: usize = 256 << 10;

type CopyOutput<'c> = BufWriter<Output<'c>>;

/// The copy with the findings in it.
pub(crate) type AnnotationWriter<'c> = CopyWriter<'c, AnnotatedCopy<CopyOutput<'c>>>;

/// The copy with repaired cells.
pub(crate) type RepairedFile<'c> = CopyWriter<'c, RepairedCopy<CopyOutput<'c>>>;

/// A copy of a file, which is written to a Python object.
pub(crate) struct CopyWriter<'c, C> {
    copy: C,
    workbook: Option<WorkbookFile>,
    caller: &'c Caller,
    language: Language,
}

impl<'c> AnnotationWriter<'c> {
    pub(crate) fn annotation(caller: &'c Caller, object: Py<PyAny>, language: Language) -> Self {
        let copy = AnnotatedCopy::new(output(caller, object), language);
        Self { copy, workbook: None, caller, language }
    }
}

impl<'c> RepairedFile<'c> {
    pub(crate) fn repaired(caller: &'c Caller, object: Py<PyAny>, language: Language) -> Self {
        let copy = RepairedCopy::new(output(caller, object));
        Self { copy, workbook: None, caller, language }
    }
}

impl<C> CopyWriter<'_, C> {
    /// Sets the workbook that is read.
    pub(crate) fn set_workbook(&mut self, workbook: Option<WorkbookFile>) {
        self.workbook = workbook;
    }

    /// Adds the results of the next records.
    pub(crate) fn add(&mut self, add: impl FnOnce(&mut C) -> Result<(), PatchError>) -> Result<(), Error> {
        add(&mut self.copy).map_err(|error| failed(error, self.caller, self.language))
    }

    /// Completes the copy. What a user should know about it is a warning.
    pub(crate) fn finish(
        self,
        finish: impl FnOnce(C, Option<WorkbookFile>) -> Result<Vec<CopyNote>, PatchError>,
    ) -> Result<(), Error> {
        let Self { copy, workbook, caller, language } = self;
        let notes = finish(copy, workbook).map_err(|error| failed(error, caller, language))?;
        for note in notes {
            caller.call(|py| {
                let message = std::ffi::CString::new(note.message(language))?;
                PyErr::warn(py, &py.get_type::<PyUserWarning>(), &message, 2)
            })?;
        }
        Ok(())
    }
}

fn output(caller: &Caller, object: Py<PyAny>) -> CopyOutput<'_> {
    BufWriter::with_capacity(WRITTEN_AT_ONCE, Output { object, caller })
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
