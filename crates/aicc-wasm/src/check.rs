//! Checks of request bodies, whole requests and single fields.

use aicc_core::Check;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::body::with_body;
use crate::finding::{report, write_findings};
use crate::lines::LineWriter;
use crate::misuse::Misuse;
use crate::names::{NamedTexts, interface_at, location_named};
use crate::options::CallOptions;

/// Checks the body in the room. Returns nothing for an empty report.
#[wasm_bindgen]
pub fn check(interface: u32, length: usize, are_lines: bool, options: &str) -> Result<Option<String>, Misuse> {
    with_body(length, are_lines, |body| {
        let (interface, options) = (interface_at(interface), CallOptions::read(options)?);
        let mut check = Check::new(interface, &options.profile);
        body.read_into(&mut check);
        Ok(report(&check.report(), options.language))
    })
}

/// Checks a whole request: path parameters and header fields as pairs of names and texts, and the body in the room.
#[wasm_bindgen]
pub fn check_message(
    interface: u32,
    path: &str,
    headers: &str,
    length: usize,
    are_lines: bool,
    options: &str,
) -> Result<Option<String>, Misuse> {
    with_body(length, are_lines, |body| {
        let (interface, options) = (interface_at(interface), CallOptions::read(options)?);
        let mut check = Check::new(interface, &options.profile);
        // NamedTexts of texts can always be read.
        check.path(NamedTexts::read(path).deserializer()).unwrap_or_default();
        check.headers(NamedTexts::read(headers).deserializer()).unwrap_or_default();
        body.read_into(&mut check);
        Ok(report(&check.report(), options.language))
    })
}

/// Checks the text that a person has typed so far in a field. Returns `{state, findings}`.
#[wasm_bindgen]
pub fn check_field(interface: u32, location: &str, pointer: &str, text: &str, options: &str) -> Result<String, Misuse> {
    let (interface, options) = (interface_at(interface), CallOptions::read(options)?);
    let report = aicc_core::check_field(interface, location_named(location), pointer, text, &options.profile)?;
    Ok(LineWriter::object(|lines| {
        lines.name("state").text(report.state.as_str());
        write_findings(lines.name("findings"), &report.findings, options.language.into());
    }))
}
