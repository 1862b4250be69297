//! What the generated Rust modules share.

use aicc_core::spec::{Interface, Service};

use super::super::lines::wrapped;

pub(super) fn documentation(text: &str) -> String {
    wrapped(text, "/// ", 118)
}

/// `AgentSignIn` as `agent_sign_in`.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (index, letter) in name.chars().enumerate() {
        if index > 0 && letter.is_uppercase() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The server of an interface: the name of the argument, and its type.
pub(super) fn server(interface: &Interface) -> (&'static str, &'static str) {
    match interface.service {
        Service::Configuration => ("cloud", "Cloud"),
        Service::AgentGateway => ("gateway", "Gateway"),
    }
}

/// The call that writes the request of `message`. The path parameters are variables with the names of their fields.
pub(super) fn writing(interface: &Interface) -> String {
    let (server, _) = server(interface);
    let path: String = interface.path_parameters.fields.iter().map(|row| format!(", &{}", row.field)).collect();
    format!("message.request(&{server}.core(){path})")
}

/// A generic type of Kotlin and Swift. It crosses as a record, from which Kotlin and Swift make the hand-written type.
pub(super) fn returned(name: &str, parts: &str, purpose: &str, members: &str) -> String {
    let purpose = documentation(purpose);
    format!(
        "
{purpose}#[derive(Clone, Debug, PartialEq)]
pub struct {name}(pub {parts});

/// What crosses of a `{name}`.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct {parts} {{
{members}}}

uniffi::custom_type!({purpose}{name}, {parts}, {{
    lower: |value| value.0,
    try_lift: |parts| Ok({name}(parts)),
}});
"
    )
}
