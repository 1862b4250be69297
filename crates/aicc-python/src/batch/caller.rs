//! What a batch, which runs without the interpreter's lock, owes to the Python that called it.

use std::cell::{Cell, RefCell};
use std::io;
use std::time::{Duration, Instant};

use arrow_schema::ArrowError;
use pyo3::prelude::*;

/// The calling thread as a batch sees it.
pub(crate) struct Caller {
    raised: RefCell<Option<PyErr>>,
    signals: NowAndThen,
}

/// Ten times a second.
pub(crate) struct NowAndThen(Cell<Instant>);

const INTERVAL: Duration = Duration::from_millis(100);

/// A Python exception was raised, which the [`Caller`] holds: the batch must end.
pub(crate) struct Stopped;

impl Caller {
    pub(crate) fn new() -> Self {
        Self { raised: RefCell::new(None), signals: NowAndThen::new() }
    }

    /// Runs Python.
    pub(crate) fn call<T>(&self, python: impl FnOnce(Python<'_>) -> PyResult<T>) -> Result<T, Stopped> {
        // There is nobody left to tell when the interpreter has ended.
        let answer = Python::try_attach(python).ok_or(Stopped)?;
        answer.map_err(|error| {
            self.raised.borrow_mut().get_or_insert(error);
            Stopped
        })
    }

    /// Lets signals be handled, if it is time: Ctrl-C raises a `KeyboardInterrupt`.
    pub(crate) fn signals_now_and_then(&self) -> Result<(), Stopped> {
        if self.signals.is_due() { self.signals() } else { Ok(()) }
    }

    /// Lets signals be handled.
    pub(crate) fn signals(&self) -> Result<(), Stopped> {
        self.call(|py| py.check_signals())
    }

    /// The exception that ended the batch.
    pub(crate) fn into_raised(self) -> Option<PyErr> {
        self.raised.into_inner()
    }
}

impl NowAndThen {
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
