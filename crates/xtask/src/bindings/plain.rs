//! The types that an app can write down.

use aicc_core::interfaces;
use aicc_core::spec::Interface;

/// Types that hold a secret, or a value that is written by hand, beside messages. Swift does not compile where one is
/// missing here, and a test of Kotlin finds it.
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

/// Whether it is an outcome, which has an answer, or a message with a secret member, or one that was read.
fn is_of(interface: &Interface, name: &str) -> bool {
    let object = interface.request.object;
    let secret = object.fields.iter().any(|row| row.secret);
    let message = name.strip_prefix("Parsed").unwrap_or(name);
    name.strip_suffix("Outcome") == Some(object.name) || secret && message == object.name
}
