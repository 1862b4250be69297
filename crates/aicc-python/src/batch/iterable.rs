//! Iterators of bodies.

use std::ops::Range;

use aicc_batch::{Chunk, ChunkResult, Error, RecordPosition, Settings, Source, Verdict};
use aicc_core::{AgentAccountCreate, RequestBody};
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use super::caller::Caller;
use crate::convert::body::{Json, is_text};
use crate::convert::value::read;
use crate::convert::value::{OnException, PythonValue, is_of_the_object};
use crate::interpreter::next_of;

/// The largest number of bodies in a chunk.
const MOST_BODIES: usize = 1024;

/// The bodies of a Python iterator.
pub(crate) struct BodyIterator<'c> {
    iterator: Py<PyIterator>,
    caller: &'c Caller,
    /// The exception that ended the iterator. It is raised after the bodies before it are checked.
    failed: Option<PyErr>,
}

/// Some bodies: texts, which any thread can check, and verdicts on mappings, which only the thread of Python can read.
#[derive(Default)]
pub(crate) struct BodyChunk {
    text: Vec<u8>,
    bodies: Vec<PendingBody>,
}

enum PendingBody {
    Json(Range<usize>),
    /// The verdict, and the body if it is valid and the settings ask for bodies.
    Checked(Verdict, Option<Vec<u8>>),
}

impl<'c> BodyIterator<'c> {
    pub(crate) const fn new(iterator: Py<PyIterator>, caller: &'c Caller) -> Self {
        Self { iterator, caller, failed: None }
    }

    fn fill(&mut self, bodies: &mut BodyChunk, py: Python<'_>, settings: &Settings<'_>) -> PyResult<()> {
        while bodies.bodies.len() < MOST_BODIES && bodies.text.len() < settings.chunk_size.get() {
            let Some(body) = next_of(&self.iterator, py).transpose()? else { break };
            bodies.push(&body, settings)?;
        }
        Ok(())
    }
}

impl Source for BodyIterator<'_> {
    type Chunk = BodyChunk;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<BodyChunk>, Error> {
        let mut bodies = BodyChunk::default();
        if self.failed.is_none() {
            self.caller.call(|py| {
                self.failed = self.fill(&mut bodies, py, settings).err();
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

impl BodyChunk {
    /// Adds a record. Every error in it becomes a finding, even an exception that the code of the record raises.
    ///
    /// # Errors
    ///
    /// Returns exceptions about the whole process: `KeyboardInterrupt`, `SystemExit`, `MemoryError`.
    fn push(&mut self, record: &Bound<'_, PyAny>, settings: &Settings<'_>) -> PyResult<()> {
        let body = match self.text_of(record, settings) {
            Some(Ok(range)) => PendingBody::Json(range),
            Some(Err(error)) if !is_of_the_object(&error, record.py()) => return Err(error),
            _ => {
                let value = PythonValue::new(record, OnException::Report);
                let mut check = settings.start_check();
                read(&mut check, value)?;
                let verdict = Verdict::of(check);
                let needs_body = settings.bodies && verdict.is_valid();
                let json = if needs_body { json_of(value, settings)? } else { None };
                PendingBody::Checked(verdict, json)
            }
        };
        self.bodies.push(body);
        Ok(())
    }

    /// Keeps the text of a record. `None` if the record is not a text.
    fn text_of(&mut self, record: &Bound<'_, PyAny>, settings: &Settings<'_>) -> Option<PyResult<Range<usize>>> {
        if !is_text(record) {
            return None;
        }
        Some(record.extract::<Json<'_>>().map(|json| {
            let json = json.into_bytes();
            // One byte more than the maximum is enough to find that the text is too large.
            let text = json.as_bytes().iter().take(settings.profile.maximum_size.saturating_add(1));
            let start = self.text.len();
            self.text.extend(text);
            start..self.text.len()
        }))
    }
}

/// Returns the body of a valid account as JSON; `None` if it is another one when it is read a second time.
fn json_of(value: PythonValue<'_, '_>, settings: &Settings<'_>) -> PyResult<Option<Vec<u8>>> {
    let account = AgentAccountCreate::from_deserializer(value, settings.profile)?;
    Ok(account.ok().map(|account| account.to_json().into_bytes()))
}

impl Chunk for BodyChunk {
    fn check(&self, result: &mut ChunkResult<'_>) {
        let settings = result.settings();
        for (place, body) in self.bodies.iter().enumerate() {
            let (verdict, json) = match body {
                PendingBody::Checked(verdict, json) => (verdict.clone(), json.as_deref()),
                PendingBody::Json(range) => {
                    let json = self.text.get(range.clone()).unwrap_or_default();
                    (Verdict::of_json(json, settings), Some(json))
                }
            };
            let is_valid = result.add_record(verdict, place, RecordPosition::default, serde_json::Map::new);
            if let (true, Some(json)) = (is_valid, json) {
                result.add_body(RecordPosition::default, || json.to_owned());
            }
        }
    }
}
