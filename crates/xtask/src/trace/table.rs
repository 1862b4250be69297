//! The trace as a page for people, and its holes.

use std::fmt::Write as _;

use super::code::Place;
use super::page::Reading;
use super::rules::{Proof, Rule};

/// What is traced of one page of the vendor's.
pub(super) struct Traced {
    pub(super) title: String,
    pub(super) interface: String,
    /// Each with the name of the table.
    pub(super) tables: Vec<(&'static str, Vec<Line>)>,
}

/// A row of a table.
pub(super) struct Line {
    pub(super) row: String,
    pub(super) name: String,
    pub(super) code: Code,
    pub(super) rules: Vec<Rule>,
    pub(super) reading: String,
}

/// Where the core holds a row.
pub(super) enum Code {
    /// There is nothing to hold.
    NotDue,
    /// Nowhere: a hole.
    Missing,
    At(Place),
}

impl From<Option<Place>> for Code {
    fn from(place: Option<Place>) -> Self {
        place.map_or(Self::Missing, Self::At)
    }
}

/// A reading with the number of rows, and the vectors, that cite it.
pub(super) struct TracedReading {
    pub(super) number: String,
    pub(super) reading: Reading,
    pub(super) rows: usize,
    pub(super) vectors: Vec<String>,
}

const HEAD: &str = "\
<!-- Written by `cargo xtask trace`: do not edit. -->

# Traceability

This page lists every row of the vendor's pages: the code that holds the row, the test vectors that prove its rules, and the
reading that applies. `cargo xtask trace` writes the page. It fails when a row has no code, or a rule has no vector.

- **On the edge**: a vector that keeps the rule, at the limit if the rule has one. **Over it**: a vector that breaks the rule, just
  beyond the limit. If only several vectors together meet every documented character, class or value, all of them are listed. For an
  optional row, the vector over the edge leaves the row out.
- The vectors are in [`tests/vectors`](../tests/vectors), and every language runs all of them. A dash means that there is
  nothing to prove.
- The rows come from [`tests/transcription`](../tests/transcription), which was written from the pages without looking at the
  code. A test compares its limits with those of the code.
- [Readings](readings.md), R1 to R21, are how this project understands the pages where they are silent or contradict themselves.
";

const READINGS_HEAD: &str = "\
<!-- Written by `cargo xtask trace` from tests/readings.json: do not edit. -->

# Readings

The vendor's pages are silent, ambiguous or contradict themselves in some places. A reading is how this project understands such a
place. Code, tests and documentation cite readings by number. [Traceability](traceability.md) lists the readings of each row.
";

/// Returns the page of the readings.
pub(super) fn readings_page(readings: &[TracedReading]) -> String {
    let mut text = READINGS_HEAD.to_owned();
    for TracedReading { number, reading: Reading { title, text: says }, rows, vectors } in readings {
        // A String takes every write.
        let _ = writeln!(
            text,
            "
## {number}

**{title}.** {says}

Cited by {rows} rows and {} vectors.",
            vectors.len()
        );
    }
    text
}

/// The page.
pub(super) fn page(pages: &[Traced], readings: &[TracedReading]) -> String {
    let mut text = HEAD.to_owned();
    let rules = pages.iter().flat_map(lines).map(|(_, line)| line.rules.len()).sum::<usize>();
    let rows = pages.iter().flat_map(lines).count();
    // A String takes every write.
    let _ = writeln!(text, "\n{rows} rows, {rules} rules, {} readings.", readings.len());
    for Traced { title, interface, tables } in pages {
        let _ = writeln!(text, "\n## {interface}\n\nThe page “{title}”.");
        for (name, lines) in tables {
            let _ = writeln!(text, "\n### {name} of {interface}\n");
            text.push_str(
                "| row | name | code | rule | on the edge | over it | reading |\n|---|---|---|---|---|---|---|\n",
            );
            lines.iter().for_each(|line| text.push_str(&rows_of(line)));
        }
    }
    text.push_str("\n## Readings\n\n| reading | title | rows | vectors |\n|---|---|---|---|\n");
    for TracedReading { number, reading, rows, vectors } in readings {
        let few: Vec<&str> = vectors.iter().take(2).map(String::as_str).collect();
        let more =
            if vectors.len() > few.len() { format!(", {} more", vectors.len() - few.len()) } else { String::new() };
        let _ = writeln!(
            text,
            "| [{number}](readings.md#{}) | {} | {rows} | {}{more} |",
            number.to_lowercase(),
            reading.title,
            ids(&few)
        );
    }
    text
}

/// What is missing, a line each.
pub(super) fn holes(pages: &[Traced], readings: &[TracedReading]) -> Vec<String> {
    let mut holes = Vec::new();
    for (place, line) in pages.iter().flat_map(lines) {
        let place = format!("{place} {} {}", line.row, line.name);
        if matches!(line.code, Code::Missing) || line.rules.is_empty() {
            holes.push(format!("{place}: not in the code"));
        }
        for rule in &line.rules {
            if rule.edge.is_hole() {
                holes.push(format!("{place}: no vector on the edge of `{}`", rule.name));
            }
            if rule.over.is_hole() {
                holes.push(format!("{place}: no vector over the edge of `{}`", rule.name));
            }
        }
    }
    let unproved = readings.iter().filter(|reading| reading.vectors.is_empty());
    holes.extend(unproved.map(|reading| format!("{}: no vector names it", reading.number)));
    holes
}

/// The lines of a page, each with the table that it stands in.
fn lines(page: &Traced) -> impl Iterator<Item = (String, &Line)> {
    page.tables.iter().flat_map(|(name, lines)| {
        let place = format!("{}, {}:", page.interface, name.to_lowercase());
        lines.iter().map(move |line| (place.clone(), line))
    })
}

/// A row for each rule; what they share stands in the first.
fn rows_of(line: &Line) -> String {
    let mut text = String::new();
    for (index, rule) in line.rules.iter().enumerate() {
        let shared = match index {
            0 => [line.row.clone(), name(&line.name), code(&line.code), cell(&line.reading)],
            _ => Default::default(),
        };
        let [row, name, code, reading] = shared;
        let (edge, over) = (proof(&rule.edge), proof(&rule.over));
        let _ = writeln!(text, "| {row} | {name} | {code} | {} | {edge} | {over} | {reading} |", cell(&rule.name));
    }
    text
}

fn name(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("`{name}`") }
}

fn code(code: &Code) -> String {
    match code {
        Code::NotDue => "–".to_owned(),
        Code::Missing => "**missing**".to_owned(),
        Code::At(Place { file, line }) => {
            let name = file.rsplit('/').next().unwrap_or(file);
            format!("[{name}:{line}](../{file}#L{line})")
        }
    }
}

fn proof(proof: &Proof) -> String {
    match proof {
        Proof::NotDue => "–".to_owned(),
        Proof::Vectors(vectors) if vectors.is_empty() => "**missing**".to_owned(),
        Proof::Vectors(vectors) => ids(vectors),
    }
}

fn ids(vectors: &[impl AsRef<str>]) -> String {
    vectors.iter().map(|vector| format!("`{}`", vector.as_ref())).collect::<Vec<_>>().join(", ")
}

/// A text that breaks no table.
fn cell(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '|' | '\\' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '{' | '}') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
