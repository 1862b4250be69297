//! Texts that are safe to show.

use std::ffi::OsStr;
use std::path::Path;

use aicc_core::escape_controls;
use serde_json::Value;

/// Returns a text of the user with bytes that are not UTF-8 as `\xff`. It can contain control characters.
pub(crate) fn with_escaped_bytes(text: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in text.as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        shown.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    shown
}

/// Returns a text of the user with control and invisible characters as `\u{…}`, and bytes that are not UTF-8 as `\xff`.
pub(crate) fn shown(text: &OsStr) -> String {
    escaped(&with_escaped_bytes(text))
}

/// Returns the name of a file as [`shown`] does.
pub(crate) fn shown_path(path: &Path) -> String {
    shown(path.as_os_str())
}

/// Returns a text with control and invisible characters as `\u{…}`.
pub(crate) fn escaped(text: &str) -> String {
    escape_controls(text)
}

/// Returns a JSON value as a cell shows it: a text without quotation marks, null as nothing.
pub(crate) fn shown_value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => escape_controls(text),
        other => escape_controls(&other.to_string()),
    }
}
