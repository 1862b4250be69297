//! Reads the tables as plain data.

use serde_json::Value;

/// Returns the elements of an array in an object; nothing if there is no array of that name.
pub(super) fn items<'v>(object: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    object[name].as_array().into_iter().flatten()
}

/// Returns a text in an object; empty if there is no text of that name.
pub(super) fn text<'v>(object: &'v Value, name: &str) -> &'v str {
    object[name].as_str().unwrap_or_default()
}
