//! Schemas in which each member has one plain type, for generators of clients and readers of documentation.
//!
//! A member of a request has its documented type and limits. A member of a reply has its documented type alone: a client
//! must be able to read values that the page does not document. `x-aicc-accepts` holds the exact schema where it differs.

use aicc_core::interfaces::{self, CHOICE_SETS};
use aicc_core::spec::{Array, Choice, ChoiceSet, Field, Integer, Interface, JsonType, Kind, Literal, Object, Text};
use serde_json::{Map, Value, json};

use crate::context::Context;
use crate::examples;
use crate::json_schema::{Part, Writer, into_object};

/// The schemas of all bodies, of the objects inside them, and of the documented values.
pub(crate) fn components(context: Context<'_>) -> Map<String, Value> {
    let bodies = interfaces::ALL.iter().flat_map(|interface| [(*interface, Part::Request), (*interface, Part::Reply)]);
    let objects = bodies.flat_map(|(interface, part)| body_objects(interface, part, context));
    let sets = CHOICE_SETS.iter().filter(|set| is_requested(set)).map(|set| (set.name, choices(set, context)));
    objects.chain(sets).map(|(name, schema)| (name.to_owned(), schema.into())).collect()
}

/// A reference to a component.
pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn body_objects(
    interface: &'static Interface,
    part: Part,
    context: Context<'_>,
) -> Vec<(&'static str, Map<String, Value>)> {
    let body = part.body(interface);
    let plain = Plain { writer: Writer::new(interface, part, context), examples: examples::bodies(interface, part) };
    let mut objects = plain.objects(body.object);
    if let (Some(wrapper), Some((_, schema))) = (body.wrapper, objects.first_mut()) {
        schema.insert("x-aicc-wrapper".into(), wrapper.name.into());
    }
    objects
}

/// Whether a row of a request holds one of the values.
fn is_requested(set: &ChoiceSet) -> bool {
    interfaces::ALL
        .iter()
        .flat_map(|interface| interface.request.object.fields)
        .any(|field| field.type_name == set.name)
}

/// Documented values, with the names and labels that generators of clients read.
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
struct Plain<'p> {
    writer: Writer<'p>,
    /// The body in the examples of the page.
    examples: Vec<Value>,
}

impl Plain<'_> {
    /// An object and those inside it, each with its name.
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

    /// A member, with what it is in the examples.
    fn property(&self, field: &'static Field, examples: &[&Value]) -> Map<String, Value> {
        let (mut schema, exact) = match self.writer.part {
            Part::Request => {
                let mandatory = self.writer.is_required(field);
                (self.writer.plain_kind(&field.kind, mandatory), self.writer.kind(&field.kind, mandatory))
            }
            Part::Reply => (reply_kind(&field.kind, examples), self.writer.reply_scalar(field)),
        };
        if inner_object(&field.kind).is_none() && schema != exact {
            schema.insert("x-aicc-accepts".into(), exact.into());
        }
        schema.append(&mut self.writer.facts(field));
        schema
    }
}

/// The object that a member holds, or that the elements of a member are.
fn inner_object(kind: &Kind) -> Option<&'static Object> {
    match kind {
        Kind::Object(object) | Kind::Array(Array { element: Kind::Object(object), .. }) => Some(object),
        _ => None,
    }
}

/// The documented type, or any where an example of the page has another one.
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

impl Writer<'_> {
    /// The documented type and limits, as far as one type and one pattern say them.
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
