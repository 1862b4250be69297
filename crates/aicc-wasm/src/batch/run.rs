//! A run over many records, which JavaScript feeds and advances.

use std::path::Path;

use aicc_batch::{BatchUpdate, Repair, Settings};
use wasm_bindgen::prelude::wasm_bindgen;

use super::copy::{TableCopy, WrittenBytes};
use super::found::{write_record, write_repair};
use super::interface_name::interface_named;
use super::options::{CopyKind, SteppedRunOptions};
use super::records::{NextRecords, RunRecords};
use super::report::{write_counts, write_report};
use super::source_error::{copy_failure, failure};
use crate::lines::LineWriter;
use crate::misuse::Misuse;

/// A run over many records. JavaScript gives it bytes when it asks for them, and takes its results.
#[wasm_bindgen]
pub struct SteppedRun {
    options: SteppedRunOptions,
    records: RunRecords,
    results: Results,
}

/// Where the results of a run go.
struct Results {
    /// How many more findings are returned, and how many more repairs.
    room: usize,
    repair_room: usize,
    copy: TableCopy,
    output: WrittenBytes,
    /// The number of all repairs.
    repairs: u64,
}

#[wasm_bindgen]
impl SteppedRun {
    /// Begins a run. `options` are the options of all calls, and `run` those of `SteppedRunOptions`.
    #[wasm_bindgen(constructor)]
    pub fn new(interface: &str, options: &str, run: &str) -> Result<SteppedRun, Misuse> {
        let options = SteppedRunOptions::read(interface_named(interface)?, options, run)?;
        let output = WrittenBytes::default();
        let copy = TableCopy::new(options.copy, output.clone(), options.common.language);
        let records = RunRecords::new(&options);
        let results = Results { room: options.limit, repair_room: options.limit, copy, output, repairs: 0 };
        Ok(Self { options, records, results })
    }

    /// Adds the next bytes of the input.
    pub fn push(&mut self, bytes: Vec<u8>) {
        self.records.fed().push(bytes);
    }

    /// Says that no bytes follow.
    pub fn end(&mut self) {
        self.records.fed().end();
    }

    /// Checks the next records. Returns nothing if it needs more bytes, the empty text at the end, and otherwise lines:
    /// `{records, valid, invalid, found, repairs}`.
    pub fn step(&mut self) -> Result<Option<String>, Misuse> {
        let Self { options, records, results } = self;
        let (interface, language) = (options.interface, options.common.language);
        let settings = options.settings();
        let taken = records.next(&settings, |next| match next {
            NextRecords::Update(update) => results.take(&update, options, &settings).map(Some),
            NextRecords::NeedsInput => Ok(None),
            NextRecords::End => Ok(Some(String::new())),
        });
        taken.map_err(|error| failure(&error, interface, language))?
    }

    /// Removes and returns the bytes of the copy that are written.
    pub fn written(&mut self) -> Vec<u8> {
        self.results.output.take()
    }

    /// Completes the copy, and returns the sentences that a user should know about it.
    pub fn complete(&mut self) -> Result<String, Misuse> {
        let language = self.options.common.language;
        let copy = std::mem::replace(&mut self.results.copy, TableCopy::None);
        let notes = copy.finish(self.records.workbook_file()).map_err(|error| copy_failure(&error, language))?;
        Ok(LineWriter::array(|lines| notes.iter().for_each(|note| lines.text(&note.message(language)))))
    }

    /// Returns the report on the records so far.
    pub fn report(&self) -> String {
        let Self { options, records, results } = self;
        let mut counts = records.counts();
        counts.reading.retain(|note| !note.is_said_by(Path::new(&options.name)));
        LineWriter::object(|lines| {
            write_report(lines, &counts, options.interface, options.common.language);
            lines.name("repairs").large(results.repairs);
        })
    }
}

impl Results {
    /// Takes the results of some records.
    fn take(
        &mut self,
        update: &BatchUpdate<'_>,
        options: &SteppedRunOptions,
        settings: &Settings<'_>,
    ) -> Result<String, Misuse> {
        let language = options.common.language;
        let (mut repairs, mut written) = (Vec::new(), Ok(()));
        let lines = LineWriter::object(|lines| {
            write_counts(lines, update.counts);
            lines.name("found").elements(|lines| self.write_records(lines, update, options));
            if matches!(options.copy, CopyKind::Repairs | CopyKind::Fixed) {
                lines.name("repairs").elements(|lines| repairs = self.write_repairs(lines, update, settings));
            }
            written = self.copy.add(update, &repairs);
        });
        written.map_err(|error| copy_failure(&error, language))?;
        Ok(lines)
    }

    /// Writes the records with findings, as long as there is room.
    fn write_records(&mut self, lines: &mut LineWriter, update: &BatchUpdate<'_>, options: &SteppedRunOptions) {
        for record in &update.records {
            if self.room == 0 {
                return;
            }
            write_record(lines, update, record, self.room, options.places, options.common.language);
            self.room = self.room.saturating_sub(record.findings().count());
        }
    }

    /// Writes the repairs of the records, as long as there is room, and returns all of them.
    fn write_repairs(
        &mut self,
        lines: &mut LineWriter,
        update: &BatchUpdate<'_>,
        settings: &Settings<'_>,
    ) -> Vec<Repair> {
        let mut all = Vec::new();
        for record in &update.records {
            let repairs = update.repairs(record, settings);
            repairs.iter().take(self.repair_room).for_each(|repair| write_repair(lines, record, repair));
            self.repair_room = self.repair_room.saturating_sub(repairs.len());
            self.repairs = self.repairs.saturating_add(u64::try_from(repairs.len()).unwrap_or(u64::MAX));
            all.extend(repairs);
        }
        all
    }
}
