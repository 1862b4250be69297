//! Bodies that Python gives one after the other.

use std::ops::Range;

use aicc_batch::{Batch, Chunk, Error, Source, Spot, Tally, Verdict};
use aicc_core::{Check, Report, check};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use super::caller::Caller;
use crate::body::Body;
use crate::interpreter::next_of;

/// A chunk has at most so many bodies.
const MOST_BODIES: usize = 1024;

/// What an iterator of bodies gives.
pub(crate) struct Messages<'c> {
    iterator: Py<PyIterator>,
    caller: &'c Caller,
    /// How many bodies there were.
    count: u64,
    /// What ended the iterator, until the bodies before it are handed out.
    failed: Option<PyErr>,
}

/// Some bodies: texts, which any thread can check, and what was said about mappings, which only Python can read.
#[derive(Default)]
pub(crate) struct Bodies {
    text: Vec<u8>,
    bodies: Vec<Text>,
}

enum Text {
    Json(Range<usize>),
    Checked(Report),
}

impl<'c> Messages<'c> {
    pub(crate) const fn new(iterator: Py<PyIterator>, caller: &'c Caller) -> Self {
        Self { iterator, caller, count: 0, failed: None }
    }

    fn fill(&mut self, bodies: &mut Bodies, py: Python<'_>, batch: &Batch<'_>) -> PyResult<()> {
        while bodies.bodies.len() < MOST_BODIES && bodies.text.len() < batch.chunk_size.get() {
            let Some(body) = next_of(&self.iterator, py).transpose()? else { break };
            self.count = self.count.saturating_add(1);
            bodies.push(&body, batch).map_err(|error| numbered(py, error, self.count))?;
        }
        Ok(())
    }
}

impl Source for Messages<'_> {
    type Chunk = Bodies;

    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<Bodies>, Error> {
        let mut bodies = Bodies::default();
        if self.failed.is_none() {
            self.caller.call(|py| {
                self.failed = self.fill(&mut bodies, py, batch).err();
                Ok(())
            })?;
        }
        if !bodies.bodies.is_empty() {
            return Ok(Some(bodies));
        }
        match self.failed.take() {
            Some(error) => Ok(self.caller.call(|_| Err(error))?),
            None => Ok(None),
        }
    }
}

impl Bodies {
    fn push(&mut self, body: &Bound<'_, PyAny>, batch: &Batch<'_>) -> PyResult<()> {
        let body = match body.extract()? {
            Body::Members(members) => {
                let mut check = Check::new(batch.interface, batch.profile);
                check.body(members.value())?;
                Text::Checked(check.report())
            }
            Body::Json(json) => {
                let json = json.into_bytes();
                // One byte more than the maximum is enough to see that it is too large.
                let text = json.as_bytes().iter().take(batch.profile.maximum_size.saturating_add(1));
                let start = self.text.len();
                self.text.extend(text);
                Text::Json(start..self.text.len())
            }
        };
        self.bodies.push(body);
        Ok(())
    }
}

impl Chunk for Bodies {
    fn check(&self, tally: &mut Tally<'_>) {
        let Batch { interface, profile, .. } = *tally.batch();
        for body in &self.bodies {
            let report = match body {
                Text::Checked(report) => report.clone(),
                Text::Json(range) => check(interface, self.text.get(range.clone()).unwrap_or_default(), profile),
            };
            tally.record(Verdict::Report(report), Spot::default);
        }
    }
}

/// The error of a body, with the number of the body. One of a class that aicc does not raise stays as it is.
fn numbered(py: Python<'_>, error: PyErr, number: u64) -> PyErr {
    let text = || format!("record {number}: {}", error.value(py));
    let class = error.get_type(py);
    let numbered = if class.is(py.get_type::<PyTypeError>()) {
        PyTypeError::new_err(text())
    } else if class.is(py.get_type::<PyValueError>()) {
        PyValueError::new_err(text())
    } else {
        return error;
    };
    numbered.set_traceback(py, error.traceback(py));
    numbered
}
