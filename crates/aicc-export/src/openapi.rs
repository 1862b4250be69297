//! OpenAPI 3.1 of all interfaces.

use aicc_core::spec::{Example, Field, Format, Interface, Kind, Link, LinkedValue, Service, Status};
use aicc_core::{Language, Profile, UNDOCUMENTED_STATUS, Wording, interfaces};
use serde_json::{Map, Value, json};

use crate::components::{components, reference};
use crate::context::Context;
use crate::examples;
use crate::json_schema::{BodyKind, DIALECT, SchemaWriter, into_object};

/// Returns the OpenAPI document of all interfaces, for the edition and password policy of a profile, with descriptions in a
/// language.
///
/// Each member has one plain type, so that client generators can read it. `x-aicc-accepts` has the exact schema if it differs.
///
/// ```
/// use aicc_core::{Language, Profile};
/// let document = aicc_export::openapi(&Profile::default(), Language::English);
/// assert_eq!(document["components"]["schemas"]["AgentSignIn"]["properties"]["autoanswer"]["type"], "boolean");
/// ```
#[must_use]
pub fn openapi(profile: &Profile, language: Language) -> Value {
    let context = Context { profile, language };
    let paths: Map<String, Value> = interfaces::ALL
        .iter()
        .map(|interface| {
            let method = interface.method.as_str().to_ascii_lowercase();
            (interface.path.to_owned(), json!({ method: operation(interface, context) }))
        })
        .collect();
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": "AICC",
            "summary": context.say(SUMMARY),
            "description": context.say(DESCRIPTION),
            "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
            "version": profile.edition.as_str(),
        },
        "servers": SERVICES.map(|service| server(service, context)),
        "tags": SERVICES.map(|service| json!({ "name": tag(service), "description": context.say(name(service)) })),
        "paths": paths,
        "components": { "schemas": components(context), "securitySchemes": security_schemes(context) },
    })
}

const SUMMARY: Wording =
    Wording { english: "The interfaces of a cloud contact centre.", chinese: "云联络中心的接口。" };

const DESCRIPTION: Wording = Wording {
    english: "Each member has its documented type. `x-aicc-accepts` holds the exact schema where a value may have \
              another form. `null` in place of an optional member is the same as its absence. `x-aicc-row` is the row of \
              the vendor's page.",
    chinese: "每个参数均为文档规定的类型；若还可以是其他形式，完整的 Schema 见 `x-aicc-accepts`。可选参数为 `null` 等同于不传。\
              `x-aicc-row` 为厂商文档中的序号。",
};

/// The services, in the order of their interfaces.
const SERVICES: [Service; 2] = [Service::Configuration, Service::AgentGateway];

/// Returns the name of a service as an identifier. Client generators use it as the name of a class.
const fn tag(service: Service) -> &'static str {
    match service {
        Service::Configuration => "configuration",
        Service::AgentGateway => "agentGateway",
    }
}

const fn name(service: Service) -> Wording {
    match service {
        Service::Configuration => Wording { english: "Configuration service", chinese: "配置服务" },
        Service::AgentGateway => {
            Wording { english: "Agent gateway (CC-Gateway)", chinese: "座席网关（CC-Gateway）" }
        }
    }
}

/// Returns a server for the root of the document. If an operation had servers of its own, a generated client would ignore the
/// host that its user configures.
fn server(service: Service, context: Context<'_>) -> Value {
    let (url, variables) = match service {
        Service::Configuration => (
            "https://{domain}",
            json!({ "domain": { "default": "service.besclouds.com", "description": context.say(DOMAIN) } }),
        ),
        Service::AgentGateway => (
            "https://{ip}:{port}",
            json!({
                "ip": { "default": "127.0.0.1", "description": context.say(GATEWAY_IP) },
                "port": { "default": service.default_port().to_string(), "description": context.say(GATEWAY_PORT) },
            }),
        ),
    };
    json!({ "url": url, "description": context.say(name(service)), "variables": variables })
}

const DOMAIN: Wording =
    Wording { english: "Domain name of the configuration service.", chinese: "配置服务的域名。" };
const GATEWAY_IP: Wording =
    Wording { english: "IP address of the CC-Gateway server.", chinese: "CC-Gateway 服务器的 IP 地址。" };
const GATEWAY_PORT: Wording = Wording {
    english: "HTTPS port number of the CC-Gateway server.",
    chinese: "CC-Gateway 服务器的 HTTPS 端口号。",
};

fn operation(interface: &'static Interface, context: Context<'_>) -> Value {
    let parameters = interface.path_parameters.fields.iter().map(|field| parameter(interface, field, context));
    json!({
        "operationId": identifier(interface.name),
        "summary": context.say(interface.document.title),
        "description": context.say(interface.document.summary),
        "tags": [tag(interface.service)],
        "x-aicc-interface": interface.name,
        "security": security(interface, context.profile),
        "parameters": parameters.collect::<Vec<_>>(),
        "requestBody": {
            "required": true,
            "content": {
                interface.content_type: body(interface, BodyKind::Request, |example| {
                    examples::request(interface, example, context.profile)
                }),
            },
        },
        "responses": responses(interface, context),
    })
}

/// Returns the name of an interface as an identifier: `agentAccountCreate` for `agentAccount/create`.
fn identifier(name: &str) -> String {
    let mut identifier = String::new();
    let mut starts_word = false;
    for character in name.chars() {
        if !character.is_ascii_alphanumeric() {
            starts_word = true;
            continue;
        }
        identifier.push(if starts_word { character.to_ascii_uppercase() } else { character });
        starts_word = false;
    }
    identifier
}

/// Returns a body with the examples of the page. An example is left out if `value` returns `None`.
fn body(
    interface: &'static Interface,
    part: BodyKind,
    value: impl Fn(&Example) -> Option<Value>,
) -> Map<String, Value> {
    let example = |example: &Example| Some((example.name.to_owned(), json!({ "value": value(example)? })));
    let examples: Map<String, Value> = interface.examples.iter().filter_map(example).collect();
    let mut body = Map::from_iter([("schema".to_owned(), reference(part.body(interface).object.name))]);
    if !examples.is_empty() {
        body.insert("examples".into(), examples.into());
    }
    body
}

fn parameter(interface: &'static Interface, field: &'static Field, context: Context<'_>) -> Value {
    json!({
        "name": field.name,
        "in": "path",
        "required": true,
        "description": context.describe(field),
        "schema": SchemaWriter::new(interface, BodyKind::Request, context).plain_kind(&field.kind, true),
        "x-aicc-row": field.row,
    })
}

/// Returns the secret header fields, which are credentials: OpenAPI ignores a header parameter with the name `Authorization`.
fn credentials(interface: &'static Interface) -> impl Iterator<Item = (&'static str, &'static Field)> {
    interface.headers.fields.iter().filter(|field| field.secret).filter_map(|field| Some((scheme(field)?, field)))
}

/// Returns the name of the security scheme of a header field. The case of header names does not matter (reading R11), so all
/// fields with one format share one scheme.
const fn scheme(field: &Field) -> Option<&'static str> {
    match field.kind {
        Kind::Text(text) => match text.format {
            Some(format) => Some(format.as_str()),
            None => None,
        },
        _ => None,
    }
}

fn security_schemes(context: Context<'_>) -> Map<String, Value> {
    let bearer = Format::Bearer.as_str();
    let mut schemes = Map::new();
    for (scheme, field) in interfaces::ALL.iter().flat_map(|interface| credentials(interface)) {
        let description = context.describe(field);
        schemes.entry(scheme).or_insert_with(|| {
            if scheme == bearer {
                json!({ "type": "http", "scheme": "bearer", "description": description })
            } else {
                json!({ "type": "apiKey", "in": "header", "name": field.name, "description": description })
            }
        });
    }
    schemes
}

/// Returns the alternatives: the mandatory credentials with each set of optional ones, the largest set first.
fn security(interface: &'static Interface, profile: &Profile) -> Value {
    let (mandatory, optional): (Vec<_>, Vec<_>) =
        credentials(interface).partition(|(_, field)| field.is_mandatory(profile.edition));
    let subsets = (0..1_u32 << optional.len()).rev();
    subsets
        .map(|chosen| {
            let some =
                optional.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1).map(|(_, field)| field);
            let names = mandatory.iter().chain(some).map(|(scheme, _)| ((*scheme).to_owned(), json!([])));
            Value::from(names.collect::<Map<String, Value>>())
        })
        .collect()
}

fn responses(interface: &'static Interface, context: Context<'_>) -> Map<String, Value> {
    let mut success = into_object(json!({
        "description": replied(interface, context),
        "content": { "application/json": body(interface, BodyKind::Reply, examples::reply) },
    }));
    if let Some(name) = interface.service.session_header() {
        let header = json!({ "description": context.say(SESSION), "schema": { "type": "string" } });
        success.insert("headers".into(), json!({ name: header }));
    }
    if !interface.links.is_empty() {
        let links = interface.links.iter().map(|link| (identifier(link.to), self::link(link)));
        success.insert("links".into(), links.collect::<Map<String, Value>>().into());
    }
    let documented = interface.statuses.iter().map(|status| (status.status.to_string(), refused(status, context)));
    let other = json!({ "description": context.say(UNDOCUMENTED_STATUS), "content": any_body() });
    std::iter::once(("200".to_owned(), success.into()))
        .chain(documented)
        .chain([("default".to_owned(), other)])
        .collect()
}

/// Returns a request that can follow: a value whose name the path of the interface has is a parameter, any other one a member of the
/// body.
///
/// The standard's name for the members of the body is `requestBody`. OpenAPI Generator refuses a document in which that is an object.
fn link(link: &Link) -> Value {
    let target = interfaces::ALL.iter().find(|interface| interface.name == link.to);
    let is_parameter = |name: &str| target.is_some_and(|target| target.path_parameters.find(name).is_some());
    let values = link.values.iter().map(|(name, value)| ((*name).to_owned(), Value::from(expression(*value))));
    let (parameters, members): (Map<_, _>, Map<_, _>) = values.partition(|(name, _)| is_parameter(name));
    let mut object = into_object(json!({ "operationId": identifier(link.to) }));
    if !parameters.is_empty() {
        object.insert("parameters".into(), parameters.into());
    }
    if !members.is_empty() {
        object.insert("x-aicc-body".into(), members.into());
    }
    object.into()
}

/// Returns a value as a runtime expression of OpenAPI.
fn expression(value: LinkedValue) -> String {
    match value {
        LinkedValue::OfRequest(pointer) => format!("$request.body#{pointer}"),
        LinkedValue::OfReply(pointer) => format!("$response.body#{pointer}"),
    }
}

const SESSION: Wording = Wording {
    english: "Authenticates later calls after a sign-in. The page does not document it (reading R21).",
    chinese: "签入成功后用于后续调用的鉴权。接口文档未列出（解读 R21）。",
};

/// Returns the description of a reply, with its documented codes.
fn replied(interface: &Interface, context: Context<'_>) -> String {
    let codes = &interface.result_codes;
    let lines = codes.known.iter().map(|known| format!("\n- `{}`: {}", known.code, context.say(known.meaning)));
    format!("{}\n{}", context.say(REPLY).replace("{member}", codes.member), lines.collect::<String>())
}

const REPLY: Wording = Wording {
    english: "A reply. `{member}` distinguishes success from failure:",
    chinese: "响应。由 `{member}` 区分成功与失败：",
};

fn refused(status: &Status, context: Context<'_>) -> Value {
    let action = status.action.map(|action| format!("{}{}", context.say(COLON), context.say(action)));
    let description = format!("{}{}", context.say(status.meaning), action.unwrap_or_default());
    json!({ "description": description, "content": any_body() })
}

const COLON: Wording = Wording { english: ": ", chinese: "：" };

/// The pages do not document the body of a refusal.
fn any_body() -> Value {
    json!({ "*/*": { "schema": {} } })
}
