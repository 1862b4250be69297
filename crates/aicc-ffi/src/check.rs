//! Checking bytes and single fields.

use std::fmt;

use aicc_core::{FieldState, Language, Location, NoSuchField, Parts};

use crate::finding::{Finding, Report, findings};
use crate::generated::interface::Interface;
use crate::profile::Profile;
use crate::secret::Secret;

/// A parameter of the path or a header field, as it is on the wire. Its value may be a credential.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NamedValue {
    /// The name.
    pub name: String,
    /// The value.
    pub value: Secret,
}

/// Checks a request body, JSON text in UTF-8: every rule that it breaks, and where.
#[uniffi::export(default(language = None, profile))]
pub fn check(interface: Interface, body: Vec<u8>, profile: Profile, language: Option<Language>) -> Report {
    Report::new(&aicc_core::check(interface.table(), &body, &profile.core()), language)
}

/// Checks a whole request: path, header and body. Header names are matched without regard to case.
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

/// The state of a field that is being typed, and the rules that its text breaks as it is.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct FieldReport {
    /// What can become of the text.
    pub state: FieldState,
    /// The rules that it breaks now.
    pub findings: Vec<Finding>,
}

/// Checks the text typed so far in one field, at a JSON Pointer. Integers and booleans are typed as they are written in
/// JSON. Fails when no row of the interface documents a scalar there.
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

/// A pointer leads to no field that can be typed: a mistake in the app.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum UnknownFieldError {
    /// No row documents a scalar at the pointer.
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
