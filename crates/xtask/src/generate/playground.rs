//! `site/src/playground/tables.json`: what the playground reads from the tables besides the package, such as the names in code of
//! messages, members and choices, from which it writes code in each language.

use aicc_core::PasswordPolicy;
use aicc_core::interfaces;
use aicc_core::spec::{Choice, Edition, Field, Interface, Kind, Object, Service};
use serde_json::{Map, Value, json};

use super::tables::object_of;

/// Returns the whole file.
pub(crate) fn file() -> String {
    let editions: Vec<&str> = Edition::ALL.iter().map(|edition| edition.as_str()).collect();
    let policy = PasswordPolicy::default();
    let interfaces: Map<String, Value> =
        interfaces::ALL.iter().map(|interface| (interface.name.to_owned(), names(interface))).collect();
    let tables = json!({
        "editions": editions,
        "passwordPolicy": { "minimum": policy.minimum(), "maximum": policy.maximum(), "classes": policy.classes() },
        "interfaces": interfaces,
    });
    format!("{tables:#}\n")
}

fn names(interface: &Interface) -> Value {
    let server = match interface.service {
        Service::Configuration => "Cloud",
        Service::AgentGateway => "Gateway",
    };
    json!({
        "message": interface.request.object.name,
        "wrapper": interface.request.wrapper.map(|wrapper| wrapper.name),
        "server": server,
        "path": members(interface.path_parameters),
        "members": members(interface.request.object),
    })
}

/// Returns the members in the order of a constructor, which Swift requires: those without a default first.
fn members(object: &'static Object) -> Vec<Value> {
    let is_mandatory = |field: &&Field| field.is_mandatory(Edition::default());
    let (first, rest): (Vec<&Field>, Vec<&Field>) = object.fields.iter().partition(is_mandatory);
    first.into_iter().chain(rest).map(member).collect()
}

fn member(field: &Field) -> Value {
    let mut names = Map::new();
    names.insert("name".into(), field.name.into());
    names.insert("field".into(), field.field.into());
    if field.secret {
        names.insert("secret".into(), true.into());
    }
    if !field.kind.choices().is_empty() {
        names.insert("choices".into(), choices(field.type_name, field.kind.choices()));
    }
    if let Some(inner) = object_of(&field.kind) {
        names.insert("object".into(), inner.name.into());
        names.insert("members".into(), members(inner).into());
    }
    if matches!(field.kind, Kind::Array(_)) {
        names.insert("list".into(), true.into());
    }
    names.into()
}

fn choices(set: &str, choices: &[Choice]) -> Value {
    let names: Map<String, Value> =
        choices.iter().map(|choice| (choice.value.to_string(), choice.name.into())).collect();
    json!({ "type": set, "names": names })
}
