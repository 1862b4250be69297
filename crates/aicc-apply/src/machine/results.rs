//! The outcome of each record so far.

use crate::failure::{CallFailure, LostReason};
use crate::machine::outcome::{OutcomeCounts, RecordOutcome};
use crate::machine::step_outcome::StepOutcome;
use crate::plan::Plan;
use crate::plan::record::RecordState;
use crate::steps::{AgentStep, StepValues};

/// The outcomes of the records, by their index in the plan.
#[derive(Debug, Default)]
pub(super) struct RecordOutcomes {
    outcomes: Vec<RecordOutcome>,
    counts: OutcomeCounts,
    /// The outcomes of the steps that are wanted, by the index of the record in the plan; empty if no step is.
    steps: Vec<StepValues<Option<StepOutcome>>>,
    /// The records whose outcomes became final since they were last taken.
    settled: Vec<usize>,
}

impl RecordOutcomes {
    /// Returns the outcomes before the first call.
    pub(super) fn new(plan: &Plan) -> Self {
        let outcomes: Vec<_> = plan.records.iter().map(|planned| first_outcome(&planned.state)).collect();
        let mut counts = OutcomeCounts::default();
        outcomes.iter().for_each(|outcome| counts.add(outcome.kind()));
        Self { outcomes, counts, steps: first_steps(plan), settled: Vec::new() }
    }

    pub(super) fn get(&self, index: usize) -> Option<&RecordOutcome> {
        self.outcomes.get(index)
    }

    /// Returns the outcome of a step; `None` if it is not wanted.
    pub(super) fn step(&self, index: usize, step: AgentStep) -> Option<&StepOutcome> {
        self.steps.get(index)?.get(step).as_ref()
    }

    pub(super) fn set_step(&mut self, index: usize, step: AgentStep, outcome: StepOutcome) {
        if let Some(steps) = self.steps.get_mut(index) {
            *steps.get_mut(step) = Some(outcome);
        }
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

fn first_steps(plan: &Plan) -> Vec<StepValues<Option<StepOutcome>>> {
    let outcomes = plan.records.iter().map(|planned| {
        let mut outcomes = StepValues::default();
        for step in AgentStep::ALL.into_iter().filter(|step| plan.steps.has(*step)) {
            *outcomes.get_mut(step) = Some(StepOutcome::before(&planned.step(step)));
        }
        outcomes
    });
    if plan.steps.is_empty() { Vec::new() } else { outcomes.collect() }
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
