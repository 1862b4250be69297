//! The property of secrets: the report on a message does not depend on its secrets, nor on the values of unknown members,
//! except on their lengths and classes of characters.

use aicc_core::spec::{Kind, Object};
use aicc_core::{Interface, Language, Report};
use serde_json::{Map, Value};

/// Returns the same body with other secrets of the same shape, and other values for members that no document names.
pub(crate) fn disguised(interface: &'static Interface, body: &Value) -> Value {
    let Value::Object(members) = body else { return body.clone() };
    let object = interface.request.object;
    let wrapper = interface.request.wrapper.as_ref().map(|wrapper| wrapper.name);
    match members.iter().next() {
        Some((name, Value::Object(inner))) if members.len() == 1 && wrapper == Some(name) => {
            Map::from_iter([(name.clone(), disguised_members(object, inner))]).into()
        }
        _ => disguised_members(object, members),
    }
}

fn disguised_members(object: &Object, members: &Map<String, Value>) -> Value {
    let disguise = |(name, value): (&String, &Value)| {
        let field = object.fields.iter().find(|field| field.name == name);
        let value = match (field.map(|field| &field.kind), value) {
            (None, value) => other(value),
            (Some(_), value) if field.is_some_and(|field| field.secret) => other(value),
            (Some(Kind::Array(array)), Value::Array(elements)) => {
                elements.iter().map(|element| disguised_element(array.element, element)).collect()
            }
            (_, value) => value.clone(),
        };
        (name.clone(), value)
    };
    members.iter().map(disguise).collect()
}

fn disguised_element(kind: &Kind, element: &Value) -> Value {
    match (kind, element) {
        (Kind::Object(object), Value::Object(members)) => disguised_members(object, members),
        _ => element.clone(),
    }
}

/// Returns another value of the same types and lengths.
fn other(value: &Value) -> Value {
    match value {
        Value::String(text) => rotated(text).into(),
        Value::Array(elements) => elements.iter().map(other).collect(),
        Value::Object(members) => members.iter().map(|(name, value)| (rotated(name), other(value))).collect(),
        Value::Bool(truth) => (!truth).into(),
        Value::Number(number) => number.as_i64().map_or_else(|| value.clone(), |number| (!number).into()),
        Value::Null => Value::Null,
    }
}

/// Returns the same header field with another secret of the same shape. The characters that its format requires stay.
pub(crate) fn disguised_header((name, text): &(String, String)) -> (String, String) {
    let is_secret = ["authorization", "x-app-key"].contains(&name.to_ascii_lowercase().as_str());
    let (scheme, rest) = text.split_at(if text.starts_with(BEARER) { BEARER.len() } else { 0 });
    let disguised = if is_secret { format!("{scheme}{}", rotated(rest)) } else { text.clone() };
    (name.clone(), disguised)
}

const BEARER: &str = "Bearer ";

/// Returns the same text with every letter and digit replaced by a neighbour of its class and size. Other characters
/// stay, because advice reports a secret with asterisks in a row or with invisible characters.
pub(crate) fn rotated(text: &str) -> String {
    let next = |character: char| match character {
        'z' => 'a',
        'Z' => 'A',
        '9' => '0',
        'a'..='y' | 'A'..='Y' | '0'..='8' => char::from(character as u8 + 1),
        '\u{80}'.. if character.is_alphanumeric() => {
            char::from_u32(character as u32 ^ 1).filter(|next| next.is_alphanumeric()).unwrap_or(character)
        }
        other => other,
    };
    text.chars().map(next).collect()
}

/// Returns every text form of a report.
pub(crate) fn text_of(report: &Report) -> String {
    let findings = report.violations().iter().chain(report.advice());
    let sentences: Vec<String> = findings
        .flat_map(|finding| {
            [finding.message(Language::English), finding.message(Language::Chinese), finding.to_string()]
        })
        .collect();
    let json = serde_json::to_string(report).expect("a report is JSON");
    format!("{report:?}\n{report}\n{json}\n{sentences:?}")
}
