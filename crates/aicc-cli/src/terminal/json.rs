//! JSON that a terminal does not execute.

use std::fmt::Write;

use aicc_core::is_hidden;
use serde::Serialize;

/// Returns a value as JSON on one line, with control and invisible characters as `\u…`.
///
/// # Errors
///
/// Returns an error if the value cannot be serialized.
pub(crate) fn json_text(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string(value).map(visible)
}

/// Returns a value as JSON with indentation, which is escaped as that of [`json_text`] is.
///
/// # Errors
///
/// Returns an error if the value cannot be serialized.
pub(crate) fn json_document(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value).map(visible)
}

/// Replaces hidden characters in JSON text. Except for the line breaks between its members, they occur in its strings only.
fn visible(json: String) -> String {
    let is_replaced = |character| character != '\n' && is_hidden(character);
    if !json.contains(is_replaced) {
        return json;
    }
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        if !is_replaced(character) {
            shown.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            write!(shown, "\\u{unit:04x}").unwrap_or_default();
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_read_back() {
        let text = "a\u{1b}[31m\u{7f}\u{9b}\u{202e}\u{e0001}\n“é”\\u0041";
        let json = json_text(&text).unwrap();
        assert_eq!(json, r#""a\u001b[31m\u007f\u009b\u202e\udb40\udc01\n“é”\\u0041""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
