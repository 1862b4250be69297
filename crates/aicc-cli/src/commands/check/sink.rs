//! Where findings go.

use std::io;
use std::path::{Path, PathBuf};

use aicc_core::Language;

use crate::failed::Failed;
use crate::files::{FileFault, OutputFile};
use crate::findings::form::{self, FileForm, OutputForm};
use crate::findings::{CheckedFile, FileResult, FindingRow, FindingsWriter, RepairRow, Summary};
use crate::streams::OutputStream;
use crate::terminal::text::shown_path;
use crate::words;

/// A writer of findings that knows the name of its output.
pub(super) struct Sink<'o> {
    writer: Box<dyn FindingsWriter + 'o>,
    /// The path of the output; `None` for standard output.
    path: Option<PathBuf>,
    language: Language,
}

impl<'o> Sink<'o> {
    /// Returns the sink to standard output. A table shows at most `limit` findings, and the members that `keys` names.
    pub(super) fn standard_output(
        form: OutputForm,
        output: &'o mut OutputStream<'_>,
        limit: usize,
        keys: &[String],
        language: Language,
    ) -> Result<Self, Failed> {
        Ok(Self { writer: form::writer(form, output, limit, keys, language)?, path: None, language })
    }

    /// Returns the sink of repairs to standard output. `fixed` is the file that they are written to.
    pub(super) fn repairs(
        form: OutputForm,
        output: &'o mut OutputStream<'_>,
        limit: usize,
        keys: &[String],
        fixed: Option<&Path>,
        language: Language,
    ) -> Result<Self, Failed> {
        let writer = form::repair_writer(form, output, limit, keys, fixed.map(shown_path), language);
        let writer = writer.ok_or_else(|| Failed::new("--fix", words::FORM_OF_REPAIRS.in_language(language)))?;
        Ok(Self { writer, path: None, language })
    }

    /// Returns the sink to a file.
    pub(super) fn file(
        form: FileForm,
        output: &'o mut OutputFile,
        keys: &[String],
        language: Language,
    ) -> Result<Self, Failed> {
        let path = output.path().to_owned();
        match form::file_writer(form, output, keys) {
            Ok(writer) => Ok(Self { writer, path: Some(path), language }),
            Err(error) => Err(Failed::file(&FileFault::system(&path, error), language)),
        }
    }

    /// Returns whether the form shows the region of a finding.
    pub(super) fn shows_regions(&self) -> bool {
        self.writer.shows_regions()
    }

    /// Returns whether the form shows how a table was read.
    pub(super) fn shows_reading(&self) -> bool {
        self.writer.shows_reading()
    }

    /// Returns whether the form shows repairs.
    pub(super) fn shows_repairs(&self) -> bool {
        self.writer.shows_repairs()
    }

    /// Writes the next repair.
    pub(super) fn write_repair(&mut self, repair: &RepairRow<'_>) -> Result<(), Failed> {
        let written = self.writer.write_repair(repair);
        self.named(written)
    }

    /// Writes the next finding.
    pub(super) fn write(&mut self, finding: &FindingRow<'_>) -> Result<(), Failed> {
        let written = self.writer.write(finding);
        self.named(written)
    }

    /// Writes what follows the last finding of a file.
    pub(super) fn finish_file(&mut self, file: &CheckedFile, result: &FileResult) -> Result<(), Failed> {
        let written = self.writer.finish_file(file, result);
        self.named(written)
    }

    /// Writes what follows the last finding.
    pub(super) fn finish(&mut self, summary: &Summary) -> Result<(), Failed> {
        let written = self.writer.finish(summary);
        self.named(written)
    }

    /// Returns a failure that names the output.
    fn named(&self, written: io::Result<()>) -> Result<(), Failed> {
        written.map_err(|error| match &self.path {
            Some(path) => Failed::file(&FileFault::system(path, error), self.language),
            None => Failed::Output(error),
        })
    }
}
