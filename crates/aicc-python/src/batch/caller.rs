//! Calls from a run, which does not hold the lock of the interpreter, into the calling Python thread.

use std::cell::{Cell, RefCell};
use std::io;
use std::time::{Duration, Instant};

use arrow_schema::ArrowError;
use pyo3::prelude::*;

/// The thread that called `check_many`.
pub(crate) struct Caller {
    raised: RefCell<Option<PyErr>>,
    signals: Timer,
}

/// A timer that is due ten times a second.
pub(crate) struct Timer(Cell<Instant>);

const INTERVAL: Duration = Duration::from_millis(100);

/// Python raised an exception, which the [`Caller`] keeps: the run must end.
pub(crate) struct Stopped;

impl Caller {
    pub(crate) fn new() -> Self {
        Self { raised: RefCell::new(None), signals: Timer::new() }
    }

    /// Runs Python code, and keeps the exception that it raises.
    pub(crate) fn call<T>(&self, python: impl FnOnce(Python<'_>) -> PyResult<T>) -> Result<T, Stopped> {
        // After the end of the interpreter, no caller is left.
        let answer = Python::try_attach(python).ok_or(Stopped)?;
        answer.map_err(|error| {
            self.raised.borrow_mut().get_or_insert(error);
            Stopped
        })
    }

    /// Handles signals if the timer is due: Ctrl-C raises a `KeyboardInterrupt`.
    pub(crate) fn signals_now_and_then(&self) -> Result<(), Stopped> {
        if self.signals.is_due() { self.signals() } else { Ok(()) }
    }

    /// Handles signals.
    pub(crate) fn signals(&self) -> Result<(), Stopped> {
        self.call(|py| py.check_signals())
    }

    /// Returns the exception that ended the run.
    pub(crate) fn into_raised(self) -> Option<PyErr> {
        self.raised.into_inner()
    }
}

impl Timer {
    pub(crate) fn new() -> Self {
        Self(Cell::new(Instant::now()))
    }

    pub(crate) fn is_due(&self) -> bool {
        let is_due = self.0.get().elapsed() >= INTERVAL;
        if is_due {
            self.0.set(Instant::now());
        }
        is_due
    }
}

impl From<Stopped> for aicc_batch::Error {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl From<Stopped> for io::Error {
    fn from(_: Stopped) -> Self {
        Self::other("stopped")
    }
}

impl From<Stopped> for ArrowError {
    fn from(_: Stopped) -> Self {
        Self::CDataInterface("stopped".to_owned())
    }
}
