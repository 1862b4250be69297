//! The types that an app can write down.

use aicc_core::interfaces;
use aicc_core::spec::Interface;

/// Types, other than messages, that hold a secret or a value of a hand-written type. If one is missing here, Swift does not
/// compile, and a Kotlin test fails.
const HOLDERS: &[&str] = &[
    "Answer",
    "CloudParts",
    "EndpointParts",
    "NamedValue",
    "PasswordPolicyParts",
    "Profile",
    "RequestParts",
    "RequestResult",
];

/// Whether a generated record or enum holds a secret.
pub(super) fn holds_secrets(name: &str) -> bool {
    HOLDERS.contains(&name) || interfaces::ALL.iter().any(|interface| is_of(interface, name))
}

/// Whether the type is an outcome, which holds an answer, or a message with a secret member, or the result of reading one.
fn is_of(interface: &Interface, name: &str) -> bool {
    let object = interface.request.object;
    let secret = object.fields.iter().any(|row| row.secret);
    let message = name.strip_prefix("Parsed").unwrap_or(name);
    name.strip_suffix("Outcome") == Some(object.name) || secret && message == object.name
}
