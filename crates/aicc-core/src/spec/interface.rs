//! A vendor's page as a whole.

use crate::language::Wording;
use crate::spec::Object;

/// One interface: everything that its page says. Each is a static of [`interfaces`](crate::interfaces), and two are equal if they are the
/// same static.
#[derive(Debug)]
#[non_exhaustive]
pub struct Interface {
    /// The name that the vendor calls it by: `agentAccount/create`.
    pub name: &'static str,
    /// The page.
    pub document: Document,
    /// The HTTP method.
    pub method: Method,
    /// The service that answers it.
    pub service: Service,
    /// The path, exactly as it is written, with `{name}` for a path parameter.
    pub path: &'static str,
    /// The parameters of the path.
    pub path_parameters: &'static Object,
    /// The header fields that the page names.
    pub headers: &'static Object,
    /// The `Content-Type` of a written request.
    pub content_type: &'static str,
    /// The request body.
    pub request: Body,
    /// The reply body.
    pub reply: Body,
    /// The codes by which a reply tells success from failure.
    pub result_codes: ResultCodes,
    /// The documented HTTP statuses other than 200.
    pub statuses: &'static [Status],
    /// The events that a success triggers.
    pub events: Option<Events>,
    /// The exchanges that the page prints.
    pub examples: &'static [Example],
}

impl PartialEq for Interface {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Interface {}

/// The page that an interface comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: Wording,
    /// What the interface is for.
    pub summary: Wording,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `POST`.
    Post,
    /// `PUT`.
    Put,
}

impl Method {
    /// The method as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// The service of the platform that answers an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// The configuration service.
    Configuration,
    /// The agent gateway.
    AgentGateway,
}

impl Service {
    /// The header of its replies whose value authenticates later calls (reading R21).
    #[must_use]
    pub const fn session_header(self) -> Option<&'static str> {
        match self {
            Self::Configuration => None,
            Self::AgentGateway => Some("Set-GUID"),
        }
    }

    /// The port that the service listens on unless told otherwise.
    #[must_use]
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Configuration => 443,
            Self::AgentGateway => 8043,
        }
    }
}

/// A request or reply body.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// The member that the page nests the rows under, and its row (reading R1).
    pub wrapper: Option<Wrapper>,
    /// The rows.
    pub object: &'static Object,
}

/// The member that names the body itself (reading R1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// Its row.
    pub row: &'static str,
    /// Its wire name.
    pub name: &'static str,
    /// What a person calls it.
    pub label: Wording,
}

/// How a reply tells success from failure (reading R12).
#[derive(Clone, Copy, Debug)]
pub struct ResultCodes {
    /// The member that holds the code.
    pub member: &'static str,
    /// The documented codes.
    pub known: &'static [ResultCode],
    /// Codes that the page does not list and another page of the vendor explains: they have a meaning, and are undocumented.
    pub further: &'static [ResultCode],
    /// The meaning of every other code, where the page documents one.
    pub others: Option<Wording>,
}

/// The code that every interface answers on success.
pub const SUCCESS: &str = "0";

impl ResultCodes {
    /// The documented row of a code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&'static ResultCode> {
        self.known.iter().find(|known| known.code == code)
    }
}

/// One code of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultCode {
    /// The code on the wire.
    pub code: &'static str,
    /// What it means.
    pub meaning: Wording,
    /// What a caller can do.
    pub action: Option<Wording>,
}

/// A documented HTTP status other than 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The status.
    pub status: u16,
    /// What it means.
    pub meaning: Wording,
    /// What a caller can do.
    pub action: Option<Wording>,
}

/// The events that a success triggers, by the value of a request member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Events {
    /// The request member that decides.
    pub member: &'static str,
    /// Its values, each with the events in their order.
    pub by_value: &'static [(i64, &'static [&'static str])],
}

impl Events {
    /// The events of a value, none where the page names none.
    #[must_use]
    pub fn of(&self, value: i64) -> &'static [&'static str] {
        self.by_value.iter().find(|(known, _)| *known == value).map_or(&[], |(_, events)| events)
    }
}

/// An exchange that a page prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// A name that no other example of the page has.
    pub name: &'static str,
    /// The request body, as JSON text.
    pub request: &'static str,
    /// The reply body, as JSON text.
    pub reply: &'static str,
}
