//! Reads received requests, for a test double of the platform.

use std::fmt;

use crate::check::check_address;
use crate::interfaces::{self, AnyRequest};
use crate::profile::Profile;
use crate::report::Report;
use crate::spec::{Interface, Method};

/// A request to a known interface that breaks no rule.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedRequest {
    /// The interface of the request.
    pub interface: &'static Interface,
    /// The parameters of the path, by name.
    pub path: Vec<(&'static str, String)>,
    /// The message in the body.
    pub message: AnyRequest,
    /// The report on path and header, which has advice only.
    pub report: Report,
}

/// Why a received request is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum ReceiveError {
    /// No interface has the path: HTTP status 404.
    UnknownPath,
    /// The interface has another method: HTTP status 405.
    MethodNotAllowed(Method),
    /// The path, header or body breaks rules.
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

/// Finds the interface of a request by its method and path, and reads the request. A query after the path is ignored: no page
/// documents one. The case of header names does not matter.
///
/// # Errors
///
/// Returns an error if no interface has the path and method, or a report with every rule that path, header and body break.
///
/// ```
/// use aicc_core::{Profile, interfaces, read_request};
/// let path = "/agentgateway/resource/onlineagent/291/loginex";
/// let headers = [("Content-Type", "application/json")];
/// let request = read_request("PUT", path, &headers, br#"{"password": ""}"#, &Profile::default())?;
/// assert_eq!(request.interface, &interfaces::AGENT_SIGN_IN);
/// assert_eq!(request.path, [("agentid", "291".to_owned())]);
/// # Ok::<(), aicc_core::ReceiveError>(())
/// ```
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

/// Returns the parameters of a path; `None` if it does not match the template.
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
