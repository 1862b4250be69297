//! The pages of the result codes and HTTP statuses.

use std::fmt::Write as _;

use aicc_core::spec::Interface;
use aicc_core::{Language, Wording, interfaces};
use serde_json::json;

use super::markdown::{block, code_link, plain, push_table};
use super::page::Page;
use super::words;
use crate::generate::tables::capital;

/// A result code or an HTTP status of an interface.
struct Known {
    code: String,
    meaning: Wording,
    action: Option<Wording>,
    is_status: bool,
}

/// Returns the codes and statuses that the vendor explains, in the order of the page.
fn known(interface: &Interface) -> Vec<Known> {
    let codes = interface.result_codes.known.iter().chain(interface.result_codes.further);
    let codes = codes.map(|known| Known {
        code: known.code.to_owned(),
        meaning: known.meaning,
        action: known.action,
        is_status: false,
    });
    let statuses = interface.statuses.iter().map(|known| Known {
        code: known.status.to_string(),
        meaning: known.meaning,
        action: known.action,
        is_status: true,
    });
    codes.chain(statuses).collect()
}

/// Returns a page for each code and status of an interface.
pub(super) fn pages(interface: &'static Interface, language: Language) -> Vec<Page> {
    let codes = known(interface).into_iter();
    codes
        .map(|known| Page { address: address(interface, &known.code), text: text(interface, &known, language) })
        .collect()
}

fn address(interface: &Interface, code: &str) -> String {
    format!("codes/{}/{code}", interface.name)
}

fn text(interface: &'static Interface, known: &Known, language: Language) -> String {
    let Known { code, meaning, action, is_status } = known;
    let status = if *is_status { "HTTP " } else { "" };
    let mut page = format!("# {} {status}{code}\n", interface.name);
    // A String takes every write.
    let _ = writeln!(page, "\n**{}**\n", plain(meaning.in_language(language)));
    let link = code_link(interface.name, &format!("/interfaces/{}", interface.name));
    let member = interface.result_codes.member;
    let place = if *is_status { words::HTTP_STATUS } else { words::MEMBER_OF_REPLY };
    let _ = writeln!(page, "{}", place.filled(&[("interface", link.as_str()), ("member", member)], language));
    if !is_status {
        page.push_str(&block("json", &json!({ member: code }).to_string()));
    }
    let _ = writeln!(page, "\n## {}\n", words::ACTION.in_language(language));
    let action = action.unwrap_or(words::NO_ACTION);
    let _ = writeln!(page, "{}", sentence(action.in_language(language), language));
    push_elsewhere(&mut page, interface, code, language);
    page
}

/// Returns words of the tables as a sentence.
fn sentence(words: &str, language: Language) -> String {
    let stop = match language {
        Language::English => ".",
        Language::Chinese => "。",
    };
    format!("{}{stop}", plain(&capital(words.trim_end_matches(stop))))
}

/// Appends links to the pages of the same code in other interfaces.
fn push_elsewhere(page: &mut String, interface: &'static Interface, code: &str, language: Language) {
    let others =
        interfaces::ALL.iter().filter(|other| **other != interface && other.codes().any(|known| known == code));
    let links: Vec<String> = others.map(|other| format!("- {}", link(other, other.name, code))).collect();
    if !links.is_empty() {
        let _ = writeln!(page, "\n## {}\n\n{}", words::SAME_CODE.in_language(language), links.join("\n"));
    }
}

fn link(interface: &Interface, text: &str, code: &str) -> String {
    code_link(text, &format!("/{}", address(interface, code)))
}

/// Appends a table of the codes and statuses of an interface.
pub(super) fn push_codes(page: &mut String, interface: &Interface, language: Language) {
    let header = [words::CODE, words::MEANING, words::ACTION].map(|word| word.in_language(language));
    let rows = known(interface).into_iter().map(|Known { code, meaning, action, is_status }| {
        let shown = if is_status { format!("HTTP {code}") } else { code.clone() };
        let action = action.map(|action| action.in_language(language)).unwrap_or_default();
        [link(interface, &shown, &code), plain(meaning.in_language(language)), plain(action)]
    });
    push_table(page, header, rows);
    if let Some(others) = interface.result_codes.others {
        let _ =
            writeln!(page, "\n{}", words::OTHER_CODES.filled(&[("meaning", others.in_language(language))], language));
    }
}
