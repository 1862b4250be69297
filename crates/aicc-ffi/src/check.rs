//! Checks of request bodies, whole requests and single fields.

use std::fmt;

use aicc_core::{FieldState, Language, Location, NoSuchField, Parts};

use crate::finding::{Finding, Report, findings};
use crate::generated::interface::Interface;
use crate::profile::Profile;
use crate::secret::Secret;

/// A path parameter or a header field of a request. Its value may be a credential.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NamedValue {
    /// The name.
    pub name: String,
    /// The value.
    pub value: Secret,
}

/// Checks a request body, which is JSON text in UTF-8. Returns every rule that it breaks, with the place, and the advice.
#[uniffi::export(default(language = None, profile))]
pub fn check(interface: Interface, body: Vec<u8>, profile: Profile, language: Option<Language>) -> Report {
    Report::new(&aicc_core::check(interface.table(), &body, &profile.core()), language)
}

/// Checks a whole request: its path parameters, header fields and body. The names of header fields are not case-sensitive.
/// Returns every rule that the request breaks, with the place, and the advice.
#[uniffi::export(default(language = None, profile))]
pub fn check_message(
    interface: Interface,
    path: Vec<NamedValue>,
    headers: Vec<NamedValue>,
    body: Vec<u8>,
    profile: Profile,
    language: Option<Language>,
) -> Report {
    let (path, headers) = (pairs(&path), pairs(&headers));
    let parts = Parts { path: &path, headers: &headers, body: &body };
    Report::new(&aicc_core::check_message(interface.table(), parts, &profile.core()), language)
}

fn pairs(values: &[NamedValue]) -> Vec<(&str, &str)> {
    values.iter().map(|field| (field.name.as_str(), field.value.0.expose())).collect()
}

/// The state of a field while a person types.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct FieldReport {
    /// Whether the text is valid, or can become valid.
    pub state: FieldState,
    /// The rules that the present text breaks.
    pub findings: Vec<Finding>,
}

/// Checks the text that a person has typed so far in the field at a JSON Pointer. `location` is the part of the request
/// (default: the body). Integers and booleans are written as in JSON. Fails if the interface documents no text, number or
/// boolean at the pointer.
#[uniffi::export(default(location = None, language = None, profile))]
pub fn check_field(
    interface: Interface,
    pointer: String,
    text: String,
    location: Option<Location>,
    profile: Profile,
    language: Option<Language>,
) -> Result<FieldReport, UnknownFieldError> {
    let location = location.unwrap_or(Location::Body);
    let report = aicc_core::check_field(interface.table(), location, &pointer, &text, &profile.core())?;
    Ok(FieldReport { state: report.state, findings: findings(&report.findings, language) })
}

/// The interface has no such field. The pointer in the app is wrong.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum UnknownFieldError {
    /// The interface documents no text, number or boolean at the pointer.
    NoSuchField(NoSuchField),
}

impl From<NoSuchField> for UnknownFieldError {
    fn from(error: NoSuchField) -> Self {
        Self::NoSuchField(error)
    }
}

impl fmt::Display for UnknownFieldError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchField(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for UnknownFieldError {}
