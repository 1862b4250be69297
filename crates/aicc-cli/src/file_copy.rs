//! Copies of a file of records: one with the findings in it, one with repaired cells, and one with the result of each record.

use std::io;
use std::path::{Path, PathBuf};

use aicc_batch::WorkbookFile;
use aicc_core::Language;
use aicc_workbook::{AnnotatedCopy, CopyNote, PatchError, RepairedCopy, ResultCopy, RowResult};

use crate::failed::Failed;
use crate::files::{FileFault, OutputFile};
use crate::sources::{FileFormat, has_extension, is_workbook_copy};
use crate::streams::OutputStream;
use crate::terminal::text::{escaped, shown_path};
use crate::words;

/// The copy with the findings in it.
pub(crate) type Annotation<'o> = FileCopy<AnnotatedCopy<&'o mut OutputFile>>;

/// The copy with repaired cells.
pub(crate) type Repaired<'o> = FileCopy<RepairedCopy<&'o mut OutputFile>>;

/// The copy with the result of each record.
pub(crate) type ResultFile<'o, R> = FileCopy<ResultCopy<&'o mut OutputFile, R>>;

/// A copy of a file, and the name of its output.
pub(crate) struct FileCopy<C> {
    /// `None` if the copy is complete.
    copy: Option<C>,
    notes: Vec<CopyNote>,
    /// The option that names the output.
    option: &'static str,
    path: PathBuf,
    language: Language,
}

impl<'o> Annotation<'o> {
    /// Begins the copy.
    pub(crate) fn annotation(output: &'o mut OutputFile, language: Language) -> Self {
        let path = output.path().to_owned();
        Self::new("--annotate", path, AnnotatedCopy::new(output, language), language)
    }
}

impl<'o> Repaired<'o> {
    /// Begins the copy.
    pub(crate) fn repaired(output: &'o mut OutputFile, language: Language) -> Self {
        let path = output.path().to_owned();
        Self::new("--fixed", path, RepairedCopy::new(output), language)
    }
}

impl<'o, R: Iterator<Item = io::Result<RowResult>>> ResultFile<'o, R> {
    /// Begins the copy. The results are in the order of their rows.
    pub(crate) fn results(output: &'o mut OutputFile, results: R, language: Language) -> Self {
        let path = output.path().to_owned();
        Self::new("--result", path, ResultCopy::new(output, results), language)
    }
}

impl<C> FileCopy<C> {
    const fn new(option: &'static str, path: PathBuf, copy: C, language: Language) -> Self {
        Self { copy: Some(copy), notes: Vec::new(), option, path, language }
    }

    /// Adds the results of the next records.
    pub(crate) fn add(&mut self, add: impl FnOnce(&mut C) -> Result<(), PatchError>) -> Result<(), Failed> {
        let added = self.copy.as_mut().map_or(Ok(()), add);
        added.map_err(|error| self.failed(error))
    }

    /// Completes the copy. `workbook` is the file that was read, if it is a workbook.
    pub(crate) fn complete(
        &mut self,
        workbook: Option<&WorkbookFile>,
        finish: impl FnOnce(C, Option<WorkbookFile>) -> Result<Vec<CopyNote>, PatchError>,
    ) -> Result<(), Failed> {
        let Some(copy) = self.copy.take() else { return Ok(()) };
        // Only the content of the file says which format the copy has.
        if workbook.is_some() != is_workbook_copy(&self.path) {
            let extension = if workbook.is_some() { "xlsx" } else { "csv" };
            let sentence = words::CONTENT_OF_OTHER_FORMAT.filled(&[("extension", extension)], self.language);
            return Err(Failed::new(self.label(), sentence));
        }
        self.notes = finish(copy, workbook.cloned()).map_err(|error| self.failed(error))?;
        Ok(())
    }

    /// Writes what a user should know about the copy.
    pub(crate) fn report(&self, errors: &mut OutputStream<'_>) {
        for note in &self.notes {
            Failed::new(shown_path(&self.path), note.message(self.language)).report(self.language, errors);
        }
    }

    fn failed(&self, error: PatchError) -> Failed {
        match error {
            PatchError::Io(error) => Failed::file(&FileFault::system(&self.path, error), self.language),
            error => {
                let sentence = words::SENTENCE.filled(&[("text", error.message(self.language))], self.language);
                Failed::new(self.label(), escaped(&sentence))
            }
        }
    }

    fn label(&self) -> String {
        format!("{} {}", self.option, shown_path(&self.path))
    }
}

/// Refuses a copy that cannot be made of a file, or whose name has the extension of another format.
pub(crate) fn refuse_copy(
    option: &'static str,
    output: &Path,
    source: &Path,
    format: Option<FileFormat>,
    language: Language,
) -> Result<(), Failed> {
    let Some(format) = format else { return Ok(()) };
    let extensions = format.extensions_of_copy(source);
    if extensions.is_empty() {
        return Err(Failed::new(option, words::CANNOT_BE_COPIED.in_language(language)));
    }
    if extensions.iter().any(|extension| has_extension(output, extension)) {
        return Ok(());
    }
    let names: Vec<String> = extensions.iter().map(|extension| format!(".{extension}")).collect();
    let names = names.join(words::OR.in_language(language));
    let sentence = words::COPY_EXTENSION.filled(&[("extensions", names)], language);
    Err(Failed::new(format!("{option} {}", shown_path(output)), sentence))
}
