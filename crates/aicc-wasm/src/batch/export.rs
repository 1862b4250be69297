//! The tables as data, and templates.

use aicc_export::BodyKind;
use aicc_workbook::{MAXIMUM_GROUPS, Template};
use wasm_bindgen::prelude::wasm_bindgen;

use super::interface_name::interface_named;
use crate::misuse::Misuse;
use crate::options::CallOptions;

/// Returns the catalogue as JSON text.
#[wasm_bindgen]
pub fn catalogue(options: &str) -> Result<String, Misuse> {
    Ok(aicc_export::catalogue(&CallOptions::read(options)?.profile).to_string())
}

/// Returns the JSON Schema of a body as JSON text: of the reply, or of the request.
#[wasm_bindgen]
pub fn json_schema(interface: &str, is_reply: bool, options: &str) -> Result<String, Misuse> {
    let CallOptions { profile, language } = CallOptions::read(options)?;
    let kind = if is_reply { BodyKind::Reply } else { BodyKind::Request };
    Ok(aicc_export::json_schema(interface_named(interface)?, kind, &profile, language).to_string())
}

/// Returns the OpenAPI document as JSON text.
#[wasm_bindgen]
pub fn openapi(options: &str) -> Result<String, Misuse> {
    let CallOptions { profile, language } = CallOptions::read(options)?;
    Ok(aicc_export::openapi(&profile, language).to_string())
}

/// Returns the bytes of a template: CSV, or a workbook.
#[wasm_bindgen]
pub fn template(interface: &str, is_csv: bool, groups: usize, options: &str) -> Result<Vec<u8>, Misuse> {
    let CallOptions { profile, language } = CallOptions::read(options)?;
    if groups > MAXIMUM_GROUPS {
        return Err(Misuse::range(format!("skills must be from 0 to {MAXIMUM_GROUPS}, not {groups}")));
    }
    let template = Template { groups, ..Template::new(interface_named(interface)?, &profile, language) };
    match is_csv {
        true => Ok(template.csv()),
        false => template.workbook().map_err(|error| Misuse::of_class("Error", error.to_string())),
    }
}
