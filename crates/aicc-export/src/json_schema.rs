//! JSON Schema 2020-12 of a body.
//!
//! What the vocabulary cannot say stands under `x-aicc-unexpressed`, a list of rule codes with the reason.

use aicc_core::Profile;
use aicc_core::spec::{
    Array, Body, CharacterClass, Characters, Choice, EmailParts, Field, Integer, Interface, Kind, Literal, Object,
    SkillQueueRole, Text, Wrapper,
};
use serde_json::{Map, Value, json};

use crate::pattern;

/// A part of an interface that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The request body: valid exactly when no rule is broken, but for what stands under `x-aicc-unexpressed`.
    Request,
    /// The reply body: valid exactly when it can be understood (reading R13); what the page documents beyond that
    /// stands under `x-aicc-documented`.
    Reply,
}

/// The dialect of every schema.
pub(crate) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema of a body, as a caller's profile sees it.
#[must_use]
pub fn json_schema(interface: &'static Interface, part: Part, profile: &Profile) -> Value {
    let name = part.body(interface).object.name;
    let mut schema = Map::new();
    schema.insert("$schema".into(), DIALECT.into());
    schema.insert("title".into(), format!("{} {}", interface.name, part.name()).into());
    schema.append(&mut read_as(part.body(interface), &format!("#/$defs/{name}")));
    schema.insert("$defs".into(), json!({ name: body_schema(interface, part, profile) }));
    schema.into()
}

impl Part {
    const fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Reply => "reply",
        }
    }

    pub(crate) const fn body(self, interface: &'static Interface) -> &'static Body {
        match self {
            Self::Request => &interface.request,
            Self::Reply => &interface.reply,
        }
    }
}

/// The schema of the object that holds a body's rows.
pub(crate) fn body_schema(interface: &'static Interface, part: Part, profile: &Profile) -> Map<String, Value> {
    Writer { result_code: interface.result_codes.member, part, profile }.object(part.body(interface).object)
}

/// The object at `reference`, flat or wrapped: a body whose only member is the wrapper, holding an object, is read as
/// that object (reading R1).
pub(crate) fn read_as(body: &Body, reference: &str) -> Map<String, Value> {
    let flat = json!({ "$ref": reference });
    let Some(Wrapper { name, .. }) = body.wrapper else { return into_object(flat) };
    into_object(json!({
        "if": {
            "type": "object",
            "required": [name],
            "maxProperties": 1,
            "properties": { name: { "type": "object" } },
        },
        "then": { "properties": { name: flat } },
        "else": flat,
    }))
}

/// The schema of a path parameter.
pub(crate) fn field_schema(field: &'static Field, profile: &Profile) -> Map<String, Value> {
    let mandatory = field.is_mandatory(profile.edition);
    Writer { result_code: "", part: Part::Request, profile }.kind(&field.kind, mandatory)
}

fn into_object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

#[derive(Clone, Copy)]
struct Writer<'p> {
    result_code: &'static str,
    part: Part,
    profile: &'p Profile,
}

impl Writer<'_> {
    fn object(self, object: &'static Object) -> Map<String, Value> {
        let properties: Map<String, Value> =
            object.fields.iter().map(|field| (field.name.to_owned(), self.field(field).into())).collect();
        let required: Vec<&str> =
            object.fields.iter().filter(|field| self.is_required(field)).map(|field| field.name).collect();
        let mut schema = Map::new();
        schema.insert("description".into(), object.description.into());
        schema.insert("type".into(), "object".into());
        schema.insert("properties".into(), properties.into());
        schema.insert("required".into(), required.into());
        if self.part == Part::Request {
            let reason = "a schema sees an object after its names were made unique";
            schema.insert("x-aicc-unexpressed".into(), unexpressed(&[("uniqueKeys", reason)]));
        }
        schema
    }

    fn is_required(self, field: &Field) -> bool {
        match self.part {
            Part::Request => field.is_mandatory(self.profile.edition),
            Part::Reply => field.name == self.result_code,
        }
    }

    fn field(self, field: &'static Field) -> Map<String, Value> {
        let mut schema = match self.part {
            Part::Request => self.request_field(field),
            Part::Reply => self.reply_field(field),
        };
        schema.insert("description".into(), field.description.into());
        schema.insert("x-aicc-row".into(), field.row.into());
        if let Some(default) = field.default {
            schema.insert("default".into(), json!(default));
        }
        if field.secret {
            schema.insert("writeOnly".into(), true.into());
        }
        schema
    }

    /// Null in place of an optional member is the same as its absence (reading R3).
    fn request_field(self, field: &'static Field) -> Map<String, Value> {
        let mandatory = self.is_required(field);
        let mut schema = self.kind(&field.kind, mandatory);
        if !mandatory {
            schema = into_object(json!({ "anyOf": [schema, { "type": "null" }] }));
        }
        if field.skill_queue == SkillQueueRole::QueueId {
            let reason = "the types of the queues are known to the caller alone";
            schema.insert("x-aicc-unexpressed".into(), unexpressed(&[("skillQueueType", reason)]));
        }
        schema
    }

    fn reply_field(self, field: &'static Field) -> Map<String, Value> {
        if let Kind::Object(object) = &field.kind {
            return into_object(json!({ "anyOf": [self.object(object), { "type": "null" }] }));
        }
        let read = if self.is_required(field) {
            json!({ "type": ["string", "number"] })
        } else {
            json!({ "type": ["string", "number", "boolean", "null"] })
        };
        let mut schema = into_object(read);
        let documented = Writer { part: Part::Request, ..self }.kind(&field.kind, false);
        schema.insert("x-aicc-documented".into(), documented.into());
        schema
    }

    fn kind(self, kind: &'static Kind, mandatory: bool) -> Map<String, Value> {
        match kind {
            Kind::Text(text) => self.text(text, mandatory),
            Kind::Integer(limits) => integer(limits),
            Kind::Boolean { or_text: false } => into_object(json!({ "type": "boolean" })),
            Kind::Boolean { or_text: true } => into_object(json!({ "enum": [true, false, "true", "false"] })),
            Kind::Array(array) => self.array(array),
            Kind::Object(object) => self.object(object),
        }
    }

    fn array(self, array: &'static Array) -> Map<String, Value> {
        let mut schema = into_object(json!({ "type": "array", "items": self.kind(array.element, false) }));
        if let Some(maximum) = array.maximum {
            schema.insert("maxItems".into(), maximum.into());
        }
        schema
    }

    fn text(self, text: &Text, mandatory: bool) -> Map<String, Value> {
        let mut schema = into_object(json!({ "type": "string" }));
        let (minimum, maximum) = text.length_range(mandatory, &self.profile.password);
        if minimum > 0 {
            schema.insert("minLength".into(), minimum.into());
        }
        if let Some(maximum) = maximum {
            schema.insert("maxLength".into(), maximum.into());
        }
        if !text.choices.is_empty() {
            schema.insert("enum".into(), text.choices.iter().map(|choice| json!(choice.value)).collect());
        }
        match self.conditions(text).as_mut_slice() {
            [] => {}
            [Value::Object(only)] => schema.append(only),
            several => schema.extend([("allOf".to_owned(), several.to_vec().into())]),
        }
        if text.email_parts.is_some() {
            let reason = "of a quoted local part or a domain literal, whose length no pattern counts exactly";
            let rules = [("localPartLength", reason), ("domainPartLength", reason)];
            schema.insert("x-aicc-unexpressed".into(), unexpressed(&rules));
        }
        if text.range.is_some() {
            schema.insert("x-aicc-unexpressed".into(), unexpressed(&[("minimum", RANGE), ("maximum", RANGE)]));
        }
        schema
    }

    fn conditions(self, text: &Text) -> Vec<Value> {
        let mut conditions = Vec::new();
        if let Some(format) = text.format {
            conditions.push(json!({ "pattern": format.pattern(), "x-aicc-format": format.as_str() }));
        }
        if let Some(characters) = text.characters {
            conditions.push(json!({ "pattern": pattern::of_characters(characters) }));
            let classes = self.profile.password.classes();
            if text.password_policy && classes > 0 {
                conditions.push(some_classes(classes, characters));
            }
        }
        if let Some(parts) = text.email_parts {
            conditions.extend(email_parts(parts));
        }
        conditions
    }
}

const RANGE: &str = "of the number that a text writes";

/// At least `count` of the four classes of characters.
fn some_classes(count: usize, allowed: Characters) -> Value {
    let combinations = (0..1_u8 << CharacterClass::ALL.len()).filter(|chosen| chosen.count_ones() as usize == count);
    let all_of = |chosen: u8| {
        let classes = CharacterClass::ALL.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1);
        let patterns = classes.map(|(_, class)| json!({ "pattern": pattern::with_class(*class, allowed) }));
        json!({ "allOf": patterns.collect::<Vec<_>>() })
    };
    match combinations.map(all_of).collect::<Vec<_>>().as_slice() {
        [only] => only.clone(),
        several => json!({ "anyOf": several }),
    }
}

/// The lengths of a plain local part and of a domain that is no literal.
fn email_parts(EmailParts { local, domain, label }: EmailParts) -> [Value; 3] {
    [
        format!("^(?:\"|[^\"@]{{1,{local}}}@)"),
        format!("(?:\\]|@[^@]{{1,{domain}}})$"),
        format!("(?:\\]|@[^@.]{{1,{label}}}(?:\\.[^@.]{{1,{label}}})*)$"),
    ]
    .map(|pattern| json!({ "pattern": pattern }))
}

fn integer(limits: &Integer) -> Map<String, Value> {
    let texts = |choice: &Choice| match choice.value {
        Literal::Integer(value) => json!(value.to_string()),
        other => json!(other),
    };
    if !limits.choices.is_empty() {
        let values = limits.choices.iter().map(|choice| json!(choice.value));
        let texts = limits.choices.iter().filter(|_| limits.or_text).map(texts);
        let mut schema = into_object(json!({ "enum": values.chain(texts).collect::<Vec<_>>() }));
        schema.insert("x-aicc-unexpressed".into(), unexpressed(&[("type", INTEGER)]));
        return schema;
    }
    into_object(json!({
        "type": "integer",
        "minimum": limits.minimum.unwrap_or(i64::MIN),
        "maximum": i64::MAX,
        "x-aicc-unexpressed": unexpressed(&[("type", INTEGER)]),
    }))
}

const INTEGER: &str = "a schema takes 4.0 and 4e0 for the integer 4";

fn unexpressed(rules: &[(&str, &str)]) -> Value {
    rules.iter().map(|(rule, reason)| json!({ "rule": rule, "reason": reason })).collect()
}
