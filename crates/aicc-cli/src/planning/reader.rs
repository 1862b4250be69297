//! Reads a file of records, and plans what happens to each.

use std::io::{self, Read};
use std::path::Path;

use aicc_apply::{AgentSteps, JournalState, Plan, PlanBuilder};
use aicc_batch::{BatchUpdate, Counts, Error, RecordFindings, RecordUnit, Settings, UpdatedRecord};
use aicc_core::{Language, Report};
use aicc_workbook::{ResultCopy, RowResult};
use serde_json::{Map, Value};

use super::options::RecordOptions;
use super::passwords::Passwords;
use crate::failed::Failed;
use crate::file_copy::ResultFile;
use crate::files::OutputFile;
use crate::findings::table::TableWriter;
use crate::findings::{CheckedFile, FileReading, FileResult, FindingRow, FindingsWriter, Summary};
use crate::sources::{FileFormat, RecordSource, shown_source};
use crate::streams::{OutputStream, Streams};
use crate::terminal::progress::ReadingProgress;
use crate::words;

/// The maximum number of findings that are shown.
const LIMIT: usize = 1000;

/// A file with its plan.
pub(crate) struct PlannedFile {
    pub(crate) plan: Plan,
    pub(crate) file: CheckedFile,
}

/// Reads a file of records, and plans what happens to each.
pub(crate) struct PlanReader<'p> {
    pub(crate) path: &'p Path,
    pub(crate) options: &'p RecordOptions,
    pub(crate) settings: &'p Settings<'p>,
    pub(crate) steps: &'p AgentSteps,
    pub(crate) language: Language,
}

impl PlanReader<'_> {
    /// Returns the plan, in which records without a password have one of `passwords`. The findings of the records are written to standard error.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read to its end: a part of a file is not planned.
    pub(crate) fn read(
        &self,
        journal: &JournalState,
        passwords: Option<&Passwords<'_>>,
        streams: &mut Streams<'_>,
    ) -> Result<PlannedFile, Failed> {
        let Streams { input, errors, .. } = streams;
        let mut shown = Vec::new();
        let mut memory = errors.in_memory(&mut shown);
        let read = self.plan(journal, passwords, &mut **input, &mut memory);
        drop(memory);
        // There is no place left where a failure of standard error could be reported.
        errors.writer.write_all(&shown).unwrap_or_default();
        read
    }

    /// Reads the file again, and writes a copy of it with the result of each record. `results` are in the order of the rows.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read again, or the copy cannot be written.
    pub(crate) fn copy_with(
        &self,
        results: impl Iterator<Item = RowResult>,
        output: &mut OutputFile,
        errors: &mut OutputStream<'_>,
    ) -> Result<(), Failed> {
        let mut copy = ResultFile::results(output, results.map(Ok), self.language);
        let settings = Settings { bodies: false, limit: 0, ..self.settings.clone() };
        let source = RecordSource { path: self.path, format: self.options.format_of(self.path), column: None };
        let progress = ReadingProgress::hidden(self.language);
        let (mut workbook, mut failed) = (None, None);
        let on_update = &mut |update: &BatchUpdate<'_>| {
            copy.add(|copy| copy.add(update)).map_err(|fault| {
                failed = Some(fault);
                Error::Stopped
            })
        };
        let on_workbook = &mut |file| workbook = Some(file);
        let (_, fault) = source.check(&mut io::empty(), &progress, &settings, on_update, on_workbook);
        if let Some(failed) = failed {
            return Err(failed);
        }
        if let Some(fault) = fault {
            return Err(Failed::new(shown_source(self.path, self.language), fault.sentence(self.language)));
        }
        copy.complete(workbook.as_ref(), ResultCopy::finish)?;
        copy.report(errors);
        Ok(())
    }

    fn plan(
        &self,
        journal: &JournalState,
        passwords: Option<&Passwords<'_>>,
        input: &mut dyn Read,
        errors: &mut OutputStream<'_>,
    ) -> Result<PlannedFile, Failed> {
        let format = self.options.format_of(self.path);
        let unit = format.map_or(RecordUnit::Record, FileFormat::unit);
        let file = CheckedFile::new(self.path, unit);
        let keys = self.settings.key.names();
        let mut findings = TableWriter::new(errors, LIMIT, words::HIDDEN_BY_REQUEST, keys, self.language);
        let mut builder = PlanBuilder::new(self.settings.profile.clone(), journal).steps(self.steps.clone());
        let (mut records, mut refusals) = (0, 0_u64);
        let mut failed = None;
        let on_update = &mut |update: &BatchUpdate<'_>| {
            let refused = add(&mut builder, unit, records, update, passwords).map_err(|fault| {
                failed = Some(fault);
                Error::Stopped
            })?;
            records = update.counts.records;
            refusals = refusals.saturating_add(u64::try_from(refused.len()).unwrap_or(u64::MAX));
            self.write_findings(&mut findings, &file, update, &refused).map_err(|error| {
                failed = Some(Failed::from(error));
                Error::Stopped
            })
        };
        let source = RecordSource { path: self.path, format, column: None };
        let progress = ReadingProgress::hidden(self.language);
        let (mut counts, fault) = source.check(input, &progress, self.settings, on_update, &mut drop);
        if let Some(failed) = failed {
            return Err(failed);
        }
        counts.valid = counts.valid.saturating_sub(refusals);
        counts.invalid = counts.invalid.saturating_add(refusals);
        let name = shown_source(self.path, self.language);
        if let Some(fault) = fault {
            return Err(Failed::new(name, fault.sentence(self.language)));
        }
        if counts.records == 0 {
            return Err(Failed::new(name, words::NO_RECORDS.in_language(self.language)));
        }
        self.finish(findings, &file, &counts)?;
        let plan = builder.finish();
        if let Some(passwords) = passwords {
            passwords.file.check(&plan).map_err(|error| passwords.failed(error))?;
        }
        Ok(PlannedFile { plan, file })
    }

    /// Writes the findings of the next records, then those of the sign-ins of records that are valid.
    fn write_findings(
        &self,
        findings: &mut TableWriter<'_, '_>,
        file: &CheckedFile,
        update: &BatchUpdate<'_>,
        refused: &[(UpdatedRecord<'_>, Report)],
    ) -> io::Result<()> {
        for row in update.records.iter().flat_map(|record| rows(file, record, self.language)) {
            findings.write(&row)?;
        }
        for (updated, report) in refused {
            let key = self.key_of(updated);
            for finding in report.violations() {
                findings.write(&FindingRow::of_updated(file, updated, &key, finding, self.language))?;
            }
        }
        Ok(())
    }

    /// Returns the members of a record that say whose it is.
    fn key_of(&self, updated: &UpdatedRecord<'_>) -> Map<String, Value> {
        let json = updated.json.unwrap_or_default();
        let mut members: Map<String, Value> = serde_json::from_slice(json).unwrap_or_default();
        members.retain(|name, _| self.settings.key.names().contains(name));
        members
    }

    /// Shows the findings, and how the file was read.
    fn finish(&self, mut findings: TableWriter<'_, '_>, file: &CheckedFile, counts: &Counts) -> Result<(), Failed> {
        let reading = FileReading::new(&counts.reading, self.language);
        findings.finish_file(file, &FileResult { valid: counts.valid, error: None, reading })?;
        let mut summary = Summary::default();
        summary.add(counts);
        Ok(findings.finish(&summary)?)
    }
}

/// Returns the rows of the findings about a record.
fn rows<'f>(
    file: &'f CheckedFile,
    record: &'f RecordFindings,
    language: Language,
) -> impl Iterator<Item = FindingRow<'f>> {
    record.findings().map(move |finding| FindingRow::new(file, record, &finding, language))
}

/// Adds the next records to a plan, in their order: a record without a body is invalid. Returns the records that the plan refuses in spite of the
/// check, because their agents could not sign in.
fn add<'u>(
    builder: &mut PlanBuilder<'_>,
    unit: RecordUnit,
    before: u64,
    update: &'u BatchUpdate<'_>,
    passwords: Option<&Passwords<'_>>,
) -> Result<Vec<(UpdatedRecord<'u>, Report)>, Failed> {
    let mut refused = Vec::new();
    for updated in update.each_record(before) {
        let UpdatedRecord { record, position, json } = updated;
        let line = unit.number(position);
        let added = match (json, passwords) {
            (None, _) => {
                builder.add_invalid(record, line);
                Ok(())
            }
            (Some(json), None) => builder.add(record, line, json),
            (Some(json), Some(passwords)) => passwords.add(builder, (record, line), json)?,
        };
        refused.extend(added.err().map(|report| (updated, report)));
    }
    Ok(refused)
}
