//! Records: the objects of the tables, and their conversions.

use aicc_core::spec::{Field, Literal, Object};

use super::super::tables::documented;
use super::rust::documentation;

/// A record with its documentation.
pub(super) fn record(object: &Object, purpose: &str, members: &str) -> String {
    let documentation = documentation(object.description.english) + "///\n" + &documentation(purpose);
    format!(
        "\n{documentation}#[derive(Clone, Debug, PartialEq, uniffi::Record)]\npub struct {} {{\n{members}}}\n",
        object.name
    )
}

/// The fields of a record, each with its documentation. Mandatory fields come first, because constructors need them;
/// `default` gives the default value of an optional field.
pub(super) fn members(
    fields: &[Field],
    mandatory: impl Fn(&Field) -> bool,
    default: impl Fn(&Field) -> String,
) -> String {
    let member = |field: &Field| {
        let (name, kind) = (field.field, crossing_type(field.type_name));
        if mandatory(field) {
            return format!(
                "{}pub {name}: {kind},\n",
                documentation(&format!("{} Mandatory.", documented(field, "`")))
            );
        }
        let documentation = documentation(&format!("{} Optional.", documented(field, "`")));
        format!("{documentation}#[uniffi(default = {})]\npub {name}: Option<{kind}>,\n", default(field))
    };
    let (first, rest): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| mandatory(field));
    first.into_iter().chain(rest).map(member).collect()
}

/// The type of a row's value in `aicc-ffi`.
fn crossing_type(type_name: &str) -> String {
    match type_name.strip_prefix("ReplyField<").and_then(|rest| rest.strip_suffix('>')) {
        Some("i64") => "ReplyInteger".to_owned(),
        Some("bool") => "ReplyBoolean".to_owned(),
        Some(documented) => format!("Reply{documented}"),
        None => type_name.to_owned(),
    }
}

/// The documented default of an optional field. UniFFI cannot state a variant of an enum: `bindings/defaults.rs` adds those.
pub(super) fn documented_default(field: &Field) -> String {
    match field.default {
        Some(Literal::Boolean(truth)) => format!("Some({truth})"),
        Some(Literal::Integer(number)) if field.kind.choices().is_empty() => format!("Some({number})"),
        Some(Literal::Text(text)) if field.kind.choices().is_empty() => format!("Some({text:?})"),
        _ => "None".to_owned(),
    }
}

pub(super) fn to_core(object: &Object) -> String {
    let name = object.name;
    let fields: String = object.fields.iter().map(|field| format!("{0}: self.{0}.to_core(),\n", field.field)).collect();
    format!(
        r"
impl ToCore<aicc_core::{name}> for {name} {{
    fn to_core(&self) -> aicc_core::{name} {{
        aicc_core::{name} {{
{fields}        }}
    }}
}}
"
    )
}

pub(super) fn from_core(object: &Object) -> String {
    let name = object.name;
    let fields: String =
        object.fields.iter().map(|field| format!("{0}: FromCore::from_core(core.{0}),\n", field.field)).collect();
    format!(
        r"
impl FromCore<aicc_core::{name}> for {name} {{
    fn from_core(core: aicc_core::{name}) -> Self {{
        Self {{
{fields}        }}
    }}
}}
"
    )
}
