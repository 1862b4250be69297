//! What the interfaces mean by a result code or an HTTP status.

use std::io;

use aicc_core::spec::{Interface, ResultCodes};
use aicc_core::{Language, Wording, interfaces};

use crate::streams::OutputStream;
use crate::terminal::table;
use crate::words;

/// What an interface means by a code.
pub(super) struct Meaning {
    interface: &'static Interface,
    /// The member with a result code, or `HTTP`.
    place: &'static str,
    code: String,
    meaning: Wording,
    action: Option<Wording>,
}

/// Returns the documented meanings of a code. If no page documents it, the result is what the pages say about all other codes.
pub(super) fn of(code: &str) -> Vec<Meaning> {
    let documented: Vec<Meaning> = interfaces::ALL.iter().flat_map(|interface| documented(interface, code)).collect();
    if documented.is_empty() {
        interfaces::ALL.iter().filter_map(|interface| other(interface, code)).collect()
    } else {
        documented
    }
}

/// Returns the documented result codes of an interface, and those of other pages.
pub(super) fn result_codes(interface: &Interface) -> impl Iterator<Item = &'static str> + use<> {
    let ResultCodes { known, further, .. } = interface.result_codes;
    known.iter().chain(further).map(|known| known.code)
}

fn documented(interface: &'static Interface, code: &str) -> Vec<Meaning> {
    let new = |place, meaning, action| Meaning { interface, place, code: code.to_owned(), meaning, action };
    let codes = &interface.result_codes;
    let results = result_codes(interface).find(|known| *known == code).map(|known| {
        let (meaning, action) = codes.explain(known);
        new(codes.member, meaning, action)
    });
    let statuses = interface.statuses.iter().filter(|known| known.status.to_string() == code);
    results.into_iter().chain(statuses.map(|known| new("HTTP", known.meaning, known.action))).collect()
}

/// Returns what a page says about all codes that it does not list, if the text can be a code of it: it has the form of a listed
/// one, and is not an HTTP status.
fn other(interface: &'static Interface, code: &str) -> Option<Meaning> {
    let codes = &interface.result_codes;
    let meaning = codes.others?;
    let is_status = code.parse::<u16>().is_ok_and(|status| (100..600).contains(&status));
    let is_code = !is_status && result_codes(interface).any(|known| form(known) == form(code));
    is_code.then(|| Meaning { interface, place: codes.member, code: code.to_owned(), meaning, action: None })
}

/// Returns the text with one `0` for each run of digits: `100-002` and `7-1` have the form `0-0`.
fn form(code: &str) -> String {
    let mut form = String::new();
    for character in code.chars() {
        let shown = if character.is_ascii_digit() { '0' } else { character };
        if shown != '0' || !form.ends_with('0') {
            form.push(shown);
        }
    }
    form
}

/// Writes a table of the meanings.
pub(super) fn write(meanings: &[Meaning], language: Language, output: &mut OutputStream<'_>) -> io::Result<()> {
    let headings = [words::INTERFACE, words::CODE, words::MEANING, words::WHAT_TO_DO];
    let urls = meanings.iter().filter_map(|meaning| meaning.interface.code_url(&meaning.code));
    let urls: Vec<String> = urls.collect();
    let rows = meanings.iter().map(|Meaning { interface, place, code, meaning, action }| {
        let action = action.map_or("", |action| action.in_language(language));
        [
            interface.name.to_owned(),
            format!("{place} {code}"),
            meaning.in_language(language).to_owned(),
            action.to_owned(),
        ]
    });
    table::write(&headings, rows, language, output)?;
    if !urls.is_empty() {
        writeln!(output.writer, "\n{}", urls.join("\n"))?;
    }
    Ok(())
}
