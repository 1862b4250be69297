//! The pages of the interfaces, in the rows and columns of the vendor's pages.

use std::fmt::Write as _;

use aicc_core::spec::{Field, Interface, Presence};
use aicc_core::{Code, Edition, Language, Profile};

use super::markdown::{block, plain, push_table};
use super::page::Page;
use super::{code, rule, words};
use crate::generate::tables::object_of;

/// Returns the page of an interface.
pub(super) fn page(interface: &'static Interface, language: Language) -> Page {
    let document = &interface.document;
    let said = |text: &str| plain(text);
    let mut page = format!("# {}\n\n{}\n", interface.name, said(document.summary.in_language(language)));
    page.push_str(&block("http", &format!("{} {}", interface.method.as_str(), interface.path)));
    let title = words::PAGE_OF.filled(&[("title", document.title.in_language(language))], language);
    let editions = words::EDITIONS.filled(&[("edition", Edition::default().as_str())], language);
    // A String takes every write.
    let _ = writeln!(page, "\n{} {editions}", said(&title));
    let tables = [
        (words::PATH_TABLE, *interface.path_parameters),
        (words::HEADERS_TABLE, *interface.headers),
        (words::REQUEST_TABLE, *interface.request.object),
    ];
    let columns = [words::ROW, words::PARAMETER, words::TYPE, words::MANDATORY, words::DESCRIPTION];
    let [row, name, kind, presence, description] = columns.map(|word| word.in_language(language));
    for (title, object) in tables.into_iter().filter(|(_, object)| !object.fields.is_empty()) {
        let _ = writeln!(page, "\n## {}", title.in_language(language));
        let header = [row, name, kind, presence, description, words::RULES_OF_ROW.in_language(language)];
        let rows =
            rows(object.fields, language).into_iter().map(|(field, [row, name, kind, presence, description])| {
                [row, name, kind, presence, description, rule::links(interface, field)]
            });
        push_table(&mut page, header, rows);
    }
    let _ = writeln!(page, "\n## {}", words::REPLY_TABLE.in_language(language));
    let rows_of_reply = rows(interface.reply.object.fields, language).into_iter().map(|(_, cells)| cells);
    push_table(&mut page, [row, name, kind, presence, description], rows_of_reply);
    push_records(&mut page, interface, language);
    let _ = writeln!(page, "\n## {}", words::RESULT_CODES.in_language(language));
    code::push_codes(&mut page, interface, language);
    push_words(&mut page, interface, language);
    for example in interface.examples {
        let _ = writeln!(page, "\n## {}", words::EXAMPLES.filled(&[("name", example.name)], language));
        page.push_str(&block("json", &formatted(example.request)));
        page.push_str(&block("json", &formatted(example.reply)));
    }
    Page::at(&interface.url(), page)
}

/// Appends how findings name a record, and which records are the same.
fn push_records(page: &mut String, interface: &Interface, language: Language) {
    let names: Vec<String> = interface.key.iter().map(|name| format!("`{name}`")).collect();
    if !names.is_empty() {
        let _ = writeln!(page, "\n{}", words::KEY.filled(&[("members", &names.join(", "))], language));
    }
    if let Some(member) = interface.unique {
        let advice = rule::link(Code::DuplicateRecord);
        let _ = writeln!(page, "\n{}", words::UNIQUE.filled(&[("member", member), ("rule", &advice)], language));
    }
}

/// Returns each row with its cells, and the rows of the objects in it.
fn rows(fields: &'static [Field], language: Language) -> Vec<(&'static Field, [String; 5])> {
    let mut all = Vec::new();
    for field in fields {
        let cells = [
            field.row.to_owned(),
            format!("`{}`", field.name),
            field.kind.json_type().as_str().to_owned(),
            presence(field, language),
            described(field, language),
        ];
        all.push((field, cells));
        all.extend(object_of(&field.kind).map(|inner| rows(inner.fields, language)).unwrap_or_default());
    }
    all
}

/// Returns whether a row is mandatory, with the editions that differ from the first.
fn presence(field: &Field, language: Language) -> String {
    let in_edition = |edition| match field.presence.get(edition) {
        Presence::Mandatory => words::IS_MANDATORY.in_language(language),
        Presence::Optional => words::IS_OPTIONAL.in_language(language),
    };
    let first = in_edition(Edition::default());
    let others = Edition::ALL.iter().filter(|edition| in_edition(**edition) != first).map(|edition| {
        words::SINCE.filled(&[("presence", in_edition(*edition)), ("edition", edition.as_str())], language)
    });
    [first.to_owned()].into_iter().chain(others).collect::<Vec<_>>().join("; ")
}

/// Returns the description of a row, with its default and its documented values.
fn described(field: &Field, language: Language) -> String {
    let mut described = plain(&field.description(&Profile::default(), language));
    for edition in Edition::ALL.iter().filter(|edition| **edition != Edition::default()) {
        let profile = Profile { edition: *edition, ..Profile::default() };
        let limits = field.limits(&profile, language);
        if limits != field.limits(&Profile::default(), language) {
            let _ = write!(described, "<br>{}: {}", edition.as_str(), plain(&limits));
        }
    }
    if let Some(default) = field.default {
        described.push_str(&words::DEFAULT.filled(&[("value", &default.to_string())], language));
    }
    if field.secret {
        described.push_str(words::SECRET.in_language(language));
    }
    for choice in field.kind.choices() {
        let _ = write!(described, "<br>`{}`: {}", choice.value, plain(choice.label.in_language(language)));
    }
    described
}

/// Appends a table of the words for members and values that tables can use.
fn push_words(page: &mut String, interface: &Interface, language: Language) {
    let _ = writeln!(page, "\n## {}", words::WORDS_TABLE.in_language(language));
    let header = [words::MEMBER, words::HEADINGS, words::VALUES].map(|word| word.in_language(language));
    push_table(page, header, words_of(interface.request.object.fields).into_iter());
}

fn words_of(fields: &[Field]) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    for field in fields {
        let headings: Vec<&str> = field.words().skip(1).collect();
        let choices = field.kind.choices().iter();
        let values: Vec<String> = choices
            .map(|choice| format!("`{}`: {}", choice.value, choice.words().collect::<Vec<_>>().join(", ")))
            .collect();
        rows.push([format!("`{}`", field.name), plain(&headings.join(", ")), values.join("<br>")]);
        rows.extend(object_of(&field.kind).map(|inner| words_of(inner.fields)).unwrap_or_default());
    }
    rows
}

/// Returns JSON with a line for each member; the text unchanged if it is not JSON.
fn formatted(json: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(json).ok();
    value.and_then(|value| serde_json::to_string_pretty(&value).ok()).unwrap_or_else(|| json.to_owned())
}
