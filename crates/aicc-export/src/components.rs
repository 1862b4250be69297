//! The components of an OpenAPI document: schemas in which each member has one plain type, for client generators and for readers
//! of documentation.
//!
//! A member of a request has its documented type and limits. A member of a reply has its documented type alone, since a client
//! must be able to read values that the page does not document. `x-aicc-accepts` has the exact schema if it differs.

use aicc_core::interfaces::{self, CHOICE_SETS};
use aicc_core::spec::{Array, Choice, ChoiceSet, Field, Integer, Interface, JsonType, Kind, Literal, Object, Text};
use serde_json::{Map, Value, json};

use crate::context::Context;
use crate::examples;
use crate::json_schema::{BodyKind, SchemaWriter, into_object};

/// Returns the schemas of all bodies, of the objects inside them, and of the documented values.
pub(crate) fn components(context: Context<'_>) -> Map<String, Value> {
    let bodies =
        interfaces::ALL.iter().flat_map(|interface| [(*interface, BodyKind::Request), (*interface, BodyKind::Reply)]);
    let objects = bodies.flat_map(|(interface, part)| body_objects(interface, part, context));
    let sets = CHOICE_SETS.iter().filter(|set| is_requested(set)).map(|set| (set.name, choices(set, context)));
    objects.chain(sets).map(|(name, schema)| (name.to_owned(), schema.into())).collect()
}

/// Returns a reference to a component.
pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn body_objects(
    interface: &'static Interface,
    part: BodyKind,
    context: Context<'_>,
) -> Vec<(&'static str, Map<String, Value>)> {
    let body = part.body(interface);
    let plain = PlainWriter {
        writer: SchemaWriter::new(interface, part, context),
        examples: examples::bodies(interface, part),
    };
    let mut objects = plain.objects(body.object);
    if let (Some(wrapper), Some((_, schema))) = (body.wrapper, objects.first_mut()) {
        schema.insert("x-aicc-wrapper".into(), wrapper.name.into());
    }
    objects
}

/// Whether a row of a request has the values of a set.
fn is_requested(set: &ChoiceSet) -> bool {
    interfaces::ALL
        .iter()
        .flat_map(|interface| interface.request.object.fields)
        .any(|field| field.type_name == set.name)
}

/// Returns the schema of documented values, with the names and labels that client generators read.
fn choices(set: &ChoiceSet, context: Context<'_>) -> Map<String, Value> {
    let labels = || set.choices.iter().map(|choice| context.say(choice.label));
    let lines: Vec<String> =
        set.choices.iter().zip(labels()).map(|(choice, label)| format!("- `{}`: {label}", printed(choice))).collect();
    let mut schema = enumerated(set.choices);
    schema.insert("description".into(), lines.join("\n").into());
    schema.insert("x-enum-varnames".into(), set.choices.iter().map(|choice| choice.name).collect());
    schema.insert("x-enum-descriptions".into(), labels().collect());
    schema
}

fn printed(choice: &Choice) -> String {
    match choice.value {
        Literal::Text(text) => text.to_owned(),
        other => json!(other).to_string(),
    }
}

fn enumerated(choices: &[Choice]) -> Map<String, Value> {
    let json_type = match choices.first().map(|choice| choice.value) {
        Some(Literal::Integer(_)) => JsonType::Integer,
        Some(Literal::Boolean(_)) => JsonType::Boolean,
        _ => JsonType::String,
    };
    let values: Vec<Value> = choices.iter().map(|choice| json!(choice.value)).collect();
    into_object(json!({ "type": json_type.as_str(), "enum": values }))
}

/// Writes the plain schemas of one body.
struct PlainWriter<'p> {
    writer: SchemaWriter<'p>,
    /// The bodies in the examples of the page.
    examples: Vec<Value>,
}

impl PlainWriter<'_> {
    /// Returns the schemas of an object and of the objects inside it, each with its name.
    fn objects(&self, object: &'static Object) -> Vec<(&'static str, Map<String, Value>)> {
        self.objects_at(object, &self.examples.iter().collect::<Vec<_>>())
    }

    fn objects_at(&self, object: &'static Object, examples: &[&Value]) -> Vec<(&'static str, Map<String, Value>)> {
        let values = |field: &Field| examples.iter().filter_map(|example| example.get(field.name)).collect::<Vec<_>>();
        let properties: Map<String, Value> = object
            .fields
            .iter()
            .map(|field| (field.name.to_owned(), self.property(field, &values(field)).into()))
            .collect();
        let inner = object.fields.iter().filter_map(|field| Some((inner_object(&field.kind)?, values(field))));
        let inner = inner.flat_map(|(object, values)| self.objects_at(object, &values));
        std::iter::once((object.name, self.writer.object_of(object, properties))).chain(inner).collect()
    }

    /// Returns the schema of a member that has these values in the examples.
    fn property(&self, field: &'static Field, examples: &[&Value]) -> Map<String, Value> {
        let (mut schema, exact) = match self.writer.part {
            BodyKind::Request => {
                let mandatory = self.writer.is_required(field);
                (self.writer.plain_kind(&field.kind, mandatory), self.writer.kind(&field.kind, mandatory))
            }
            BodyKind::Reply => (reply_kind(&field.kind, examples), self.writer.reply_scalar(field)),
        };
        if inner_object(&field.kind).is_none() && schema != exact {
            schema.insert("x-aicc-accepts".into(), exact.into());
        }
        schema.append(&mut self.writer.facts(field));
        schema
    }
}

/// Returns the table of a member that is an object, or of its elements if they are objects.
fn inner_object(kind: &Kind) -> Option<&'static Object> {
    match kind {
        Kind::Object(object) | Kind::Array(Array { element: Kind::Object(object), .. }) => Some(object),
        _ => None,
    }
}

/// Returns the documented type, or a schema for any type if an example of the page has another type.
fn reply_kind(kind: &Kind, examples: &[&Value]) -> Map<String, Value> {
    if !examples.iter().all(|example| is_of_type(example, kind.json_type())) {
        return Map::new();
    }
    match kind {
        Kind::Object(object) => into_object(reference(object.name)),
        Kind::Integer(_) => integer(),
        other => into_object(json!({ "type": other.json_type().as_str() })),
    }
}

fn is_of_type(value: &Value, json_type: JsonType) -> bool {
    match json_type {
        JsonType::String => value.is_string(),
        JsonType::Integer => value.is_i64(),
        JsonType::Number => value.is_number(),
        JsonType::Boolean => value.is_boolean(),
        JsonType::Array => value.is_array(),
        JsonType::Object => value.is_object(),
        JsonType::Null => value.is_null(),
    }
}

fn integer() -> Map<String, Value> {
    into_object(json!({ "type": "integer", "format": "int64" }))
}

impl SchemaWriter<'_> {
    /// Returns the documented type and limits, as far as one type and one pattern can express them.
    pub(crate) fn plain_kind(self, kind: &'static Kind, mandatory: bool) -> Map<String, Value> {
        if let Some(set) = CHOICE_SETS.iter().find(|set| !set.choices.is_empty() && set.choices == kind.choices()) {
            return into_object(reference(set.name));
        }
        match kind {
            Kind::Text(text) => self.plain_text(text, mandatory),
            Kind::Integer(Integer { minimum: Some(minimum), .. }) => {
                let mut schema = integer();
                schema.insert("minimum".into(), (*minimum).into());
                schema
            }
            Kind::Integer(_) => integer(),
            Kind::Boolean { .. } => into_object(json!({ "type": "boolean" })),
            Kind::Array(array) => self.array_of(array, self.plain_kind(array.element, false)),
            Kind::Object(object) => into_object(reference(object.name)),
        }
    }

    fn plain_text(self, text: &Text, mandatory: bool) -> Map<String, Value> {
        let mut schema = self.text_limits(text, mandatory);
        if let Some(Value::Object(first)) = self.conditions(text).into_iter().next() {
            schema.extend(first);
        }
        schema
    }
}
