//! A page of the vendor.

use crate::language::Wording;
use crate::spec::{Field, Object};

/// An interface, with everything that its page says. Each one is a static of [`interfaces`](crate::interfaces), and two are equal
/// if they are the same static.
#[derive(Debug)]
#[non_exhaustive]
pub struct Interface {
    /// The vendor's name: `agentAccount/create`.
    pub name: &'static str,
    /// The page.
    pub document: Document,
    /// The HTTP method.
    pub method: Method,
    /// The service that it is part of.
    pub service: Service,
    /// The path, exactly as on the page, with `{name}` for a path parameter.
    pub path: &'static str,
    /// The parameters of the path.
    pub path_parameters: &'static Object,
    /// The documented header fields.
    pub headers: &'static Object,
    /// The `Content-Type` of a request.
    pub content_type: &'static str,
    /// The request body.
    pub request: Body,
    /// The names of the request members that say whose record it is: `userAccount`. Lists of findings show them. A secret is
    /// never among them.
    pub key: &'static [&'static str],
    /// The name of the request member whose value no two records share, without regard to case (reading R20): `userAccount`.
    pub unique: Option<&'static str>,
    /// The reply body.
    pub reply: Body,
    /// The result codes of a reply.
    pub result_codes: ResultCodes,
    /// The documented HTTP statuses other than 200.
    pub statuses: &'static [Status],
    /// The events that a success triggers.
    pub events: Option<Events>,
    /// The requests that can follow a success with its values.
    pub links: &'static [Link],
    /// The examples of the page.
    pub examples: &'static [Example],
}

impl PartialEq for Interface {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Interface {}

impl Interface {
    /// Returns the row of the request whose value the password policy of the caller decides (reading R8); `None` if there is none.
    #[must_use]
    pub fn password(&self) -> Option<&'static Field> {
        self.request.object.fields.iter().find(|field| field.text().is_some_and(|text| text.password_policy))
    }
}

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
    /// Returns the method as text: `POST`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// A service of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// The configuration service.
    Configuration,
    /// The agent gateway.
    AgentGateway,
}

impl Service {
    /// Returns the header field of a reply whose value authenticates later calls (reading R21).
    #[must_use]
    pub const fn session_header(self) -> Option<&'static str> {
        match self {
            Self::Configuration => None,
            Self::AgentGateway => Some("Set-GUID"),
        }
    }

    /// Returns the default port.
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
    /// The member that contains the rows on the page (reading R1).
    pub wrapper: Option<Wrapper>,
    /// The rows.
    pub object: &'static Object,
}

/// A member that contains the whole body (reading R1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// The number of its row.
    pub row: &'static str,
    /// The name on the wire.
    pub name: &'static str,
    /// The name for people.
    pub label: Wording,
}

/// The result codes of a reply, which distinguish success from failure (reading R12).
#[derive(Clone, Copy, Debug)]
pub struct ResultCodes {
    /// The name of the member with the code.
    pub member: &'static str,
    /// The documented codes.
    pub known: &'static [ResultCode],
    /// Codes that only another page of the vendor explains. They count as undocumented, but have a meaning.
    pub further: &'static [ResultCode],
    /// The meaning of all other codes, if the page gives one.
    pub others: Option<Wording>,
}

/// The result code for success, of every interface.
pub const SUCCESS: &str = "0";

/// The action of a result code or status whose cause passes by itself: the same request can be sent again.
pub const RETRY_LATER: Wording = Wording { english: "retry later", chinese: "请稍后重试" };

impl ResultCodes {
    /// Returns a documented code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&'static ResultCode> {
        self.known.iter().find(|known| known.code == code)
    }
}

/// A result code of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultCode {
    /// The code.
    pub code: &'static str,
    /// The meaning.
    pub meaning: Wording,
    /// What the caller can do.
    pub action: Option<Wording>,
}

impl ResultCode {
    /// Returns whether the cause passes by itself: the action is [`RETRY_LATER`].
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.action == Some(RETRY_LATER)
    }
}

/// A documented HTTP status other than 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The status.
    pub status: u16,
    /// The meaning.
    pub meaning: Wording,
    /// What the caller can do.
    pub action: Option<Wording>,
}

/// The events that a success triggers, by the value of a member of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Events {
    /// The name of the member.
    pub member: &'static str,
    /// The values, each with its events in order.
    pub by_value: &'static [(i64, &'static [&'static str])],
}

impl Events {
    /// Returns the events of a value; an empty slice if the page does not name any.
    #[must_use]
    pub fn of(&self, value: i64) -> &'static [&'static str] {
        self.by_value.iter().find(|(known, _)| *known == value).map_or(&[], |(_, events)| events)
    }
}

/// A request that can follow a success of another interface with its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The name of the interface of the request.
    pub to: &'static str,
    /// The path parameters and members of the request, each with its value.
    pub values: &'static [(&'static str, LinkedValue)],
}

/// A value of an exchange, by its JSON Pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkedValue {
    /// A member of the request.
    OfRequest(&'static str),
    /// A member of the reply.
    OfReply(&'static str),
}

/// An example of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The name, which is unique on the page.
    pub name: &'static str,
    /// The request body, as JSON text.
    pub request: &'static str,
    /// The reply body, as JSON text.
    pub reply: &'static str,
}
