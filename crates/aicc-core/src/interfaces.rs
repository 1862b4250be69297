//! The vendor's pages, one file each, with the vendor's rows and columns in the vendor's order.
//!
//! To add an interface, add a file here and a row to the list below. Everything that lists interfaces is derived from that list.

mod configuration_service;
#[macro_use]
mod macros;

use serde::de::Deserializer;

use crate::forms::Form;
use crate::http::reply::{Outcome, ReplyBody, read_reply};
use crate::http::request::Request;
use crate::http::server::{Cloud, Gateway, Server};
use crate::message::slot::{Slot, View};
use crate::profile::Profile;
use crate::report::Report;
use crate::report::finding::Finding;
use crate::spec::{ChoiceSet, Interface};
use crate::valid::{RequestBody, Valid};

macro_rules! interfaces {
    ($(
        $module:ident $interface:ident $request:ident $reply:ident [$($choices:ident)*]
        $server:ident($($parameter:ident)*);
    )+) => {
        $(mod $module;)+

        /// What the pages declare: their tables, messages and documented values.
        pub(crate) mod pages {
            $(pub use super::$module::*;)+
        }

        $(
            impl ReplyBody for $reply {
                const INTERFACE: &'static Interface = &$interface;
            }

            impl Valid<$request> {
                #[doc = concat!("Returns the HTTP request to a [`", stringify!($server), "`].")]
                ///
                /// # Errors
                ///
                /// Returns a report on path and header if a path parameter or a credential of the server breaks a rule of its
                /// row, or is mandatory and missing.
                pub fn request(&self, server: &$server $(, $parameter: &str)*) -> Result<Request, Report> {
                    self.positional(server, &[$($parameter),*])
                }
            }

            const _: () = {
                $interface.audit();
                assert!(
                    $interface.service as u8 == <$server as Server>::SERVICE as u8,
                    "the list names another server than the table of the page"
                );
                let parameters: &[&str] = &[$(stringify!($parameter)),*];
                assert!(
                    $interface.path_parameters.fields.len() == parameters.len(),
                    "the list names more or fewer path parameters than the table of the page"
                );
            };
        )+

        /// Every interface, in the order of the specification.
        pub static ALL: &[&Interface] = &[$(&$interface),+];

        /// Every closed set of documented values that is an enum in code.
        pub static CHOICE_SETS: &[ChoiceSet] = &[$($($choices::SET,)*)+];

        /// The ID of an interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum InterfaceId {
            $(
                #[doc = concat!("[`", stringify!($interface), "`].")]
                $request,
            )+
        }

        impl InterfaceId {
            /// Returns the ID of an interface. Every [`Interface`] has one: only this crate can make an `Interface`, and all
            /// are in the list.
            #[must_use]
            pub fn of(interface: &Interface) -> Self {
                interfaces!(@id interface $($interface $request)+)
            }

            /// Returns the interface: its page as a table.
            #[must_use]
            pub const fn table(self) -> &'static Interface {
                match self { $(Self::$request => &$interface,)+ }
            }
        }

        /// A valid request of any interface.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AnyRequest {
            $(
                #[doc = concat!("A request of [`", stringify!($interface), "`].")]
                $request(Valid<$request>),
            )+
        }

        impl AnyRequest {
            /// Reads and checks the body of a request, and returns the message.
            ///
            /// # Errors
            ///
            /// Returns a report with every rule that the body breaks.
            pub fn from_json(interface: &Interface, body: &[u8], profile: &Profile) -> Result<Self, Report> {
                match InterfaceId::of(interface) { $(InterfaceId::$request => $request::from_json(body, profile).map(Self::$request),)+ }
            }

            /// Reads and checks the value of any serde deserializer, and returns the message.
            ///
            /// # Errors
            ///
            /// Returns the deserializer's error in the outer result, and a report with every rule that the body breaks in the inner
            /// one.
            pub fn from_deserializer<'de, D: Deserializer<'de>>(
                interface: &Interface,
                deserializer: D,
                profile: &Profile,
            ) -> Result<Result<Self, Report>, D::Error> {
                match InterfaceId::of(interface) {
                    $(InterfaceId::$request => {
                        $request::from_deserializer(deserializer, profile).map(|read| read.map(Self::$request))
                    })+
                }
            }

            /// Returns the message of a form.
            ///
            /// # Errors
            ///
            /// Returns a report with every rule that the form breaks.
            pub fn from_form(form: &Form) -> Result<Self, Report> {
                match InterfaceId::of(form.interface()) { $(InterfaceId::$request => form.message().map(Self::$request),)+ }
            }

            /// Returns the values of the message by their rows.
            #[must_use]
            pub fn view(&self) -> View<'_> {
                match self { $(Self::$request(message) => Slot::view(&**message),)+ }
            }

            /// Returns the body as compact JSON.
            #[must_use]
            pub fn to_json(&self) -> String {
                match self { $(Self::$request(message) => message.to_json(),)+ }
            }

            /// Returns the body as compact JSON with `***` in place of each secret, for display.
            #[must_use]
            pub fn to_masked_json(&self) -> String {
                match self { $(Self::$request(message) => message.to_masked_json(),)+ }
            }

            /// Returns the advice on the body: warnings about what is allowed.
            #[must_use]
            pub fn advice(&self) -> &[Finding] {
                match self { $(Self::$request(message) => message.advice(),)+ }
            }

            /// Returns the message so that it is written under the wrapper of its page: see [`Valid::wrapped`].
            #[must_use]
            pub fn wrapped(self) -> Self {
                match self { $(Self::$request(message) => Self::$request(message.wrapped()),)+ }
            }

            /// Checks the message again.
            ///
            /// # Errors
            ///
            /// Returns a report with every rule that the body breaks under the profile.
            pub fn validate(self, profile: &Profile) -> Result<Self, Report> {
                match self {
                    $(Self::$request(message) => message.into_inner().validate(profile).map(Self::$request),)+
                }
            }

            /// Returns the HTTP request: see [`Valid::request_to`].
            ///
            /// # Errors
            ///
            /// Returns a report on path and header if one of them breaks a rule.
            pub fn request(&self, server: &impl Server, path: &[(&str, &str)]) -> Result<Request, Report> {
                match self { $(Self::$request(message) => message.request_to(server, path),)+ }
            }
        }

        /// A reply body of any interface.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AnyReply {
            $(
                #[doc = concat!("A reply of [`", stringify!($interface), "`].")]
                $request($reply),
            )+
        }

        impl AnyReply {
            /// Reads a reply of an interface by its status, header fields and body, and returns the outcome: see [`read_reply`].
            #[must_use]
            pub fn read(
                interface: &Interface,
                status: u16,
                headers: &[(&str, &str)],
                body: &[u8],
                profile: &Profile,
            ) -> Outcome<Self> {
                match InterfaceId::of(interface) {
                    $(InterfaceId::$request => {
                        read_reply::<$reply>(status, headers, body, profile).map(Self::$request)
                    })+
                }
            }

            /// Returns the values of the body by their rows.
            #[must_use]
            pub fn view(&self) -> View<'_> {
                match self { $(Self::$request(reply) => Slot::view(reply),)+ }
            }

            /// Returns the body as compact JSON.
            #[must_use]
            pub fn to_json(&self) -> String {
                match self { $(Self::$request(reply) => reply.to_json(),)+ }
            }
        }
    };
    // The last one needs no comparison.
    (@id $wanted:ident $interface:ident $request:ident) => { Self::$request };
    (@id $wanted:ident $interface:ident $request:ident $($rest:ident)+) => {
        if *$wanted == $interface { Self::$request } else { interfaces!(@id $wanted $($rest)+) }
    };
}

interfaces! {
//  file                   table                  request              reply                     documented values                        server and path
    agent_account_create   AGENT_ACCOUNT_CREATE   AgentAccountCreate   AgentAccountCreateReply   [AgentType AgentRole]                    Cloud();
    agent_info_query       AGENT_INFO_QUERY       AgentInfoQuery       AgentInfoQueryReply       []                                       Cloud();
    agent_settings_create  AGENT_SETTINGS_CREATE  AgentSettingsCreate  AgentSettingsCreateReply  [CallType]                               Cloud();
    agent_sign_in          AGENT_SIGN_IN          AgentSignIn          AgentSignInReply          [SignInAgentType SignInStatus AgentEvent]  Gateway(agent_id);
}

pub use pages::*;

/// Returns the interface with a name, such as `agentAccount/create`; `None` for any other name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Interface> {
    ALL.iter().copied().find(|interface| interface.name == name)
}
