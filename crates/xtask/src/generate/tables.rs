//! What the generators read from the tables.

use aicc_core::interfaces::{self, CHOICE_SETS};
use aicc_core::spec::{Array, ChoiceSet, Events, Field, Interface, Kind, Literal, Object};
use aicc_core::{Language, Profile};

/// Returns the objects inside another, innermost first.
pub(super) fn inside(object: &'static Object) -> Vec<&'static Object> {
    let inner = object.fields.iter().filter_map(|field| object_of(&field.kind));
    inner.flat_map(|inner| inside(inner).into_iter().chain([inner])).collect()
}

/// Returns the object that a value of this kind is, or is a list of.
pub(crate) fn object_of(kind: &Kind) -> Option<&'static Object> {
    match kind {
        Kind::Object(inner) | Kind::Array(Array { element: Kind::Object(inner), .. }) => Some(*inner),
        _ => None,
    }
}

/// Returns the name, the row and the description of a row in one line, with `code` around the name.
pub(super) fn documented(field: &Field, code: &str) -> String {
    format!("{code}{}{code} (row {}): {}", field.name, field.row, described(field))
}

/// Returns the description of a row, with its default and its documented values.
pub(super) fn described(field: &Field) -> String {
    let mut described = field.description(&Profile::default(), Language::English);
    if let Some(default) = field.default {
        described.push_str(&format!(" Default of the platform: {}.", default));
    }
    let choices: Vec<String> =
        field.kind.choices().iter().map(|choice| format!("{} ({})", choice.value, choice.label.english)).collect();
    if !choices.is_empty() {
        described.push_str(&format!(" One of {}.", choices.join(", ")));
    }
    described
}

/// Returns the interface whose events depend on the values of a set, with these events.
pub(super) fn events_of(set: &ChoiceSet) -> Option<(&'static Interface, Events)> {
    interfaces::ALL.iter().find_map(|interface| {
        let events = interface.events?;
        let (_, field) = interface.request.object.find(events.member)?;
        (field.type_name == set.name && !matches!(field.kind, Kind::Object(_))).then_some((*interface, events))
    })
}

/// Returns the name of the set that events come from.
pub(super) fn set_of_events(events: Events) -> &'static str {
    let event = events.by_value.iter().find_map(|(_, events)| events.first()).copied().unwrap_or_default();
    let has = |set: &&ChoiceSet| set.choices.iter().any(|choice| choice.value == Literal::Text(event));
    CHOICE_SETS.iter().find(has).map_or("str", |set| set.name)
}

/// Returns the text with its first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
