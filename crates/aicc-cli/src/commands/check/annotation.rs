//! The copy of a file with the findings in it.

use std::path::PathBuf;

use aicc_batch::{BatchUpdate, WorkbookFile};
use aicc_core::Language;
use aicc_workbook::{AnnotatedCopy, AnnotationNote, PatchError};

use crate::failed::Failed;
use crate::files::{FileFault, OutputFile};
use crate::streams::OutputStream;
use crate::terminal::text::{escaped, shown_path};
use crate::words;

/// The copy of a file with the findings in it, and the name of its output.
pub(super) struct Annotation<'o> {
    /// `None` if the copy is complete.
    copy: Option<AnnotatedCopy<&'o mut OutputFile>>,
    notes: Vec<AnnotationNote>,
    path: PathBuf,
    language: Language,
}

impl<'o> Annotation<'o> {
    /// Begins the copy.
    pub(super) fn new(output: &'o mut OutputFile, language: Language) -> Self {
        let path = output.path().to_owned();
        Self { copy: Some(AnnotatedCopy::new(output, language)), notes: Vec::new(), path, language }
    }

    /// Adds the results of the next records.
    pub(super) fn add(&mut self, update: &BatchUpdate<'_>) -> Result<(), Failed> {
        let added = self.copy.as_mut().map_or(Ok(()), |copy| copy.add(update));
        added.map_err(|error| self.failed(error))
    }

    /// Completes the copy. `workbook` is the file that was read.
    pub(super) fn complete(&mut self, workbook: Option<WorkbookFile>) -> Result<(), Failed> {
        let Some(copy) = self.copy.take() else { return Ok(()) };
        self.notes = copy.finish(workbook).map_err(|error| self.failed(error))?;
        Ok(())
    }

    /// Writes what a user should know about the copy.
    pub(super) fn report(&self, errors: &mut OutputStream<'_>) {
        for note in &self.notes {
            Failed::new(shown_path(&self.path), note.message(self.language)).report(self.language, errors);
        }
    }

    fn failed(&self, error: PatchError) -> Failed {
        match error {
            PatchError::Io(error) => Failed::file(&FileFault::system(&self.path, error), self.language),
            error => {
                let sentence = words::SENTENCE.filled(&[("text", error.message(self.language))], self.language);
                Failed::new(format!("--annotate {}", shown_path(&self.path)), escaped(&sentence))
            }
        }
    }
}
