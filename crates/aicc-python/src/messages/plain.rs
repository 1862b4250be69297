//! What the records that no request table checks have in common: reply bodies, and what stands inside bodies.

use aicc_core::{ReplyBody, Report, Slot, View};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::classes::profile::{PyProfile, chosen};
use crate::classes::record::{self, NewArguments};
use crate::convert::body::{Json, Members};
use crate::convert::json::view_to_python;
use crate::convert::text::ReadError;
use crate::convert::value::surrogate_report;
use crate::errors;
use crate::panics::guarded;

/// The names of the attributes.
fn rows(object: &impl Slot) -> Vec<&'static str> {
    match object.view() {
        View::Object(table, _) => table.fields.iter().map(|field| field.field).collect(),
        _ => Vec::new(),
    }
}

pub(crate) fn to_dict<'py>(py: Python<'py>, object: &impl Slot) -> PyResult<Bound<'py, PyAny>> {
    view_to_python(py, object.view())
}

pub(crate) fn representation(record: &Bound<'_, PyAny>, object: &impl Slot) -> PyResult<String> {
    let name = match object.view() {
        View::Object(table, _) => table.name,
        _ => "",
    };
    record::representation(record, name, &rows(object))
}

pub(crate) fn hash(record: &Bound<'_, PyAny>, object: &impl Slot) -> PyResult<isize> {
    record::hash(record, &rows(object))
}

pub(crate) fn new_arguments<'py>(record: &Bound<'py, PyAny>, object: &impl Slot) -> PyResult<NewArguments<'py>> {
    record::arguments(record, &rows(object))
}

pub(crate) fn replaced<'py>(
    record: &Bound<'py, PyAny>,
    object: &impl Slot,
    changes: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    record::replaced(record, &rows(object), changes)
}

/// Reads a reply body from JSON text.
pub(crate) fn reply_from_json<R: ReplyBody + Send>(
    py: Python<'_>,
    body: &Json<'_>,
    profile: Option<&Bound<'_, PyProfile>>,
) -> PyResult<R> {
    let profile = chosen(profile);
    let read = guarded(|| Ok(body.read(py, |bytes| aicc_core::read_reply::<R>(200, &[], bytes, profile))))?;
    match read {
        aicc_core::Outcome::Success(answer) | aicc_core::Outcome::Refusal(answer) => Ok(answer.body),
        aicc_core::Outcome::Unreadable(report, _) => Err(errors::validation(py, &report)),
        _ => Err(errors::validation(py, &Report::default())),
    }
}

/// Reads a reply body from members by wire name.
pub(crate) fn reply_from_dict<R: ReplyBody>(
    py: Python<'_>,
    members: Members<'_>,
    profile: Option<&Bound<'_, PyProfile>>,
) -> PyResult<R> {
    let profile = chosen(profile);
    let read = match guarded(|| Ok(R::from_deserializer(members.value(), profile)))? {
        Err(ReadError::Surrogate) => Err(surrogate_report(R::INTERFACE, profile)),
        read => read?,
    };
    read.map_err(|report| errors::validation(py, &report))
}
