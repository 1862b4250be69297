//! Forms, which check the text of a field after each edit.
//!
//! JavaScript keeps the texts of a form and passes all of them with each call: nothing in the memory of the module belongs to a
//! form, so there is nothing to free.

use aicc_core::spec::Kind;
use aicc_core::{AnyRequest, Form, FormField, Keyboard};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::finding::{SentenceStyle, write_findings, write_report};
use crate::lines::LineWriter;
use crate::misuse::Misuse;
use crate::names::{NamedTexts, interface_at};
use crate::options::CallOptions;
use crate::request::{parsed, written};

/// A form with its texts.
struct Filled {
    form: Form,
    options: CallOptions,
}

impl Filled {
    /// Returns a form with the texts of an object, by the pointers of their fields.
    fn read(interface: u32, texts: &str, options: &str) -> Result<Self, Misuse> {
        let options = CallOptions::read(options)?;
        let mut form = Form::new(interface_at(interface), options.profile.clone());
        form.restore(NamedTexts::read(texts).iter());
        Ok(Self { form, options })
    }

    fn style(&self) -> SentenceStyle {
        SentenceStyle { language: self.options.language, labels: true }
    }
}

/// Returns every field of a form, in the order of the page.
#[wasm_bindgen]
pub fn form_fields(interface: u32, options: &str) -> Result<String, Misuse> {
    let (interface, options) = (interface_at(interface), CallOptions::read(options)?);
    Ok(LineWriter::array(|lines| {
        Form::fields(interface).iter().for_each(|field| {
            lines.members(|lines| {
                lines.name("reference").text(&format!("{} {}", interface.name, field.row.row));
                write_field(lines, field, &options);
            });
        });
    }))
}

fn write_field(lines: &mut LineWriter, field: &FormField, options: &CallOptions) {
    let CallOptions { profile, language } = options;
    let row = field.row;
    lines.name("name").text(row.name);
    lines.name("pointer").text(&field.pointer);
    lines.name("location").text(field.location.as_str());
    lines.name("kind").text(match field.kind {
        Kind::Integer(_) => "integer",
        Kind::Boolean { .. } => "boolean",
        _ => "text",
    });
    lines.name("mandatory").boolean(field.is_mandatory(profile));
    lines.name("secret").boolean(row.secret);
    if let Some((minimum, maximum)) = field.length_range(profile) {
        lines.name("minimumLength").count(minimum);
        if let Some(maximum) = maximum {
            lines.name("maximumLength").count(maximum);
        }
    }
    lines.name("keyboard").text(match field.keyboard() {
        Keyboard::Text => "text",
        Keyboard::Digits => "digits",
        Keyboard::Email => "email",
        Keyboard::Ip => "ip",
    });
    if let Some(default) = row.default {
        lines.name("defaultText").text(&default.to_string());
    }
    lines.name("choices").elements(|lines| {
        for choice in field.kind.choices() {
            lines.members(|lines| {
                lines.name("text").text(&choice.value.to_string());
                lines.name("meaning").text(choice.label.in_language(*language));
            });
        }
    });
    if let Some(maximum) = field.maximum_items {
        lines.name("maximumItems").count(maximum);
    }
    lines.name("label").text(row.label.in_language(*language));
    lines.name("description").text(&row.description(profile, *language));
}

/// Returns the state of a field: `{state, findings, canBeSubmitted}`.
#[wasm_bindgen]
pub fn form_state(interface: u32, texts: &str, pointer: &str, options: &str) -> Result<String, Misuse> {
    let filled = Filled::read(interface, texts, options)?;
    let state = filled.form.field(pointer)?;
    Ok(LineWriter::object(|lines| {
        lines.name("state").text(state.state.as_str());
        write_findings(lines.name("findings"), &state.findings, filled.style());
        lines.name("canBeSubmitted").boolean(state.can_be_submitted);
    }))
}

/// Returns the texts that a form takes: those of its fields, without the secrets unless `including_secrets`.
#[wasm_bindgen]
pub fn form_texts(interface: u32, texts: &str, including_secrets: bool, options: &str) -> Result<String, Misuse> {
    let filled = Filled::read(interface, texts, options)?;
    Ok(text_lines(&filled.form, including_secrets))
}

/// Returns the texts after an element of a list is removed.
#[wasm_bindgen]
pub fn form_remove(interface: u32, texts: &str, pointer: &str, options: &str) -> Result<String, Misuse> {
    let mut filled = Filled::read(interface, texts, options)?;
    filled.form.remove(pointer)?;
    Ok(text_lines(&filled.form, true))
}

fn text_lines(form: &Form, including_secrets: bool) -> String {
    LineWriter::object(|lines| {
        form.texts(including_secrets).iter().for_each(|(pointer, text)| lines.name(pointer).text(text));
    })
}

/// Returns the pointers that are not those of a field.
#[wasm_bindgen]
pub fn form_unknown(interface: u32, texts: &str, options: &str) -> Result<String, Misuse> {
    let options = CallOptions::read(options)?;
    let unknown = Form::new(interface_at(interface), options.profile).restore(NamedTexts::read(texts).iter());
    Ok(LineWriter::array(|lines| unknown.iter().for_each(|pointer| lines.text(pointer))))
}

/// Returns the report on the request of a form.
#[wasm_bindgen]
pub fn form_report(interface: u32, texts: &str, options: &str) -> Result<String, Misuse> {
    let filled = Filled::read(interface, texts, options)?;
    Ok(LineWriter::written(|lines| write_report(lines, &filled.form.report(), filled.style())))
}

/// Returns the message of a form: `{message}` or `{report}`.
#[wasm_bindgen]
pub fn form_message(interface: u32, texts: &str, options: &str) -> Result<String, Misuse> {
    let filled = Filled::read(interface, texts, options)?;
    Ok(parsed(AnyRequest::from_form(&filled.form), filled.style()))
}

/// Writes the HTTP request of a form: see `request`.
#[wasm_bindgen]
pub fn form_request(
    interface: u32,
    texts: &str,
    server: &str,
    is_wrapped: bool,
    options: &str,
) -> Result<String, Misuse> {
    let filled = Filled::read(interface, texts, options)?;
    let interface = interface_at(interface);
    let names = interface.path_parameters.fields.iter().map(|row| row.name);
    let path: NamedTexts = names.map(|name| (name, filled.form.path_parameter(name))).collect();
    let message = AnyRequest::from_form(&filled.form);
    written(interface, message, server, &path, is_wrapped, &filled.options, filled.style())
}
