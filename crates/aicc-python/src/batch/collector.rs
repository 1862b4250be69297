//! Collects the findings of a run over many records.

use std::cell::Cell;
use std::io::BufWriter;

use aicc_batch::{BatchUpdate, Counts, Error, FindingsTable, Settings, Split, WorkbookFile};
use aicc_workbook::{AnnotatedCopy, RepairedCopy};
use arrow_array::RecordBatch;
use pyo3::prelude::*;

use super::caller::{Caller, Timer};
use super::copy_writer::AnnotationWriter;
use super::findings::PyFindings;
use super::input::Output;
use super::repairs::RepairCollector;
use crate::interpreter::call;

/// A table of findings is passed on when it has this number of rows, or this number of bytes of text.
const ROWS: usize = 16_384;
const TEXT: usize = 16 << 20;

const WRITTEN_AT_ONCE: usize = 256 << 10;

type Outputs<'c> = Split<BufWriter<Output<'c>>, BufWriter<Output<'c>>>;

/// Gets the results of the next records.
pub(crate) type OnUpdate<'c> = dyn FnMut(&BatchUpdate<'_>) + Send + 'c;

/// Keeps findings, passes them to the sink, and splits the input.
pub(crate) struct FindingsCollector<'c> {
    pub(crate) caller: &'c Caller,
    pub(crate) table: FindingsTable,
    pub(crate) kept: Vec<RecordBatch>,
    /// The number of findings that can still be kept.
    pub(crate) room: usize,
    pub(crate) sink: Option<Py<PyAny>>,
    pub(crate) split: Option<Outputs<'c>>,
    pub(crate) annotation: Option<AnnotationWriter<'c>>,
    pub(crate) repairs: Option<RepairCollector<'c>>,
    pub(crate) on_update: Option<&'c mut OnUpdate<'c>>,
    pub(crate) progress: Option<Py<PyAny>>,
    pub(crate) progress_timer: Timer,
    /// The number of bytes that were read from the input.
    pub(crate) read: &'c Cell<u64>,
}

/// Returns the outputs for the valid and the invalid records, which are Python objects.
pub(crate) fn split<'c>(caller: &'c Caller, valid: Py<PyAny>, invalid: Py<PyAny>) -> Outputs<'c> {
    let writer = |object| BufWriter::with_capacity(WRITTEN_AT_ONCE, Output { object, caller });
    Split::new(writer(valid), writer(invalid))
}

impl FindingsCollector<'_> {
    /// Sets the workbook that is read, for its copies.
    pub(crate) fn set_workbook(&mut self, workbook: &Option<WorkbookFile>) {
        if let Some(annotation) = &mut self.annotation {
            annotation.set_workbook(workbook.clone());
        }
        if let Some(copy) = self.repairs.as_mut().and_then(|repairs| repairs.copy.as_mut()) {
            copy.set_workbook(workbook.clone());
        }
    }

    /// Adds the results of the next records.
    pub(crate) fn add(&mut self, update: &BatchUpdate<'_>, settings: &Settings<'_>) -> Result<(), Error> {
        if let Some(split) = &mut self.split {
            split.write(update)?;
        }
        if let Some(annotation) = &mut self.annotation {
            annotation.add(|copy| copy.add(update))?;
        }
        if let Some(repairs) = &mut self.repairs {
            repairs.add(update, settings)?;
        }
        if let Some(on_update) = &mut self.on_update {
            on_update(update);
        }
        for record in &update.records {
            for finding in record.findings() {
                self.table.push(record, &finding).map_err(Error::Arrow)?;
                if self.table.rows() >= ROWS || self.table.text() >= TEXT {
                    self.pass_on()?;
                }
            }
        }
        self.caller.signals_now_and_then()?;
        if self.progress_timer.is_due() { self.report_progress(update.counts) } else { Ok(()) }
    }

    fn report_progress(&self, counts: &Counts) -> Result<(), Error> {
        let Some(progress) = &self.progress else { return Ok(()) };
        let Counts { records, valid, invalid, .. } = *counts;
        let numbers = (records, valid, invalid, self.read.get());
        Ok(self.caller.call(|py| call(progress.bind(py), numbers).map(drop))?)
    }

    /// Keeps findings up to the limit. Returns all findings of the table.
    fn keep(&mut self) -> Result<RecordBatch, Error> {
        let findings = self.table.finish().map_err(Error::Arrow)?;
        let kept = self.room.min(findings.num_rows());
        if kept > 0 {
            self.room = self.room.saturating_sub(kept);
            self.kept.push(findings.slice(0, kept));
        }
        Ok(findings)
    }

    fn pass_on(&mut self) -> Result<(), Error> {
        let findings = self.keep()?;
        if let Some(sink) = &self.sink {
            self.caller.call(|py| call(sink.bind(py), (PyFindings::new(vec![findings]),)).map(drop))?;
        }
        Ok(())
    }

    /// Ends the run. Returns the kept findings, and whether everything was written.
    pub(crate) fn finish(mut self, counts: &Counts) -> (Vec<RecordBatch>, Result<(), Error>) {
        let written = self.write_rest(counts);
        (self.kept, written)
    }

    /// Ends the run after an exception of Python: nothing more is called.
    pub(crate) fn stop(mut self) -> (Vec<RecordBatch>, Result<(), Error>) {
        let kept = self.keep().map(drop);
        (self.kept, kept)
    }

    fn write_rest(&mut self, counts: &Counts) -> Result<(), Error> {
        if self.table.rows() > 0 {
            self.pass_on()?;
        }
        self.report_progress(counts)?;
        self.split.take().map_or(Ok(()), |split| split.finish().map(drop))?;
        self.annotation.take().map_or(Ok(()), |copy| copy.finish(AnnotatedCopy::finish))?;
        let repaired = self.repairs.take().and_then(|repairs| repairs.copy);
        repaired.map_or(Ok(()), |copy| copy.finish(RepairedCopy::finish))
    }
}
