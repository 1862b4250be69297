//! The records of a run: those of a text that comes piece by piece, or those of a workbook.

use aicc_batch::{BatchUpdate, Counts, Error, FedRun, FedStep, Settings, WorkbookFile};

use super::options::SteppedRunOptions;
use super::workbook::WorkbookRun;

/// The records of a run.
pub(super) struct RunRecords {
    /// The run that gets the input, and checks it if it is text.
    fed: FedRun,
    /// The run over the rows of a workbook, if the input is one.
    workbook: Option<Box<WorkbookRun>>,
}

/// What the next step of a run has.
pub(super) enum NextRecords<'r> {
    Update(BatchUpdate<'r>),
    NeedsInput,
    End,
}

impl RunRecords {
    /// Begins a run.
    pub(super) fn new(options: &SteppedRunOptions) -> Self {
        Self { fed: FedRun::new(options.format, &options.settings()), workbook: None }
    }

    /// Returns the run that gets the input.
    pub(super) const fn fed(&mut self) -> &mut FedRun {
        &mut self.fed
    }

    /// Checks the next records, and calls `take` with their results.
    pub(super) fn next<T>(
        &mut self,
        settings: &Settings<'_>,
        take: impl FnOnce(NextRecords<'_>) -> T,
    ) -> Result<T, Error> {
        if self.workbook.is_none() {
            let input = match self.fed.next(settings)? {
                FedStep::Update(update) => return Ok(take(NextRecords::Update(update))),
                FedStep::NeedsInput => return Ok(take(NextRecords::NeedsInput)),
                FedStep::End => return Ok(take(NextRecords::End)),
                FedStep::Workbook(input) => input,
            };
            self.workbook = Some(Box::new(WorkbookRun::open(input, settings)?));
        }
        let Some(workbook) = &mut self.workbook else { return Ok(take(NextRecords::End)) };
        workbook.next(settings, |update| Ok(take(update?.map_or(NextRecords::End, NextRecords::Update))))
    }

    /// Returns the counts of the records so far.
    pub(super) fn counts(&self) -> Counts {
        let Some(workbook) = &self.workbook else { return self.fed.counts() };
        let mut counts = workbook.counts();
        counts.reading.splice(0..0, self.fed.note().cloned());
        counts
    }

    /// Returns the bytes of an `.xlsx` or `.xlsm` file.
    pub(super) fn workbook_file(&self) -> Option<WorkbookFile> {
        self.workbook.as_ref()?.file()
    }
}
