//! Routes that the four pages only name, or do not have: a token, the events of an agent, and signing out.
//!
//! Their paths and members are from other public pages of the vendor: "C1 System Configuration Interface Authentication",
//! "Obtaining Events of One Agent in Polling Mode" and "Signing Out".

use crate::world::wire::Incoming;

/// A route beside the interfaces of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExtraRoute {
    /// An app gets a token.
    Token,
    /// An agent polls for an event.
    Events,
    /// An agent signs out.
    SignOut,
}

/// Every route beside the interfaces of the tables.
pub(crate) const EXTRA: [ExtraRoute; 3] = [ExtraRoute::Token, ExtraRoute::Events, ExtraRoute::SignOut];

impl ExtraRoute {
    /// Returns the vendor's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Token => "tokenByAkSk",
            Self::Events => "agentevent",
            Self::SignOut => "logout",
        }
    }

    /// Returns the HTTP method.
    pub(crate) const fn method(self) -> &'static str {
        match self {
            Self::Token => "POST",
            Self::Events => "GET",
            Self::SignOut => "DELETE",
        }
    }

    /// Returns the parts of the path before and after the agent ID. Without an agent ID, the second part is `None`.
    const fn path(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Token => ("/apigovernance/api/oauth/tokenByAkSk", None),
            Self::Events => ("/agentgateway/resource/agentevent/", Some("")),
            Self::SignOut => ("/agentgateway/resource/onlineagent/", Some("/logout")),
        }
    }

    /// Returns the agent ID in the path of a request; the empty text if the route has no agent ID, and `None` if the request has
    /// another path.
    fn agent_id<'a>(self, request: &Incoming<'a>) -> Option<&'a str> {
        let (before, after) = self.path();
        let rest = request.path().strip_prefix(before)?;
        match after {
            Some(after) => rest.strip_suffix(after).filter(|id| !id.is_empty() && !id.contains('/')),
            None => rest.is_empty().then_some(""),
        }
    }

    /// Returns the route of a request by its path, and the agent ID; `None` if no route has the path.
    pub(crate) fn of<'a>(request: &Incoming<'a>) -> Option<(Self, &'a str)> {
        EXTRA.into_iter().find_map(|route| Some((route, route.agent_id(request)?)))
    }
}
