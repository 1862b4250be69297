//! Valid messages as HTTP requests: plain data, for whatever client a caller has.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::endpoint::Endpoint;
use crate::interfaces::AgentSignIn;
use crate::message::{RequestBody, Valid, check_address};
use crate::profile::Profile;
use crate::report::Report;
use crate::server::{Cloud, Gateway};
use crate::spec::{Interface, Method};

/// An HTTP request. It holds the secrets of its message, prints them as `***`, and wipes them when it is dropped: a
/// client that wants to own the body gets it with [`std::mem::take`].
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The URL.
    pub url: String,
    /// The header fields in the order in which they are written: names in the spelling of the interface's table.
    pub headers: Vec<(&'static str, String)>,
    /// The body: compact JSON in UTF-8.
    pub body: String,
    masked_body: String,
    interface: &'static Interface,
}

impl Request {
    /// The same request with `***` in place of each secret, for people to look at.
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

/// A body that the configuration service answers.
pub trait CloudBody: RequestBody {}

impl<T: CloudBody> Valid<T> {
    /// The request to the configuration service.
    ///
    /// # Errors
    ///
    /// A report on the header: the token or the app key is mandatory and missing, or does not have its form.
    pub fn request(&self, cloud: &Cloud) -> Result<Request, Report> {
        let credentials = T::INTERFACE.headers.fields.iter().filter_map(|field| {
            let value = match field.field {
                // In one piece: a text that grows leaves copies behind.
                "authorization" => ["Bearer ", cloud.token.as_ref()?.expose()].concat(),
                "app_key" => cloud.app_key.as_ref()?.expose().to_owned(),
                _ => return None,
            };
            Some((field.name, value))
        });
        self.to_endpoint(&cloud.endpoint, &[], credentials.collect())
    }
}

impl Valid<AgentSignIn> {
    /// The request to the agent gateway, for the agent of an ID (row p1: 101 to 59999; 999999 in the edition of 2025).
    ///
    /// # Errors
    ///
    /// A report on the path: the ID is not decimal or outside its range.
    pub fn request(&self, gateway: &Gateway, agent_id: &str) -> Result<Request, Report> {
        self.to_endpoint(&gateway.endpoint, &[("agentid", agent_id)], Vec::new())
    }
}

impl<T: RequestBody> Valid<T> {
    fn to_endpoint(
        &self,
        endpoint: &Endpoint,
        path: &[(&str, &str)],
        credentials: Vec<(&'static str, String)>,
    ) -> Result<Request, Report> {
        let interface = T::INTERFACE;
        let mut headers = vec![("Content-Type", interface.content_type.to_owned())];
        headers.extend(credentials);
        let request = Request {
            method: interface.method,
            url: endpoint.origin(interface.service) + &fill(interface.path, path),
            headers,
            body: self.to_json(),
            masked_body: self.to_masked_json(),
            interface,
        };

        let pairs: Vec<(&str, &str)> = request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let profile = Profile { edition: self.edition(), ..Profile::default() };
        let report = check_address(interface, path, &pairs, &profile);
        if report.is_valid() { Ok(request) } else { Err(report) }
    }
}

/// The path with its parameters. A request leaves only when each of them was found to hold nothing but digits.
fn fill(template: &str, path: &[(&str, &str)]) -> String {
    path.iter().fold(template.to_owned(), |filled, (name, value)| filled.replace(&format!("{{{name}}}"), value))
}
