//! What the tables say about a code, and about an interface.

use aicc_core::{Code, Language, UNDOCUMENTED_CODE, interfaces};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::lines::LineWriter;
use crate::misuse::Misuse;
use crate::options::CallOptions;

/// Explains the code of a rule, or a result code: an array with one entry for each meaning. A result code has a meaning in each
/// interface that documents it.
#[wasm_bindgen]
pub fn explain(code: &str, options: &str) -> Result<String, Misuse> {
    let language = CallOptions::read(options)?.language;
    Ok(LineWriter::array(|lines| {
        if let Some(rule) = Code::ALL.iter().find(|rule| rule.as_str() == code) {
            write_rule(lines, *rule, language);
        }
        for interface in interfaces::ALL {
            write_result_code(lines, interface, code, language);
        }
    }))
}

fn write_rule(lines: &mut LineWriter, rule: Code, language: Language) {
    lines.members(|lines| {
        lines.name("code").text(rule.as_str());
        lines.name("severity").text(rule.severity().as_str());
        lines.name("meaning").text(rule.description().in_language(language));
        lines.name("sentence").text(rule.template().in_language(language));
    });
}

fn write_result_code(lines: &mut LineWriter, interface: &aicc_core::Interface, code: &str, language: Language) {
    let (meaning, action) = interface.result_codes.explain(code);
    if interface.result_codes.find(code).is_none() && (meaning == UNDOCUMENTED_CODE || action.is_none()) {
        return;
    }
    lines.members(|lines| {
        lines.name("code").text(code);
        lines.name("interface").text(interface.name);
        lines.name("meaning").text(meaning.in_language(language));
        if let Some(action) = action {
            lines.name("action").text(action.in_language(language));
        }
    });
}
