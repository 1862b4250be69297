//! What a run has done so far, for the threads that read its outcomes.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aicc_apply::{EndedRun, Machine, OutcomeCounts};
use aicc_batch::RecordUnit;
use aicc_core::Language;
use pyo3::prelude::*;

use super::error::NotStarted;
use super::outcome::OutcomeFields;

/// How often a thread that waits handles signals: Ctrl-C raises a `KeyboardInterrupt`.
const INTERVAL: Duration = Duration::from_millis(50);

/// What a run has done so far.
#[derive(Default)]
pub(super) struct OutcomeQueue {
    state: Mutex<RunState>,
    changed: Condvar,
}

#[derive(Default)]
pub(super) struct RunState {
    /// Whether the run has a connection and its journal.
    pub(super) has_started: bool,
    /// The outcomes that nobody has read.
    pub(super) outcomes: VecDeque<OutcomeFields>,
    pub(super) counts: OutcomeCounts,
    /// Why the run did not begin.
    pub(super) start_error: Option<NotStarted>,
    /// How the run ended.
    pub(super) ended: Option<EndedRun>,
    /// The run has panicked.
    pub(super) has_panicked: bool,
    /// Whether nothing happens any more.
    pub(super) is_over: bool,
}

impl OutcomeQueue {
    pub(super) fn locked(&self) -> MutexGuard<'_, RunState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state, and wakes the threads that wait for it.
    pub(super) fn change(&self, change: impl FnOnce(&mut RunState)) {
        change(&mut self.locked());
        self.changed.notify_all();
    }

    /// Waits until the state is ready, and handles signals. Other threads can run Python.
    pub(super) fn wait<T: Send>(
        &self,
        py: Python<'_>,
        ready: impl Fn(&mut RunState) -> Option<T> + Sync,
    ) -> PyResult<T> {
        loop {
            let found = py.detach(|| {
                let mut found = None;
                let is_waiting = |state: &mut RunState| {
                    found = ready(state);
                    found.is_none()
                };
                let waited = self.changed.wait_timeout_while(self.locked(), INTERVAL, is_waiting);
                drop(waited);
                found
            });
            if let Some(found) = found {
                return Ok(found);
            }
            py.check_signals()?;
        }
    }
}

/// Which outcomes were passed on, and how.
pub(super) struct OutcomeSender<'p> {
    pub(super) progress: &'p OutcomeQueue,
    pub(super) unit: RecordUnit,
    pub(super) language: Language,
    is_sent: Vec<bool>,
}

impl<'p> OutcomeSender<'p> {
    pub(super) fn new(progress: &'p OutcomeQueue, machine: &Machine, unit: RecordUnit, language: Language) -> Self {
        Self { progress, unit, language, is_sent: vec![false; machine.plan().records().len()] }
    }

    /// Passes on the outcomes of the records at some indices of the plan, each once.
    pub(super) fn send(&mut self, machine: &Machine, indices: impl Iterator<Item = usize>) {
        let rows: Vec<OutcomeFields> = indices.filter_map(|index| self.row(machine, index)).collect();
        self.progress.change(|state| {
            state.outcomes.extend(rows);
            state.counts = machine.counts();
        });
    }

    /// Passes on the outcomes that are left.
    pub(super) fn send_rest(&mut self, machine: &Machine) {
        self.send(machine, 0..machine.plan().records().len());
    }

    fn row(&mut self, machine: &Machine, index: usize) -> Option<OutcomeFields> {
        let is_sent = self.is_sent.get_mut(index)?;
        if std::mem::replace(is_sent, true) {
            return None;
        }
        let planned = machine.plan().records().get(index)?;
        Some(OutcomeFields::new(planned, machine.outcome(index)?, self.unit, self.language))
    }
}
