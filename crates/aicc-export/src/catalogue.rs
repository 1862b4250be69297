//! The tables as plain data.

use aicc_core::spec::{Array, Body, Field, Integer, Interface, Kind, Object, ResultCode, Status};
use aicc_core::{Code, Language, Profile, Wording, interfaces};
use serde_json::{Map, Value, json};

use crate::json_schema::BodyKind;
use crate::limits::{limits_in_words, limits_of_kind};
use crate::wordings::{in_each_language, wording};

/// Returns every interface with its rows, and every rule code with its sentences, for the edition and the password policy of a
/// profile.
#[must_use]
pub fn catalogue(profile: &Profile) -> Value {
    let interfaces: Vec<Value> = interfaces::ALL.iter().map(|interface| interface_of(interface, profile)).collect();
    json!({ "edition": profile.edition.as_str(), "interfaces": interfaces, "rules": rules() })
}

/// Returns every rule code with its meaning, the names of its params and its sentences.
#[must_use]
pub fn rules() -> Value {
    Code::ALL
        .iter()
        .map(|code| {
            json!({
                "code": code.as_str(),
                "severity": code.severity().as_str(),
                "description": wording(code.description()),
                "params": code.param_names(),
                "message": wording(code.template()),
            })
        })
        .collect()
}

/// Returns the same data in one language: each object that holds a text in each language becomes that text.
#[must_use]
pub fn in_language(value: Value, language: Language) -> Value {
    match value {
        Value::Object(mut members) if is_wording(&members) => members.remove(language.tag()).unwrap_or_default(),
        Value::Object(members) => {
            members.into_iter().map(|(name, member)| (name, in_language(member, language))).collect()
        }
        Value::Array(elements) => elements.into_iter().map(|element| in_language(element, language)).collect(),
        other => other,
    }
}

fn is_wording(members: &Map<String, Value>) -> bool {
    members.keys().map(String::as_str).eq(Language::ALL.iter().map(|language| language.tag()))
}

fn interface_of(interface: &'static Interface, profile: &Profile) -> Value {
    json!({
        "name": interface.name,
        "title": wording(interface.document.title),
        "summary": wording(interface.document.summary),
        "method": interface.method.as_str(),
        "path": interface.path,
        "defaultPort": interface.service.default_port(),
        "contentType": interface.content_type,
        "key": interface.key,
        "unique": interface.unique,
        "tables": {
            "path": rows_of(interface.path_parameters, BodyKind::Request, profile),
            "headers": rows_of(interface.headers, BodyKind::Request, profile),
            "request": body_rows(&interface.request, BodyKind::Request, profile),
            "reply": body_rows(&interface.reply, BodyKind::Reply, profile),
        },
        "resultCodes": {
            "member": interface.result_codes.member,
            "known": interface.result_codes.known.iter().map(result_code).collect::<Vec<_>>(),
            "further": interface.result_codes.further.iter().map(result_code).collect::<Vec<_>>(),
            "others": interface.result_codes.others.map(wording),
        },
        "statuses": interface.statuses.iter().map(status).collect::<Vec<_>>(),
        "events": events_of(interface),
    })
}

fn result_code(code: &ResultCode) -> Value {
    json!({ "code": code.code, "meaning": wording(code.meaning), "action": code.action.map(wording) })
}

fn status(status: &Status) -> Value {
    json!({ "status": status.status, "meaning": wording(status.meaning), "action": status.action.map(wording) })
}

fn events_of(interface: &Interface) -> Value {
    let events = interface.events.iter().flat_map(|events| events.by_value);
    events.map(|(value, events)| (value.to_string(), json!(events))).collect::<Map<String, Value>>().into()
}

fn body_rows(body: &Body, part: BodyKind, profile: &Profile) -> Vec<Value> {
    let wrapper = body.wrapper.map(|wrapper| {
        json!({
            "row": wrapper.row,
            "name": wrapper.name,
            "pointer": "",
            "type": "object",
            "mandatory": true,
            "limits": [],
            "label": wording(wrapper.label),
            "description": wording(WRAPPER),
        })
    });
    wrapper.into_iter().chain(rows_of(body.object, part, profile)).collect()
}

/// The description of a member that contains the whole body.
const WRAPPER: Wording = Wording {
    english: "The body itself (reading R1): written flat unless asked otherwise.",
    chinese: "即消息体本身（解读 R1）：除非另有要求，写出时不带该层。",
};

fn rows_of(object: &'static Object, part: BodyKind, profile: &Profile) -> Vec<Value> {
    let mut rows = Vec::new();
    add_rows(object, "", part, profile, &mut rows);
    rows
}

fn add_rows(object: &'static Object, prefix: &str, part: BodyKind, profile: &Profile, rows: &mut Vec<Value>) {
    for field in object.fields {
        let pointer = format!("{prefix}/{}", field.name);
        rows.push(row_of(field, &pointer, part, profile).into());
        match &field.kind {
            Kind::Object(inner) => add_rows(inner, &pointer, part, profile, rows),
            Kind::Array(Array { element: Kind::Object(inner), .. }) => {
                add_rows(inner, &format!("{pointer}/*"), part, profile, rows);
            }
            _ => {}
        }
    }
}

fn row_of(field: &Field, pointer: &str, part: BodyKind, profile: &Profile) -> Map<String, Value> {
    let mandatory = field.is_mandatory(profile.edition);
    // A mandatory text of a reply may be empty: only requests are held to reading R2.
    let is_held = mandatory && part == BodyKind::Request;
    let mut row = Map::new();
    row.insert("row".into(), field.row.into());
    row.insert("name".into(), field.name.into());
    row.insert("field".into(), field.field.into());
    row.insert("pointer".into(), pointer.into());
    row.insert("mandatory".into(), mandatory.into());
    row.insert("secret".into(), field.secret.into());
    add_kind(&field.kind, is_held, profile, &mut row);
    if let Some(default) = field.default {
        row.insert("default".into(), json!(default));
    }
    if let Some((value, advice)) = field.advice {
        row.insert("advice".into(), json!({ "value": value, "code": advice.code().as_str() }));
    }
    if let Some(companion) = field.companion {
        row.insert("togetherWith".into(), companion.into());
    }
    row.insert("limits".into(), limits_in_words(field, is_held, profile));
    row.insert("label".into(), wording(field.label));
    if !field.synonyms.is_empty() {
        row.insert("synonyms".into(), json!(field.synonyms));
    }
    row.insert("description".into(), in_each_language(|language| field.description(profile, language)));
    row
}

fn add_kind(kind: &Kind, mandatory: bool, profile: &Profile, row: &mut Map<String, Value>) {
    row.insert("type".into(), kind.json_type().as_str().into());
    for limit in limits_of_kind(kind, mandatory, profile) {
        row.insert(limit.name().into(), limit.value());
    }
    match kind {
        Kind::Text(text) if text.password_policy => {
            row.insert("validityDays".into(), profile.password.validity_days().into());
        }
        Kind::Integer(Integer { or_text: true, .. }) | Kind::Boolean { or_text: true } => {
            row.insert("orText".into(), true.into());
        }
        Kind::Array(array) => {
            let mut element = Map::new();
            add_kind(array.element, false, profile, &mut element);
            row.insert("element".into(), element.into());
        }
        _ => {}
    }
}
