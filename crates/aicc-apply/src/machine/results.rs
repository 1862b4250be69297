//! The outcome of each record so far.

use crate::failure::{CallFailure, LostReason};
use crate::machine::outcome::{OutcomeCounts, RecordOutcome};
use crate::plan::record::{PlannedRecord, RecordState};

/// The outcomes of the records, by their index in the plan.
#[derive(Debug, Default)]
pub(super) struct RecordOutcomes {
    outcomes: Vec<RecordOutcome>,
    counts: OutcomeCounts,
    /// The records whose outcomes became final since they were last taken.
    settled: Vec<usize>,
}

impl RecordOutcomes {
    /// Returns the outcomes before the first call.
    pub(super) fn new(records: &[PlannedRecord]) -> Self {
        let outcomes: Vec<_> = records.iter().map(|planned| first_outcome(&planned.state)).collect();
        let mut counts = OutcomeCounts::default();
        outcomes.iter().for_each(|outcome| counts.add(outcome.kind()));
        Self { outcomes, counts, settled: Vec::new() }
    }

    pub(super) fn get(&self, index: usize) -> Option<&RecordOutcome> {
        self.outcomes.get(index)
    }

    pub(super) const fn counts(&self) -> OutcomeCounts {
        self.counts
    }

    pub(super) fn take_settled(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.settled)
    }

    /// Sets an outcome that can still change.
    pub(super) fn set(&mut self, index: usize, outcome: RecordOutcome) {
        let Some(known) = self.outcomes.get_mut(index) else { return };
        self.counts.remove(known.kind());
        self.counts.add(outcome.kind());
        *known = outcome;
    }

    /// Sets the final outcome of this run.
    pub(super) fn settle(&mut self, index: usize, outcome: RecordOutcome) {
        self.set(index, outcome);
        self.settle_as_it_is(index);
    }

    /// Makes the outcome final.
    pub(super) fn settle_as_it_is(&mut self, index: usize) {
        self.settled.push(index);
    }
}

fn first_outcome(state: &RecordState) -> RecordOutcome {
    match state {
        RecordState::New => RecordOutcome::NotSent(None),
        RecordState::Refused(failure) => RecordOutcome::Refused(failure.clone()),
        RecordState::Open | RecordState::Unknown => RecordOutcome::Unknown(CallFailure::Lost(LostReason::Interrupted)),
        RecordState::Created { work_no, adopted } => RecordOutcome::Created { work_no: *work_no, adopted: *adopted },
        RecordState::Changed { work_no } => RecordOutcome::Changed { work_no: *work_no },
        RecordState::Exists { work_no } => RecordOutcome::Exists { work_no: *work_no },
        RecordState::Duplicate { of } => RecordOutcome::Duplicate { of: *of },
        RecordState::Invalid | RecordState::Masked => RecordOutcome::Invalid,
    }
}
