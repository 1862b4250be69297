//! The header fields of a recording.

use crate::world::explanation::EXPLANATION_HEADER;
use crate::world::mask::MASK;

/// The header fields that keep their values, in lower case.
const SHOWN_HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "allow",
    "connection",
    "content-length",
    "content-type",
    "host",
    "retry-after",
    "user-agent",
    "x-aicc-world",
    "x-token-expire",
];

/// Returns whether a header field keeps its value.
pub(crate) fn is_shown(name: &str) -> bool {
    SHOWN_HEADERS.iter().chain(&[EXPLANATION_HEADER]).any(|shown| shown.eq_ignore_ascii_case(name))
}

/// Returns a header field as a recording has it.
pub(crate) fn masked((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), if is_shown(name) { value } else { MASK }.to_owned())
}
