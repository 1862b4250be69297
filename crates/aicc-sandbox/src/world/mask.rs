//! Masks JSON: only members that a page documents and that hold no secret keep their values.

use aicc_core::spec::{Body, Kind, Object};
use serde_json::{Map, Value};

/// What is written in place of a value.
pub(crate) const MASK: &str = "***";

/// The members whose values are shown.
#[derive(Clone, Copy)]
pub(crate) enum Shown {
    /// The rows of a table that are not secret.
    Rows(&'static Object),
    /// The members with these names, at any depth.
    Names(&'static [&'static str]),
    /// No member.
    Nothing,
}

impl Shown {
    /// Returns what is shown of the value of a member; `None` if the value is masked.
    fn of_member(self, name: &str) -> Option<Self> {
        match self {
            Self::Rows(object) => match object.find(name)? {
                (_, row) if row.secret => None,
                (_, row) => Some(Self::of_kind(&row.kind)),
            },
            Self::Names(names) => names.contains(&name).then_some(self),
            Self::Nothing => None,
        }
    }

    /// Returns what is shown of a value of a kind.
    pub(crate) const fn of_kind(kind: &Kind) -> Self {
        match kind {
            Kind::Object(object) => Self::Rows(object),
            Kind::Array(array) => Self::of_kind(array.element),
            Kind::Text(_) | Kind::Integer(_) | Kind::Boolean { .. } => Self::Nothing,
        }
    }
}

/// Returns the text of a body with masked values; for a body that is not a JSON object, its length.
pub(crate) fn masked(body: &[u8], shown: Shown) -> String {
    match serde_json::from_slice::<Map<String, Value>>(body) {
        Ok(members) => masked_members(&members, shown).to_string(),
        Err(_) if body.is_empty() => String::new(),
        Err(_) => format!("{} bytes", body.len()),
    }
}

/// Returns the text of a body whose rows can be under a wrapper.
pub(crate) fn masked_body(bytes: &[u8], body: &Body) -> String {
    let members = serde_json::from_slice::<Map<String, Value>>(bytes).unwrap_or_default();
    let under = body.wrapper.as_ref().and_then(|wrapper| Some((wrapper.name, members.get(wrapper.name)?.as_object()?)));
    match under {
        Some((name, rows)) if members.len() == 1 => {
            let rows = masked_members(rows, Shown::Rows(body.object));
            Value::Object(Map::from_iter([(name.to_owned(), rows)])).to_string()
        }
        _ => masked(bytes, Shown::Rows(body.object)),
    }
}

fn masked_members(members: &Map<String, Value>, shown: Shown) -> Value {
    let member = |(name, value): (&String, &Value)| match shown.of_member(name) {
        Some(inner) => (name.clone(), masked_value(value, inner)),
        None => (name.clone(), Value::from(MASK)),
    };
    Value::Object(members.iter().map(member).collect())
}

fn masked_value(value: &Value, shown: Shown) -> Value {
    match value {
        Value::Object(members) => masked_members(members, shown),
        Value::Array(elements) => elements.iter().map(|element| masked_value(element, shown)).collect(),
        scalar => scalar.clone(),
    }
}
