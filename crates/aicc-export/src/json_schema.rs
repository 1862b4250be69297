//! JSON Schema 2020-12 of a body.
//!
//! `x-aicc-unexpressed` lists the rules that JSON Schema cannot express, each with the reason.

use aicc_core::spec::{
    Array, Body, CharacterClass, Characters, Choice, EmailParts, Field, Integer, Interface, Kind, Literal, Object,
    SkillQueueRole, Text, Wrapper,
};
use aicc_core::{Language, Profile, Wording};
use serde_json::{Map, Value, json};

use crate::context::Context;
use crate::pattern;

/// A body of an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyKind {
    /// The request body. Its schema accepts a body exactly if the body breaks no rule, except the rules under
    /// `x-aicc-unexpressed`.
    Request,
    /// The reply body. Its schema accepts a body exactly if it can be read (reading R13). `x-aicc-documented` has the further
    /// limits of the page.
    Reply,
}

/// The dialect of every schema.
pub(crate) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Returns the JSON Schema of a body, for the edition and password policy of a profile, with descriptions in a language.
///
/// ```
/// use aicc_core::{Language, Profile, interfaces};
/// use aicc_export::{BodyKind, json_schema};
/// let schema = json_schema(&interfaces::AGENT_SIGN_IN, BodyKind::Request, &Profile::default(), Language::English);
/// assert_eq!(schema["$defs"]["AgentSignIn"]["properties"]["phonenum"]["anyOf"][0]["maxLength"], 24);
/// ```
#[must_use]
pub fn json_schema(interface: &'static Interface, part: BodyKind, profile: &Profile, language: Language) -> Value {
    let body = part.body(interface);
    let name = body.object.name;
    let writer = SchemaWriter::new(interface, part, Context { profile, language });
    let mut schema = Map::new();
    schema.insert("$schema".into(), DIALECT.into());
    schema.insert("title".into(), format!("{} {}", interface.name, writer.context.say(part.name())).into());
    schema.append(&mut writer.read_as(body, &format!("#/$defs/{name}")));
    schema.insert("$defs".into(), json!({ name: writer.object(body.object) }));
    schema.into()
}

impl BodyKind {
    const fn name(self) -> Wording {
        match self {
            Self::Request => Wording { english: "request", chinese: "请求" },
            Self::Reply => Wording { english: "reply", chinese: "响应" },
        }
    }

    pub(crate) const fn body(self, interface: &'static Interface) -> &'static Body {
        match self {
            Self::Request => &interface.request,
            Self::Reply => &interface.reply,
        }
    }
}

pub(crate) fn into_object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// Writes the exact schema of one body.
#[derive(Clone, Copy)]
pub(crate) struct SchemaWriter<'p> {
    result_code: &'static str,
    pub(crate) part: BodyKind,
    context: Context<'p>,
}

impl<'p> SchemaWriter<'p> {
    pub(crate) const fn new(interface: &'static Interface, part: BodyKind, context: Context<'p>) -> Self {
        Self { result_code: interface.result_codes.member, part, context }
    }

    /// Returns the schema of the object at `reference`, flat or wrapped. A request whose only member is the wrapper, with an
    /// object in it, is read as that object (reading R1), and so is a reply without a result code beside the wrapper (reading
    /// R13).
    fn read_as(self, body: &Body, reference: &str) -> Map<String, Value> {
        let flat = json!({ "$ref": reference });
        let Some(Wrapper { name, .. }) = body.wrapper else { return into_object(flat) };
        let wrapper = json!({ "type": "object" });
        let is_wrapped = match self.part {
            BodyKind::Request => json!({ "maxProperties": 1, "properties": { name: wrapper } }),
            BodyKind::Reply => json!({ "properties": { name: wrapper, self.result_code: { "type": "null" } } }),
        };
        let mut condition = into_object(json!({ "type": "object", "required": [name] }));
        condition.append(&mut into_object(is_wrapped));
        let mut schema = into_object(json!({
            "if": condition,
            "then": { "type": "object", "properties": { name: flat } },
            "else": flat,
        }));
        self.add_unique_keys(&mut schema);
        schema
    }

    /// A reply may repeat a member, a request may not (reading R18).
    fn add_unique_keys(self, schema: &mut Map<String, Value>) {
        if self.part == BodyKind::Request {
            schema.insert("x-aicc-unexpressed".into(), self.unexpressed(&["uniqueKeys"], UNIQUE_KEYS));
        }
    }

    fn object(self, object: &'static Object) -> Map<String, Value> {
        let properties = object.fields.iter().map(|field| (field.name.to_owned(), self.field(field).into()));
        self.object_of(object, properties.collect())
    }

    /// Returns the schema of an object with these members.
    pub(crate) fn object_of(self, object: &'static Object, properties: Map<String, Value>) -> Map<String, Value> {
        let required: Vec<&str> =
            object.fields.iter().filter(|field| self.is_required(field)).map(|field| field.name).collect();
        let mut schema = into_object(json!({
            "description": self.context.describe_object(object),
            "type": "object",
            "properties": properties,
        }));
        if !required.is_empty() {
            schema.insert("required".into(), required.into());
        }
        self.add_unique_keys(&mut schema);
        schema
    }

    pub(crate) fn is_required(self, field: &Field) -> bool {
        match self.part {
            BodyKind::Request => field.is_mandatory(self.context.profile.edition),
            BodyKind::Reply => field.name == self.result_code,
        }
    }

    fn field(self, field: &'static Field) -> Map<String, Value> {
        let mut schema = match self.part {
            BodyKind::Request => self.request_field(field),
            BodyKind::Reply => self.reply_field(field),
        };
        schema.append(&mut self.facts(field));
        schema
    }

    /// Returns what a row says besides its type and limits.
    pub(crate) fn facts(self, field: &Field) -> Map<String, Value> {
        let mut facts = into_object(json!({
            "title": self.context.say(field.label),
            "description": self.context.describe(field),
            "x-aicc-row": field.row,
        }));
        if let Some(default) = field.default {
            facts.insert("default".into(), json!(default));
        }
        if field.secret {
            facts.insert("writeOnly".into(), true.into());
        }
        facts
    }

    /// An optional member can be null, which is the same as its absence (reading R3).
    fn request_field(self, field: &'static Field) -> Map<String, Value> {
        let mandatory = self.is_required(field);
        let mut schema = self.kind(&field.kind, mandatory);
        if !mandatory {
            schema = into_object(json!({ "anyOf": [schema, { "type": "null" }] }));
        }
        if field.skill_queue == SkillQueueRole::QueueId {
            schema.insert("x-aicc-unexpressed".into(), self.unexpressed(&["skillQueueType"], SKILL_QUEUE_TYPE));
        }
        schema
    }

    /// A member that is an object can be an empty text or null, which is the same as its absence (reading R13).
    fn reply_field(self, field: &'static Field) -> Map<String, Value> {
        if let Kind::Object(object) = &field.kind {
            return into_object(json!({ "anyOf": [self.object(object), { "enum": [null, ""] }] }));
        }
        self.reply_scalar(field)
    }

    /// A scalar of a reply can have any scalar type (reading R13).
    pub(crate) fn reply_scalar(self, field: &'static Field) -> Map<String, Value> {
        let types: &[&str] =
            if self.is_required(field) { &["string", "number"] } else { &["string", "number", "boolean", "null"] };
        let types: Vec<Value> = types.iter().map(|name| json!({ "type": name })).collect();
        let mut schema = into_object(json!({ "anyOf": types }));
        let documented = SchemaWriter { part: BodyKind::Request, ..self }.kind(&field.kind, false);
        schema.insert("x-aicc-documented".into(), documented.into());
        schema
    }

    /// Returns the schema of a value of a request that is not null.
    pub(crate) fn kind(self, kind: &'static Kind, mandatory: bool) -> Map<String, Value> {
        match kind {
            Kind::Text(text) => self.text(text, mandatory),
            Kind::Integer(limits) => self.integer(limits),
            Kind::Boolean { or_text: false } => into_object(json!({ "type": "boolean" })),
            Kind::Boolean { or_text: true } => into_object(json!({ "enum": [true, false, "true", "false"] })),
            Kind::Array(array) => self.array_of(array, self.kind(array.element, false)),
            Kind::Object(object) => self.object(object),
        }
    }

    /// Returns the schema of an array with these elements.
    pub(crate) fn array_of(self, array: &Array, items: Map<String, Value>) -> Map<String, Value> {
        let mut schema = into_object(json!({ "type": "array", "items": items }));
        if let Some(maximum) = array.maximum {
            schema.insert("maxItems".into(), maximum.into());
        }
        schema
    }

    fn integer(self, limits: &Integer) -> Map<String, Value> {
        let mut schema = into_object(if limits.choices.is_empty() {
            json!({ "type": "integer", "minimum": limits.minimum.unwrap_or(i64::MIN), "maximum": i64::MAX })
        } else {
            let values = limits.choices.iter().map(|choice| json!(choice.value));
            let texts = limits.choices.iter().filter(|_| limits.or_text).map(as_text);
            json!({ "enum": values.chain(texts).collect::<Vec<_>>() })
        });
        schema.insert("x-aicc-unexpressed".into(), self.unexpressed(&["type"], INTEGER));
        schema
    }

    fn text(self, text: &Text, mandatory: bool) -> Map<String, Value> {
        let mut schema = self.text_limits(text, mandatory);
        match self.conditions(text).as_mut_slice() {
            [] => {}
            [Value::Object(only)] => schema.append(only),
            several => schema.extend([("allOf".to_owned(), several.to_vec().into())]),
        }
        if text.email_parts.is_some() {
            let rules = ["localPartLength", "domainPartLength"];
            schema.insert("x-aicc-unexpressed".into(), self.unexpressed(&rules, PART_LENGTH));
        }
        schema
    }

    /// Returns type, lengths and documented values. It forbids line breaks if the patterns of the text do, since in some
    /// dialects `$` also matches before a line break at the end.
    pub(crate) fn text_limits(self, text: &Text, mandatory: bool) -> Map<String, Value> {
        let mut schema = into_object(json!({ "type": "string" }));
        let (minimum, maximum) = text.length_range(mandatory, &self.context.profile.password);
        if minimum > 0 {
            schema.insert("minLength".into(), minimum.into());
        }
        if let Some(maximum) = maximum {
            schema.insert("maxLength".into(), maximum.into());
        }
        if !text.choices.is_empty() {
            schema.insert("enum".into(), text.choices.iter().map(|choice| json!(choice.value)).collect());
        }
        if text.format.is_some() || matches!(text.characters, Some(Characters::Only(_))) {
            schema.insert("not".into(), json!({ "pattern": pattern::LINE_END }));
        }
        schema
    }

    /// Returns the patterns that a text must match. The first one is the most specific.
    pub(crate) fn conditions(self, text: &Text) -> Vec<Value> {
        let mut conditions = Vec::new();
        if let Some(format) = text.format {
            let pattern = match text.range {
                Some((minimum, maximum)) => pattern::of_range(minimum, maximum.get(self.context.profile.edition)),
                None => format.pattern().to_owned(),
            };
            conditions.push(json!({ "pattern": pattern, "x-aicc-format": format.as_str() }));
        }
        if let Some(characters) = text.characters {
            conditions.push(json!({ "pattern": pattern::of_characters(characters) }));
            let classes = self.context.profile.password.classes();
            if text.password_policy && classes > 0 {
                conditions.push(some_classes(classes, characters));
            }
        }
        if let Some(parts) = text.email_parts {
            conditions.extend(email_parts(parts));
        }
        conditions
    }

    /// Returns rules that the schema does not check, and the reason.
    fn unexpressed(self, rules: &[&str], reason: Wording) -> Value {
        rules.iter().map(|rule| json!({ "rule": rule, "reason": self.context.say(reason) })).collect()
    }
}

const UNIQUE_KEYS: Wording = Wording {
    english: "a parser keeps one of two members with the same name",
    chinese: "解析器只保留同名成员中的一个",
};
const SKILL_QUEUE_TYPE: Wording = Wording {
    english: "only the caller knows the types of the skill queues",
    chinese: "只有调用方知道技能队列的类型",
};
const PART_LENGTH: Wording = Wording {
    english: "no pattern counts the characters of a quoted local part or a domain literal",
    chinese: "正则表达式无法计算带引号的本地部分或域名字面量的字符数",
};
const INTEGER: Wording = Wording {
    english: "JSON Schema takes 4.0 and 4e0 for the integer 4",
    chinese: "JSON Schema 将 4.0 和 4e0 视为整数 4",
};

/// Returns the value as text: `"4"`.
fn as_text(choice: &Choice) -> Value {
    match choice.value {
        Literal::Integer(value) => json!(value.to_string()),
        other => json!(other),
    }
}

/// Returns a schema for texts with at least `count` of the four character classes.
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

/// Returns patterns for the length of a local part without quotation marks, of a domain that is not a literal, and of its labels.
fn email_parts(EmailParts { local, domain, label }: EmailParts) -> [Value; 3] {
    [
        format!("^(?:\"|[^\"@]{{1,{local}}}@)"),
        format!("(?:\\]|@[^@]{{1,{domain}}})$"),
        format!("(?:\\]|@[^@.]{{1,{label}}}(?:\\.[^@.]{{1,{label}}})*)$"),
    ]
    .map(|pattern| json!({ "pattern": pattern }))
}
