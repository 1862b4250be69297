//! Reply bodies, read without a status and header fields.

use aicc_core::{ReplyBody, Report};
use pyo3::prelude::*;

use crate::classes::profile::{PyProfile, chosen};
use crate::convert::body::{Json, MembersArgument};
use crate::convert::text::ReadError;
use crate::convert::value::surrogate_report;
use crate::errors;
use crate::panics::guarded;

/// Returns the reply body that JSON text holds.
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

/// Returns the reply body that a mapping holds.
pub(crate) fn reply_from_dict<R: ReplyBody>(
    py: Python<'_>,
    members: MembersArgument<'_>,
    profile: Option<&Bound<'_, PyProfile>>,
) -> PyResult<R> {
    let profile = chosen(profile);
    let read = match guarded(|| Ok(R::from_deserializer(members.value(), profile)))? {
        Err(ReadError::Surrogate) => Err(surrogate_report(R::INTERFACE, profile)),
        read => read?,
    };
    read.map_err(|report| errors::validation(py, &report))
}
