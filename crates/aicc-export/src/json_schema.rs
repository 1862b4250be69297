//! JSON Schema 2020-12 of a body.
//!
//! What the vocabulary cannot say stands under `x-aicc-unexpressed`, a list of rule codes with the reason.

use aicc_core::spec::{
    Array, Body, CharacterClass, Characters, Choice, EmailParts, Field, Integer, Interface, Kind, Literal, Object,
    SkillQueueRole, Text, Wrapper,
};
use aicc_core::{Language, Profile, Wording};
use serde_json::{Map, Value, json};

use crate::context::Context;
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

/// The JSON Schema of a body, for a caller's edition and password policy, with descriptions in a language.
///
/// ```
/// use aicc_core::{Language, Profile, interfaces};
/// use aicc_export::{Part, json_schema};
/// let schema = json_schema(&interfaces::AGENT_SIGN_IN, Part::Request, &Profile::default(), Language::English);
/// assert_eq!(schema["$defs"]["AgentSignIn"]["properties"]["phonenum"]["anyOf"][0]["maxLength"], 24);
/// ```
#[must_use]
pub fn json_schema(interface: &'static Interface, part: Part, profile: &Profile, language: Language) -> Value {
    let body = part.body(interface);
    let name = body.object.name;
    let writer = Writer::new(interface, part, Context { profile, language });
    let mut schema = Map::new();
    schema.insert("$schema".into(), DIALECT.into());
    schema.insert("title".into(), format!("{} {}", interface.name, writer.context.say(part.name())).into());
    schema.append(&mut writer.read_as(body, &format!("#/$defs/{name}")));
    schema.insert("$defs".into(), json!({ name: writer.object(body.object) }));
    schema.into()
}

impl Part {
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

/// Writes the exact schemas of one body.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'p> {
    result_code: &'static str,
    pub(crate) part: Part,
    context: Context<'p>,
}

impl<'p> Writer<'p> {
    pub(crate) const fn new(interface: &'static Interface, part: Part, context: Context<'p>) -> Self {
        Self { result_code: interface.result_codes.member, part, context }
    }

    /// The object at `reference`, flat or wrapped: a request whose only member is the wrapper, holding an object, is read
    /// as that object (reading R1); so is a reply that has no result code beside the wrapper (reading R13).
    fn read_as(self, body: &Body, reference: &str) -> Map<String, Value> {
        let flat = json!({ "$ref": reference });
        let Some(Wrapper { name, .. }) = body.wrapper else { return into_object(flat) };
        let wrapper = json!({ "type": "object" });
        let is_wrapped = match self.part {
            Part::Request => json!({ "maxProperties": 1, "properties": { name: wrapper } }),
            Part::Reply => json!({ "properties": { name: wrapper, self.result_code: { "type": "null" } } }),
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

    /// A reply may repeat a member; a request may not (reading R18).
    fn add_unique_keys(self, schema: &mut Map<String, Value>) {
        if self.part == Part::Request {
            schema.insert("x-aicc-unexpressed".into(), self.unexpressed(&["uniqueKeys"], UNIQUE_KEYS));
        }
    }

    fn object(self, object: &'static Object) -> Map<String, Value> {
        let properties = object.fields.iter().map(|field| (field.name.to_owned(), self.field(field).into()));
        self.object_of(object, properties.collect())
    }

    /// An object with these members.
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
            Part::Request => field.is_mandatory(self.context.profile.edition),
            Part::Reply => field.name == self.result_code,
        }
    }

    fn field(self, field: &'static Field) -> Map<String, Value> {
        let mut schema = match self.part {
            Part::Request => self.request_field(field),
            Part::Reply => self.reply_field(field),
        };
        schema.append(&mut self.facts(field));
        schema
    }

    /// What a row says beside its type and limits.
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

    /// Null in place of an optional member is the same as its absence (reading R3).
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

    /// An empty text in place of an object is its absence, as null is (reading R13).
    fn reply_field(self, field: &'static Field) -> Map<String, Value> {
        if let Kind::Object(object) = &field.kind {
            return into_object(json!({ "anyOf": [self.object(object), { "enum": [null, ""] }] }));
        }
        self.reply_scalar(field)
    }

    /// A scalar may come as any other (reading R13).
    pub(crate) fn reply_scalar(self, field: &'static Field) -> Map<String, Value> {
        let types: &[&str] =
            if self.is_required(field) { &["string", "number"] } else { &["string", "number", "boolean", "null"] };
        let types: Vec<Value> = types.iter().map(|name| json!({ "type": name })).collect();
        let mut schema = into_object(json!({ "anyOf": types }));
        let documented = Writer { part: Part::Request, ..self }.kind(&field.kind, false);
        schema.insert("x-aicc-documented".into(), documented.into());
        schema
    }

    /// A value of a request that is not null.
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

    /// An array with these elements.
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

    /// Type, lengths and documented values, and no line break where the patterns of the text allow none: `$` of some
    /// dialects stands before a last one as well.
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

    /// Patterns that each text matches, the first of them the one that says the most.
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

    /// The rules that the schema does not check, and why.
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

/// The value as a text: `"4"`.
fn as_text(choice: &Choice) -> Value {
    match choice.value {
        Literal::Integer(value) => json!(value.to_string()),
        other => json!(other),
    }
}

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
