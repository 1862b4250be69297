//! What a rule means, and where it applies.

use std::io;

use aicc_batch::Malformed;
use aicc_core::{Code, Language, Profile, Severity, Wording};

use crate::commands::data::{items, text};
use crate::streams::OutputStream;
use crate::terminal::{colour, page, table};
use crate::words;

/// A rule that a finding can name.
pub(super) enum ExplainedRule {
    /// A rule of the pages.
    Page(Code),
    /// A rule that only files have, with its meaning.
    File(&'static str, Wording),
}

/// Returns the rule with a code.
pub(super) fn find(code: &str) -> Option<ExplainedRule> {
    let page = Code::ALL.iter().find(|known| known.as_str() == code).map(|code| ExplainedRule::Page(*code));
    let file = Malformed::RULES.iter().find(|(known, _)| *known == code);
    page.or(file.map(|(code, meaning)| ExplainedRule::File(code, *meaning)))
}

/// Returns the codes of all rules.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.as_str()).chain(Malformed::RULES.iter().map(|(code, _)| *code))
}

impl ExplainedRule {
    /// Writes the meaning, the sentence of a finding, and the places with their limits.
    pub(super) fn write(&self, language: Language, output: &mut OutputStream<'_>) -> io::Result<()> {
        let (code, severity, meaning) = match self {
            Self::Page(code) => (code.as_str(), code.severity(), code.description()),
            Self::File(code, meaning) => (*code, Severity::Violation, *meaning),
        };
        let severity = match severity {
            Severity::Violation => words::IS_VIOLATION,
            Severity::Advice => words::IS_ALLOWED,
        };
        let title = colour::painted(code, colour::HEADING, output.is_coloured);
        writeln!(output.writer, "{title}{}", severity.in_language(language))?;
        page::write_paragraph(meaning.in_language(language), output)?;
        if let Self::Page(code) = self {
            page::write_paragraph(&simple(code.template().in_language(language)), output)?;
            write_places(*code, language, output)?;
        }
        writeln!(output.writer, "\n{}", self.url())?;
        output.writer.flush()
    }

    /// Returns the address of the page of the documentation, which has an example.
    fn url(&self) -> String {
        match self {
            Self::Page(code) => code.url().to_owned(),
            Self::File(code, _) => Malformed::url_of(code),
        }
    }
}

/// Writes a table of the rows with a limit of the rule.
fn write_places(code: Code, language: Language, output: &mut OutputStream<'_>) -> io::Result<()> {
    let places = places(code, language);
    if places.is_empty() {
        return Ok(());
    }
    writeln!(output.writer)?;
    table::write(&[words::INTERFACE, words::ROW, words::PARAMETER, words::LIMIT], places, language, output)
}

/// Returns every row of a request that has a limit of the rule.
fn places(code: Code, language: Language) -> Vec<[String; 4]> {
    let catalogue = aicc_export::in_language(aicc_export::catalogue(&Profile::default()), language);
    let mut places = Vec::new();
    for page in items(&catalogue, "interfaces") {
        for row in ["path", "headers", "request"].iter().flat_map(|table| items(&page["tables"], table)) {
            let limits = items(row, "limits").filter(|limit| text(limit, "rule") == code.as_str());
            let place = [text(page, "name"), text(row, "row"), text(row, "pointer").trim_start_matches('/')];
            places.extend(limits.map(|limit| [place[0], place[1], place[2], text(limit, "limit")].map(str::to_owned)));
        }
    }
    places
}

/// Returns a template without its choices, `{name|one|many}` and `{name|or}`, and without its brackets.
fn simple(template: &str) -> String {
    let mut simple = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, remainder) = after.split_once('}').unwrap_or((after, ""));
        let (name, choice) = place.split_once('|').unwrap_or((place, ""));
        let shown = choice.split_once('|').map_or_else(|| format!("{{{name}}}"), |(_, many)| many.to_owned());
        simple.push_str(before);
        simple.push_str(&shown);
        rest = remainder;
    }
    simple.push_str(rest);
    simple.replace(['[', ']'], "")
}
