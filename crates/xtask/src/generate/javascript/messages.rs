//! The messages and replies, with the names on the wire.

use aicc_core::interfaces::{self, CHOICE_SETS};
use aicc_core::spec::{Edition, Field, Interface, Kind, Object};

use super::super::tables::{documented, inside};
use super::typescript::{HEADER, documentation, imported};

/// Returns the whole file.
pub(super) fn file() -> String {
    let source: String = interfaces::ALL.iter().copied().map(interface).collect();
    let is_used = |name: &&str| [";", " |", "[]"].iter().any(|end| source.contains(&format!(": {name}{end}")));
    let choices = imported(CHOICE_SETS.iter().map(|set| set.name).filter(is_used).map(ToOwned::to_owned));
    format!(
        "{HEADER}\nimport type {{ Secret }} from \"../secret.js\";\nimport type {{ {choices} }} from \"./choices.js\";\n{source}"
    )
}

fn interface(interface: &'static Interface) -> String {
    let (request, reply) = (interface.request.object, interface.reply.object);
    let is_mandatory = |field: &Field| field.is_mandatory(Edition::default());
    let mut source = String::new();
    for object in inside(request) {
        source.push_str(&declared(object, "It is checked with the message that contains it.", is_mandatory));
    }
    let purpose = format!("The body of a `{}` request. An absent optional member is not sent.", interface.name);
    source.push_str(&declared(request, &purpose, is_mandatory));
    for object in inside(reply) {
        source.push_str(&declared(object, "It is read from a reply, which can leave out every member.", |_| false));
    }
    let purpose = format!("The reply to a `{}` request.", interface.name);
    source.push_str(&declared(reply, &purpose, |field| field.name == interface.result_codes.member));
    source + &path(interface)
}

fn path(interface: &Interface) -> String {
    let about = format!("The parameters of the path of a `{}` request.", interface.name);
    let name = format!("{}Path", interface.request.object.name);
    let members = members(interface.path_parameters.fields, |_| true);
    format!("\n{}export interface {name} {{\n{members}}}\n", documentation(&[&about], ""))
}

fn declared(object: &Object, purpose: &str, is_mandatory: impl Fn(&Field) -> bool) -> String {
    let documentation = documentation(&[object.description.english, purpose], "");
    let members = members(object.fields, is_mandatory);
    format!("\n{documentation}export interface {} {{\n{members}}}\n", object.name)
}

fn members(fields: &[Field], is_mandatory: impl Fn(&Field) -> bool) -> String {
    let member = |field: &Field| {
        let (optional, undefined) = if is_mandatory(field) { ("", "") } else { ("?", " | undefined") };
        let presence = if is_mandatory(field) { "Mandatory." } else { "Optional." };
        let documentation = documentation(&[&format!("{} {presence}", documented(field, "`"))], "    ");
        format!("{documentation}    {}{optional}: {}{undefined};\n", field.name, type_of(field))
    };
    fields.iter().map(member).collect()
}

/// Returns the type of the values of a row.
fn type_of(field: &Field) -> String {
    match &field.kind {
        Kind::Array(_) => {
            let element = field.type_name.trim_start_matches("Vec<").trim_end_matches('>');
            format!("{}[]", named(element))
        }
        _ => named(field.type_name),
    }
}

/// Returns the type for the name of a type in Rust. A value of a reply that the page does not document is a text.
fn named(type_name: &str) -> String {
    match type_name {
        "String"
        | "ReplyField<MediaServers>"
        | "ReplyField<SignInTime>"
        | "ReplyField<bool>"
        | "ReplyField<PasswordValidity>" => "string".to_owned(),
        "Secret" => "string | Secret".to_owned(),
        "i64" => "number | bigint".to_owned(),
        "ReplyField<i64>" => "number | bigint | string".to_owned(),
        "bool" => "boolean".to_owned(),
        other => other.to_owned(),
    }
}
