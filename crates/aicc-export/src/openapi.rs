//! OpenAPI 3.1 of all interfaces.

use aicc_core::spec::{Field, Interface, Service};
use aicc_core::{Profile, interfaces};
use serde_json::{Map, Value, json};

use crate::json_schema::{DIALECT, Part, body_schema, field_schema, read_as};

/// The OpenAPI document of all interfaces, as a caller's profile sees them.
#[must_use]
pub fn openapi(profile: &Profile) -> Value {
    let paths: Map<String, Value> = interfaces::ALL
        .iter()
        .map(|interface| {
            let method = interface.method.as_str().to_ascii_lowercase();
            (interface.path.to_owned(), json!({ method: operation(interface, profile) }))
        })
        .collect();
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": "AICC",
            "summary": "Four interfaces of a cloud contact centre.",
            "version": profile.edition.as_str(),
        },
        "paths": paths,
        "components": { "schemas": schemas(profile), "securitySchemes": security_schemes() },
    })
}

fn operation(interface: &'static Interface, profile: &Profile) -> Value {
    json!({
        "operationId": interface.name,
        "summary": interface.document.title,
        "description": interface.document.summary,
        "servers": [server(interface.service)],
        "security": security(interface, profile),
        "parameters": interface.path_parameters.fields.iter().map(|field| parameter(field, profile)).collect::<Vec<_>>(),
        "requestBody": {
            "required": true,
            "content": { interface.content_type: { "schema": reference(interface, Part::Request) } },
        },
        "responses": responses(interface),
    })
}

fn schemas(profile: &Profile) -> Map<String, Value> {
    let bodies = interfaces::ALL.iter().flat_map(|interface| [(*interface, Part::Request), (*interface, Part::Reply)]);
    let schema = |(interface, part): (&'static Interface, Part)| {
        (part.body(interface).object.name.to_owned(), body_schema(interface, part, profile).into())
    };
    bodies.map(schema).collect()
}

fn reference(interface: &'static Interface, part: Part) -> Map<String, Value> {
    let body = part.body(interface);
    read_as(body, &format!("#/components/schemas/{}", body.object.name))
}

fn server(service: Service) -> Value {
    match service {
        Service::Configuration => json!({
            "url": "https://{domain}",
            "variables": { "domain": { "default": "service.besclouds.com" } },
        }),
        Service::AgentGateway => json!({
            "url": "https://{ip}:{port}",
            "variables": {
                "ip": { "default": "127.0.0.1", "description": "IP address of the CC-Gateway server." },
                "port": { "default": service.default_port().to_string() },
            },
        }),
    }
}

fn parameter(field: &'static Field, profile: &Profile) -> Value {
    json!({
        "name": field.name,
        "in": "path",
        "required": true,
        "description": field.description,
        "schema": field_schema(field, profile),
        "x-aicc-row": field.row,
    })
}

/// Secret header fields are credentials: OpenAPI ignores a header parameter called `Authorization`.
fn credentials(interface: &'static Interface) -> impl Iterator<Item = &'static Field> {
    interface.headers.fields.iter().filter(|field| field.secret)
}

fn security_schemes() -> Map<String, Value> {
    interfaces::ALL
        .iter()
        .flat_map(|interface| credentials(interface))
        .map(|field| {
            let scheme = match field.name {
                "Authorization" => json!({ "type": "http", "scheme": "bearer", "description": field.description }),
                name => json!({ "type": "apiKey", "in": "header", "name": name, "description": field.description }),
            };
            (field.name.to_owned(), scheme)
        })
        .collect()
}

/// Each alternative holds the mandatory credentials and some of the optional ones, most first.
fn security(interface: &'static Interface, profile: &Profile) -> Value {
    let (mandatory, optional): (Vec<&Field>, Vec<&Field>) =
        credentials(interface).partition(|field| field.is_mandatory(profile.edition));
    let subsets = (0..1_u32 << optional.len()).rev();
    subsets
        .map(|chosen| {
            let some =
                optional.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1).map(|(_, field)| field);
            let names = mandatory.iter().chain(some).map(|field| (field.name.to_owned(), json!([])));
            Value::from(names.collect::<Map<String, Value>>())
        })
        .collect()
}

fn responses(interface: &'static Interface) -> Map<String, Value> {
    let success = json!({
        "description": "A reply, whose result code tells success from failure.",
        "content": { "application/json": { "schema": reference(interface, Part::Reply) } },
    });
    let others = interface.statuses.iter().map(|status| {
        let action = status.action.map(|action| format!(": {}", action.english)).unwrap_or_default();
        (status.status.to_string(), json!({ "description": format!("{}{action}", status.meaning.english) }))
    });
    std::iter::once(("200".to_owned(), success)).chain(others).collect()
}
