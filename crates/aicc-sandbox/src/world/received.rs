//! A request that was read: what it asks for, and whose record it is.

use aicc_core::{Interface, Profile, ReceiveError, ReceivedRequest, Report, interfaces, read_request};
use serde_json::Value;

use crate::world::route::ExtraRoute;
use crate::world::wire::Incoming;

/// A request that was read.
pub(crate) enum Received<'a> {
    /// No interface or route has the path.
    UnknownPath,
    /// The interface or route has another method.
    WrongMethod(&'static str),
    /// The request to an interface breaks rules.
    Invalid(&'static Interface, Report),
    /// A valid request to an interface, and its body as JSON with `***` in place of secrets.
    Message(Box<ReceivedRequest>, Value),
    /// A request to a route beside the interfaces, and the agent ID of its path.
    Extra(ExtraRoute, &'a str),
}

impl<'a> Received<'a> {
    /// Reads a request.
    pub(crate) fn read(request: &Incoming<'a>, profile: &Profile) -> Self {
        if let Some((route, agent_id)) = ExtraRoute::of(request) {
            let fits = request.method == route.method();
            return if fits { Self::Extra(route, agent_id) } else { Self::WrongMethod(route.method()) };
        }
        match read_request(request.method, request.target, request.headers, request.body, profile) {
            Ok(received) => {
                let masked = serde_json::from_str(&received.message.to_masked_json()).unwrap_or_default();
                Self::Message(Box::new(received), masked)
            }
            Err(ReceiveError::UnknownPath) => Self::UnknownPath,
            Err(ReceiveError::MethodNotAllowed(method)) => Self::WrongMethod(method.as_str()),
            Err(ReceiveError::Invalid(report)) => match report.violations().first() {
                Some(first) => Self::Invalid(first.interface(), report),
                None => Self::UnknownPath,
            },
        }
    }

    /// Returns the interface; `None` if the request is to none.
    pub(crate) fn interface(&self) -> Option<&'static Interface> {
        match self {
            Self::Invalid(interface, _) => Some(interface),
            Self::Message(received, _) => Some(received.interface),
            Self::UnknownPath | Self::WrongMethod(_) | Self::Extra(..) => None,
        }
    }

    /// Returns the interface whose codes and replies the answer has: for a route of the gateway, that of its sign-in.
    pub(crate) fn interface_of_reply(&self) -> Option<&'static Interface> {
        match self {
            Self::Extra(ExtraRoute::Events | ExtraRoute::SignOut, _) => Some(&interfaces::AGENT_SIGN_IN),
            _ => self.interface(),
        }
    }

    /// Returns the name of the interface or route.
    pub(crate) fn name(&self) -> Option<&'static str> {
        match self {
            Self::Extra(route, _) => Some(route.name()),
            _ => self.interface().map(|interface| interface.name),
        }
    }

    /// Returns the values that say whose record a valid request is: the parameters of its path, and the members that the page
    /// names as key.
    pub(crate) fn keys(&self) -> Vec<&str> {
        match self {
            Self::Message(received, masked) => {
                let path = received.path.iter().map(|(_, value)| value.as_str());
                path.chain(received.interface.key.iter().filter_map(|name| masked.get(*name)?.as_str())).collect()
            }
            Self::Extra(_, agent_id) => vec![agent_id],
            Self::UnknownPath | Self::WrongMethod(_) | Self::Invalid(..) => Vec::new(),
        }
    }

    /// Returns the advice on a valid request, as a report.
    pub(crate) fn advice(&self) -> Option<Report> {
        let Self::Message(received, _) = self else { return None };
        let mut report = received.report.clone();
        for advice in received.message.advice() {
            report.add_advice(advice.clone());
        }
        (!report.is_empty()).then_some(report)
    }
}
