//! Requests in the other direction: what a test double of the platform receives.

use std::fmt;

use crate::check::check_address;
use crate::interfaces::{self, AnyRequest};
use crate::profile::Profile;
use crate::report::Report;
use crate::spec::{Interface, Method};

/// A request that was recognised and passed.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedRequest {
    /// The interface that it is for.
    pub interface: &'static Interface,
    /// The parameters of its path, by name.
    pub path: Vec<(&'static str, String)>,
    /// Its message.
    pub message: AnyRequest,
    /// What is allowed in its path and header and yet warned about.
    pub report: Report,
}

/// Why a request is not one of the documented ones.
#[derive(Clone, Debug, PartialEq)]
pub enum ReceiveError {
    /// No interface has this path: HTTP status 404.
    UnknownPath,
    /// The interface has another method: HTTP status 405.
    MethodNotAllowed(Method),
    /// Its path, header or body break rules.
    Invalid(Report),
}

impl fmt::Display for ReceiveError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPath => formatter.write_str("no interface has this path"),
            Self::MethodNotAllowed(method) => write!(formatter, "the interface's method is {}", method.as_str()),
            Self::Invalid(report) => report.fmt(formatter),
        }
    }
}

impl std::error::Error for ReceiveError {}

/// Recognises a request by its method and path, and reads it. A query after the path is left alone: no document names
/// one. Header names are matched without regard to case.
///
/// # Errors
///
/// See [`ReceiveError`]; a report holds everything that is wrong in path, header and body.
pub fn read_request(
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
    profile: &Profile,
) -> Result<ReceivedRequest, ReceiveError> {
    let target = target.split('?').next().unwrap_or_default();
    let route = |interface: &&'static Interface| Some((*interface, match_path(interface.path, target)?));
    let (interface, path) = interfaces::ALL.iter().find_map(route).ok_or(ReceiveError::UnknownPath)?;
    if method != interface.method.as_str() {
        return Err(ReceiveError::MethodNotAllowed(interface.method));
    }
    let report = check_address(interface, &path, headers, profile);
    let (violations, advice) = match AnyRequest::from_json(interface, body, profile) {
        Ok(message) if report.is_valid() => {
            let path = path.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
            return Ok(ReceivedRequest { interface, path, message, report });
        }
        Ok(message) => (Vec::new(), message.advice().to_vec()),
        Err(report) => report.into_findings(),
    };
    Err(ReceiveError::Invalid(report.followed_by(violations, advice)))
}

/// The parameters of a path that fits the template.
fn match_path<'a>(template: &'static str, path: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
    let mut parameters = Vec::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        let segment = segments.next()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => parameters.push((name, segment)),
            None if expected == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(parameters)
}
