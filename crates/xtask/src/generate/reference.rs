//! The pages of the documentation that list the rules, and the rows of each interface.

use std::fmt::Write as _;

use aicc_core::spec::{Field, Interface};
use aicc_core::{Code, Edition, Severity, interfaces};

use super::tables::{described, object_of};

const RULES: &str = "\
<!-- Written by `cargo xtask generate`: do not edit. -->

# Rules

A finding has the code of a rule. Codes never change their meaning, so a program can match them. `params` hold the limit and what was
found. The sentences show the params in braces: `{name|one|many}` chooses by a number, `{name|or}` joins a list with “or”, and a part
in brackets appears only if its params are there. Some params have a sentence of their own.
";

const INTERFACES: &str = "\
<!-- Written by `cargo xtask generate`: do not edit. -->

# Interfaces

This page lists the rows of the vendor's pages (edition of 2023-09-27) as `aicc` checks them, with the numbers of the pages. `aicc rules
INTERFACE` prints them too, also for other editions, for a password policy and in Chinese.
[Traceability](../explanation/traceability.md) lists the code and the test vectors of each row. Tables can have these words in any
case and spacing; the elements of a list have a number, which counts from 1: `Skill 1 Skill queue ID`.
";

/// Returns the page of the rules.
pub(super) fn rules() -> String {
    let mut page = RULES.to_owned();
    for (severity, title) in [(Severity::Violation, "Violations"), (Severity::Advice, "Advice")] {
        let rows = Code::ALL.iter().filter(|code| code.severity() == severity).map(|code| {
            let params: Vec<String> = code.param_names().iter().map(|param| format!("`{param}`")).collect();
            let (name, sentence) = (format!("`{}`", code.as_str()), code.template());
            [
                name,
                code.description().english.into(),
                params.join(", "),
                sentence.english.into(),
                sentence.chinese.into(),
            ]
        });
        push_table(&mut page, &format!("## {title}"), ["code", "meaning", "params", "English", "Chinese"], rows);
    }
    page
}

/// Returns the page of the interfaces.
pub(super) fn interfaces() -> String {
    let mut page = INTERFACES.to_owned();
    interfaces::ALL.iter().for_each(|interface| push_interface(&mut page, interface));
    page
}

fn push_interface(page: &mut String, interface: &Interface) {
    let Interface {
        name,
        document,
        method,
        path,
        path_parameters,
        headers,
        request,
        key,
        unique,
        reply,
        result_codes,
        ..
    } = interface;
    // A String takes every write.
    let _ = write!(page, "\n## {name}\n\n{}\n\n`{} {path}`\n", document.summary.english, method.as_str());
    let tables =
        [("Path", *path_parameters), ("Headers", *headers), ("Request", request.object), ("Reply", reply.object)];
    for (title, object) in tables.into_iter().filter(|(_, object)| !object.fields.is_empty()) {
        let header = ["row", "name", "type", "mandatory", "description"];
        push_table(page, &format!("### {title} of {name}"), header, rows(object.fields).into_iter());
    }
    if !key.is_empty() {
        let members: Vec<String> = key.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(page, "\nLists of findings show whose record it is by {}.", members.join(", "));
    }
    if let Some(unique) = unique {
        let _ = writeln!(
            page,
            "\nRecords with the same `{unique}` get the advice `duplicateRecord`, without regard to case."
        );
    }
    push_table(
        page,
        &format!("### Words for {name} in tables"),
        ["member", "headings", "values"],
        words(request.object.fields).into_iter(),
    );
    let codes = result_codes.known.iter().chain(result_codes.further).map(|code| {
        let action = code.action.map(|action| action.english).unwrap_or_default();
        [format!("`{}`", code.code), code.meaning.english.to_owned(), action.to_owned()]
    });
    push_table(page, &format!("### Result codes of {name}"), ["code", "meaning", "what to do"], codes);
}

/// Returns a row of cells for each field, and for the fields of the objects in it.
fn rows(fields: &[Field]) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for field in fields {
        let mandatory = if field.is_mandatory(Edition::default()) { "yes" } else { "" };
        let (name, kind) = (format!("`{}`", field.name), field.kind.json_type().as_str());
        rows.push([field.row.to_owned(), name, kind.to_owned(), mandatory.to_owned(), described(field)]);
        rows.extend(object_of(&field.kind).map(|inner| self::rows(inner.fields)).unwrap_or_default());
    }
    rows
}

/// Returns a row of cells for each field: the words for it in the headings of tables, and those for its documented values.
fn words(fields: &[Field]) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    for field in fields {
        let headings: Vec<&str> = field.words().skip(1).collect();
        let choices = field.kind.choices().iter();
        let values: Vec<String> = choices
            .map(|choice| format!("{}: {}", choice.value, choice.words().collect::<Vec<_>>().join(", ")))
            .collect();
        rows.push([format!("`{}`", field.name), headings.join(", "), values.join("; ")]);
        rows.extend(object_of(&field.kind).map(|inner| words(inner.fields)).unwrap_or_default());
    }
    rows
}

/// Appends a table below its heading.
fn push_table<const N: usize>(
    page: &mut String,
    heading: &str,
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) {
    let _ = writeln!(page, "\n{heading}\n\n| {} |\n|{}", header.join(" | "), "---|".repeat(N));
    for cells in rows {
        let escaped = cells.map(|cell| cell.replace('|', "\\|").replace('[', "\\["));
        let _ = writeln!(page, "| {} |", escaped.join(" | "));
    }
}
