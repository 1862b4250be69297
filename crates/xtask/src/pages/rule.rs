//! The pages of the rules and of the advice.

use std::fmt::Write as _;
use std::sync::LazyLock;

use aicc_batch::Malformed;
use aicc_core::spec::{Field, Interface};
use aicc_core::{Code, Language, Profile, Severity, Wording, interfaces};
use serde_json::Value;

use super::example::{self, RuleExample};
use super::markdown::{block, code_link, list, plain, push_table, text};
use super::page::Page;
use super::words;

/// Returns the page of a rule.
pub(super) fn page(code: Code, language: Language) -> Page {
    let (meaning, template) = (code.description(), code.template());
    let mut page = head(code.as_str(), code.severity(), meaning, language);
    for example in example::of(code) {
        push_example(&mut page, code.severity(), &example, language);
    }
    let _ = writeln!(page, "\n## {}\n", words::SENTENCE.in_language(language));
    let _ = writeln!(page, "{}", words::SENTENCES_ABOUT.filled(&[("code", code.as_str())], language));
    let _ = writeln!(page, "{}", words::FORM_OF_SENTENCE.in_language(language));
    let sentences = [("English", template.english), ("简体中文", template.chinese)];
    let header = [words::LANGUAGE, words::SENTENCE].map(|word| word.in_language(language));
    push_table(&mut page, header, sentences.into_iter().map(|(name, text)| [name.to_owned(), plain(text)]));
    if !code.param_names().is_empty() {
        let names: Vec<String> = code.param_names().iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(page, "\n{}: {}.", words::PARAMS.in_language(language), names.join(", "));
    }
    push_places(&mut page, code, language);
    Page::at(code.url(), page)
}

/// Returns the codes of the rules that only files have.
pub(super) fn file_codes() -> impl Iterator<Item = &'static str> {
    Malformed::RULES.iter().map(|(code, _)| *code)
}

/// Returns the page of a rule that only files have.
pub(super) fn file_page(code: &str, language: Language) -> Page {
    let meaning = Malformed::meaning(code).unwrap_or(Wording { english: "", chinese: "" });
    let mut page = head(code, Severity::Violation, meaning, language);
    for example in example::of_file_rule(code) {
        push_example(&mut page, Severity::Violation, &example, language);
    }
    Page::at(&Malformed::url_of(code), page)
}

fn head(code: &str, severity: Severity, meaning: Wording, language: Language) -> String {
    let kind = match severity {
        Severity::Violation => words::IS_VIOLATION,
        Severity::Advice => words::IS_ADVICE,
    };
    format!("# {code}\n\n{}\n\n{}\n", plain(meaning.in_language(language)), kind.in_language(language))
}

fn push_example(page: &mut String, severity: Severity, example: &RuleExample, language: Language) {
    let intro = match severity {
        Severity::Violation => words::BROKEN,
        Severity::Advice => words::NOTICED,
    };
    let source = example.source(language);
    let _ = writeln!(page, "\n## {}\n", words::EXAMPLE.in_language(language));
    let _ = writeln!(page, "{}", intro.filled(&[("source", &source)], language));
    page.push_str(&block(example.syntax(), &example.broken));
    let findings = example.findings();
    if !findings.is_empty() {
        let _ = writeln!(page, "\n**{}**:\n", words::FINDING.in_language(language));
    }
    for finding in findings {
        let _ = writeln!(page, "- {}", finding.line(language));
    }
    let _ = writeln!(page, "\n**{}**:", words::CORRECTED.in_language(language));
    page.push_str(&block(example.syntax(), &example.corrected));
}

/// Appends a table of the rows that have a limit of the rule.
fn push_places(page: &mut String, code: Code, language: Language) {
    let rows: Vec<[String; 4]> =
        interfaces::ALL.iter().flat_map(|interface| places(interface, code, language)).collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n## {}", words::WHERE.in_language(language));
    let header = [words::INTERFACE, words::ROW, words::PARAMETER, words::LIMIT];
    push_table(page, header.map(|word| word.in_language(language)), rows.into_iter());
}

fn places(interface: &'static Interface, code: Code, language: Language) -> Vec<[String; 4]> {
    let mut places = Vec::new();
    for row in rows(interface) {
        for limit in list(&row["limits"]).filter(|limit| limit["rule"] == code.as_str()) {
            places.push([
                code_link(interface.name, &format!("/interfaces/{}", interface.name)),
                text(&row["row"]),
                format!("`{}`", text(&row["pointer"]).trim_start_matches('/')),
                plain(&limit["limit"].get(language.tag()).map(text).unwrap_or_default()),
            ]);
        }
    }
    places
}

/// Returns links to the rules that a row has a limit of.
pub(super) fn links(interface: &'static Interface, field: &Field) -> String {
    let Some(row) = rows(interface).find(|row| row["row"] == field.row) else { return String::new() };
    let mut codes: Vec<String> = list(&row["limits"]).map(|limit| text(&limit["rule"])).collect();
    codes.dedup();
    let known = codes.iter().filter_map(|name| Code::ALL.iter().find(|code| code.as_str() == name));
    known.map(|code| link(*code)).collect::<Vec<_>>().join(", ")
}

/// Returns a link to the page of a rule.
pub(super) fn link(code: Code) -> String {
    code_link(code.as_str(), &format!("/{}", Page::at(code.url(), String::new()).address))
}

/// The catalogue, which has the limits of each row as data.
static CATALOGUE: LazyLock<Value> = LazyLock::new(|| aicc_export::catalogue(&Profile::default()));

/// Returns the rows of an interface that can break a rule.
fn rows(interface: &Interface) -> impl Iterator<Item = &'static Value> {
    let mut pages = CATALOGUE.get("interfaces").into_iter().flat_map(list);
    let page = pages.find(|page| page["name"] == interface.name);
    let tables = page.map(|page| &page["tables"]);
    tables
        .into_iter()
        .flat_map(|tables| ["path", "headers", "request"].into_iter().flat_map(|name| list(&tables[name])))
}
