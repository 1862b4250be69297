//! The types that an app can save.

use aicc_core::interfaces;

use super::generic::PARTS;

/// Types, other than messages, that hold a secret or a value of a hand-written type. If one is missing here, Swift does not
/// compile, and a Kotlin test fails.
const HOLDERS: &[&str] = &["Answer", "NamedValue", "Profile", "RequestResult"];

/// Whether a generated record or enum holds a secret.
pub(super) fn holds_secrets(name: &str) -> bool {
    let is_message_with_secret = interfaces::ALL.iter().any(|interface| {
        let object = interface.request.object;
        object.name == name && object.fields.iter().any(|row| row.secret)
    });
    is_message_with_secret || HOLDERS.contains(&name) || name.ends_with(PARTS)
}
