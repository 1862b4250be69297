//! Examples of values, from the examples of the page.

use aicc_core::spec::{Field, Format, Kind, Text};
use aicc_core::{Interface, Language};
use serde_json::Value;

use crate::template::messages::yes_or_no;

/// An address for rows whose example is masked on the page.
const ADDRESS: &str = "li.na@example.com";

/// Returns an example of the cell of a row; empty for a secret, or if the page has no example.
///
/// `pointer` is the JSON Pointer of the row, with index 0 for elements.
pub(super) fn example(interface: &Interface, field: &Field, pointer: &str, language: Language) -> String {
    if field.secret {
        return String::new();
    }
    let bodies = interface.examples.iter().filter_map(|example| serde_json::from_str::<Value>(example.request).ok());
    let value = bodies.into_iter().find_map(|body| body.pointer(pointer).cloned());
    let text = value.map(|value| text_of(&value, &field.kind, language)).unwrap_or_default();
    // The page masks addresses.
    match &field.kind {
        Kind::Text(Text { format: Some(Format::Email), .. }) if text.is_empty() || text.contains("**") => {
            ADDRESS.to_owned()
        }
        _ => text,
    }
}

/// Returns the text of a cell with a value.
fn text_of(value: &Value, kind: &Kind, language: Language) -> String {
    let text = match value {
        Value::Array(elements) => {
            let texts: Vec<String> = elements.iter().map(|element| text_of(element, kind, language)).collect();
            return if texts.contains(&String::new()) { String::new() } else { texts.join(", ") };
        }
        Value::String(text) => text.clone(),
        Value::Object(_) | Value::Null => return String::new(),
        other => other.to_string(),
    };
    let choice = kind.choices().iter().find(|choice| choice.value.to_string() == text);
    match (choice, kind, text.parse()) {
        (Some(choice), ..) => choice.label.in_language(language).to_owned(),
        (None, Kind::Boolean { .. }, Ok(truth)) => yes_or_no(truth).in_language(language).to_owned(),
        _ => text,
    }
}
