//! The page of the documentation that lists the rule codes.

use std::fmt::Write as _;

use anyhow::Context as _;
use serde::Deserialize;

const HEAD: &str = "\
<!-- Written by `cargo xtask generate`: do not edit. -->

# Rules

A finding has the code of a rule. Codes never change their meaning, so a program can match them. `params` hold the limit and what was
found. The sentences show the params in braces: `{name|one|many}` chooses by a number, `{name|or}` joins a list with “or”, and a part
in brackets appears only if its params are there. Some params have a sentence of their own.
";

#[derive(Deserialize)]
struct Entry {
    code: String,
    severity: String,
    description: String,
    params: Vec<String>,
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    en: String,
    zh: String,
}

/// Returns the page.
pub(super) fn page() -> anyhow::Result<String> {
    let entries: Vec<Entry> = serde_json::from_value(aicc_export::rules()).context("the rules of the catalogue")?;
    let mut text = HEAD.to_owned();
    for (severity, title) in [("violation", "Violations"), ("advice", "Advice")] {
        // A String takes every write.
        let _ =
            writeln!(text, "\n## {title}\n\n| code | meaning | params | English | Chinese |\n|---|---|---|---|---|");
        for Entry { code, description, params, message, .. } in entries.iter().filter(|each| each.severity == severity)
        {
            let params: Vec<String> = params.iter().map(|param| format!("`{param}`")).collect();
            let (params, en, zh) = (params.join(", "), cell(&message.en), cell(&message.zh));
            let _ = writeln!(text, "| `{code}` | {} | {params} | {en} | {zh} |", cell(description));
        }
    }
    Ok(text)
}

/// Returns the text as a cell of a table, shown as it is.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('[', "\\[")
}
