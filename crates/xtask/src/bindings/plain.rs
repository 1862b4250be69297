//! The types that an app can save, because they contain no secret.

use aicc_core::interfaces;

use super::hidden::PARTS;

/// Types that contain a secret or a hand-written type, other than messages. If this list lacks one, Swift does not compile and a
/// Kotlin test fails.
const HOLDERS: &[&str] = &["Answer", "NamedValue", "Profile", "RequestResult"];

/// Returns whether a generated record or enum contains a secret.
pub(super) fn holds_secrets(name: &str) -> bool {
    let is_message_with_secret = interfaces::ALL.iter().any(|interface| {
        let object = interface.request.object;
        object.name == name && object.fields.iter().any(|row| row.secret)
    });
    is_message_with_secret || HOLDERS.contains(&name) || name.ends_with(PARTS)
}
