//! What is done with the results of a file while it is read.

use std::io::Write;

use aicc_batch::{BatchUpdate, Error, Piece, Repair, Settings, WorkbookFile};
use aicc_core::Language;
use aicc_workbook::{AnnotatedCopy, RepairedCopy};

use super::sink::Sink;
use crate::failed::Failed;
use crate::file_copy::{Annotation, Repaired};
use crate::files::{FileFault, OutputFile};
use crate::findings::{CheckedFile, FileResult, FindingRow, RepairRow, Summary};
use crate::streams::OutputStream;

/// Passes findings on to the sinks, and splits records into valid and invalid ones.
pub(super) struct Collector<'o> {
    pub(super) sinks: Vec<Sink<'o>>,
    /// The output for the lines of valid records.
    pub(super) valid: Option<&'o mut OutputFile>,
    /// The output for the lines of the others.
    pub(super) invalid: Option<&'o mut OutputFile>,
    /// The copy of the file with the findings in it.
    pub(super) annotation: Option<Annotation<'o>>,
    /// The copy of the file with repaired cells.
    pub(super) fixed: Option<Repaired<'o>>,
    pub(super) language: Language,
    /// How many more findings the sinks take.
    pub(super) room: usize,
    /// Whether a finding is about text that is not UTF-8.
    pub(super) has_other_encoding: bool,
    /// Why an output could not be written.
    pub(super) failed: Option<Failed>,
}

impl Collector<'_> {
    /// Takes the results of the next records. If an output cannot be written, the run stops, and `failed` says why.
    pub(super) fn add(
        &mut self,
        file: &CheckedFile,
        update: &BatchUpdate<'_>,
        settings: &Settings<'_>,
    ) -> Result<(), Error> {
        let written = self.write(file, update).and_then(|()| self.repair(file, update, settings));
        written.map_err(|failed| {
            self.failed = Some(failed);
            Error::Stopped
        })
    }

    fn write(&mut self, file: &CheckedFile, update: &BatchUpdate<'_>) -> Result<(), Failed> {
        self.split(update)?;
        if let Some(annotation) = &mut self.annotation {
            annotation.add(|copy| copy.add(update))?;
        }
        let shows_regions = self.sinks.iter().any(Sink::shows_regions);
        for record in &update.records {
            let mut regions = if shows_regions { update.regions(record) } else { Vec::new() }.into_iter();
            let mut cells = if shows_regions { update.cells(record) } else { Vec::new() }.into_iter();
            for finding in record.findings() {
                let (region, cell) = (regions.next().flatten(), cells.next().flatten());
                let row = FindingRow { region, cell, ..FindingRow::new(file, record, &finding, self.language) };
                self.room = self.room.saturating_sub(1);
                self.has_other_encoding |= row.is_about_encoding();
                self.sinks.iter_mut().try_for_each(|sink| sink.write(&row))?;
            }
        }
        Ok(())
    }

    /// Shows repairs, and writes the repaired records.
    fn repair(&mut self, file: &CheckedFile, update: &BatchUpdate<'_>, settings: &Settings<'_>) -> Result<(), Failed> {
        if !self.sinks.iter().any(Sink::shows_repairs) {
            return Ok(());
        }
        let mut all: Vec<Repair> = Vec::new();
        for record in &update.records {
            let repairs = update.repairs(record, settings);
            for repair in &repairs {
                let row = RepairRow::new(file, record, repair);
                self.sinks.iter_mut().try_for_each(|sink| sink.write_repair(&row))?;
            }
            all.extend(repairs);
        }
        self.fixed.as_mut().map_or(Ok(()), |fixed| fixed.add(|copy| copy.add(update, &all)))
    }

    /// Writes the lines of valid and of invalid records. The heading of a CSV file goes to both outputs.
    fn split(&mut self, update: &BatchUpdate<'_>) -> Result<(), Failed> {
        for (piece, bytes) in update.pieces() {
            let valid = self.valid.as_deref_mut().filter(|_| piece != Piece::Invalid);
            let invalid = self.invalid.as_deref_mut().filter(|_| piece != Piece::Valid);
            for output in valid.into_iter().chain(invalid) {
                let written = output.write_all(bytes);
                written.map_err(|error| Failed::file(&FileFault::system(output.path(), error), self.language))?;
            }
        }
        Ok(())
    }

    /// Completes the copies of the file. `workbook` is the file that was read, if it is a workbook.
    pub(super) fn complete_copies(&mut self, workbook: Option<&WorkbookFile>) -> Result<(), Failed> {
        if let Some(annotation) = &mut self.annotation {
            annotation.complete(workbook, AnnotatedCopy::finish)?;
        }
        if let Some(fixed) = &mut self.fixed {
            fixed.complete(workbook, RepairedCopy::finish)?;
        }
        Ok(())
    }

    /// Writes what a user should know about the copies.
    pub(super) fn report_copies(&self, errors: &mut OutputStream<'_>) {
        if let Some(annotation) = &self.annotation {
            annotation.report(errors);
        }
        if let Some(fixed) = &self.fixed {
            fixed.report(errors);
        }
    }

    /// Returns whether an output shows how a table was read.
    pub(super) fn shows_reading(&self) -> bool {
        self.sinks.iter().any(Sink::shows_reading)
    }

    /// Ends a file.
    pub(super) fn finish_file(&mut self, file: &CheckedFile, result: &FileResult) -> Result<(), Failed> {
        self.sinks.iter_mut().try_for_each(|sink| sink.finish_file(file, result))
    }

    /// Ends all outputs.
    pub(super) fn finish(&mut self, summary: &Summary) -> Result<(), Failed> {
        self.sinks.iter_mut().try_for_each(|sink| sink.finish(summary))
    }
}
