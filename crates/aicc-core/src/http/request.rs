//! Turns valid messages into HTTP requests: plain data for any HTTP client.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::check::check_address;
use crate::http::server::Server;
use crate::profile::Profile;
use crate::report::Report;
use crate::spec::{Field, Interface, Kind, Method};
use crate::valid::{RequestBody, Valid};

/// An HTTP request. It contains the secrets of its message, prints them as `***`, and wipes them when it is dropped. To take the
/// body out of it, use [`std::mem::take`].
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The URL.
    pub url: String,
    /// The header fields, in the order in which they are sent. The names are spelled as on the page.
    pub headers: Vec<(&'static str, String)>,
    /// The body: compact JSON in UTF-8.
    pub body: String,
    masked_body: String,
    interface: &'static Interface,
}

impl Request {
    /// Returns the request with `***` in place of each secret, for display.
    #[must_use]
    pub fn masked(&self) -> Self {
        let mask = |(name, value): &(&'static str, String)| match self.interface.headers.find(name) {
            Some((_, field)) if field.secret => (*name, "***".to_owned()),
            _ => (*name, value.clone()),
        };
        Self {
            method: self.method,
            url: self.url.clone(),
            headers: self.headers.iter().map(mask).collect(),
            body: self.masked_body.clone(),
            masked_body: self.masked_body.clone(),
            interface: self.interface,
        }
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        self.body.zeroize();
        self.headers.iter_mut().for_each(|(_, value)| value.zeroize());
    }
}

impl ZeroizeOnDrop for Request {}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let masked = self.masked();
        formatter
            .debug_struct("Request")
            .field("method", &masked.method.as_str())
            .field("url", &masked.url)
            .field("headers", &masked.headers)
            .field("body", &masked.body)
            .finish()
    }
}

impl<T: RequestBody> Valid<T> {
    /// Returns the HTTP request to a server, with the parameters of the path by their wire names. The credentials of the server
    /// become header fields.
    ///
    /// For one interface use its `request`, which takes the right kind of server.
    ///
    /// # Errors
    ///
    /// Returns a report on path and header if a path parameter or a credential breaks a rule of its row, or is mandatory and
    /// missing.
    pub fn request_to(&self, server: &impl Server, path: &[(&str, &str)]) -> Result<Request, Report> {
        let interface = T::INTERFACE;
        let request = Request {
            method: interface.method,
            url: server.endpoint().origin(interface.service) + &fill(interface.path, path),
            headers: headers(interface, server),
            body: self.to_json(),
            masked_body: self.to_masked_json(),
            interface,
        };

        let profile = Profile { edition: self.edition(), ..Profile::default() };
        let report = check_with_headers(interface, &request.headers, path, &profile);
        if report.is_valid() { Ok(request) } else { Err(report) }
    }

    /// Returns the HTTP request to a server, with the parameters of the path in the order of their rows.
    ///
    /// # Errors
    ///
    /// Returns the report of [`request_to`](Self::request_to).
    pub(crate) fn positional(&self, server: &impl Server, path: &[&str]) -> Result<Request, Report> {
        let names = T::INTERFACE.path_parameters.fields.iter().map(|field| field.name);
        let path: Vec<(&str, &str)> = names.zip(path.iter().copied()).collect();
        self.request_to(server, &path)
    }
}

/// Checks what the requests to a server have besides their bodies: the parameters of the path, by their wire names, and the
/// credentials of the server. A program calls it before it reads messages.
///
/// ```
/// use aicc_core::{Cloud, Profile, check_server, interfaces};
/// let cloud = Cloud::new("service.besclouds.com")?;
/// let report = check_server(&interfaces::AGENT_ACCOUNT_CREATE, &cloud, &[], &Profile::default());
/// assert_eq!(report.violations()[0].pointer(), "/Authorization");
/// # Ok::<(), aicc_core::EndpointError>(())
/// ```
#[must_use]
pub fn check_server(
    interface: &'static Interface,
    server: &impl Server,
    path: &[(&str, &str)],
    profile: &Profile,
) -> Report {
    let mut headers = headers(interface, server);
    let report = check_with_headers(interface, &headers, path, profile);
    headers.iter_mut().for_each(|(_, value)| value.zeroize());
    report
}

fn check_with_headers(
    interface: &'static Interface,
    headers: &[(&'static str, String)],
    path: &[(&str, &str)],
    profile: &Profile,
) -> Report {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    check_address(interface, path, &headers, profile)
}

/// Returns the header fields of requests to a server.
fn headers(interface: &Interface, server: &impl Server) -> Vec<(&'static str, String)> {
    let credentials = interface.headers.fields.iter().filter_map(|field| credential(field, server));
    [("Content-Type", interface.content_type.to_owned())].into_iter().chain(credentials).collect()
}

/// Returns the header field of a row, if the server has a credential of its format.
fn credential(field: &Field, server: &impl Server) -> Option<(&'static str, String)> {
    let Kind::Text(text) = &field.kind else { return None };
    Some((field.name, server.credential(text.format?)?))
}

/// Returns the path with its parameters. The caller checks them: a valid parameter has only digits.
fn fill(template: &str, path: &[(&str, &str)]) -> String {
    path.iter().fold(template.to_owned(), |filled, (name, value)| filled.replace(&format!("{{{name}}}"), value))
}
