//! `cargo xtask trace`: every row of the vendor's pages beside the code that holds it, the vectors on its edge and over
//! it, and the reading that applies.
//!
//! The rows are those of the second transcription, the rules those of the tables in the core: a row that only one of the
//! two has, or a rule without a vector that keeps it at the bound and one that breaks it just beyond, is a hole.

mod code;
mod evidence;
mod page;
mod rules;
mod table;

use std::path::Path;

use aicc_core::{Edition, Profile, interfaces};
use anyhow::{Context as _, bail};
use serde_json::{Map, Value};
use xshell::Shell;

use code::Sources;
use evidence::{Evidence, Part};
use page::{Note, Page, Row};
use rules::{Entry, Rule};
use table::{Code, Line, Traced, TracedReading};

pub(crate) const PAGE: &str = "docs/traceability.md";
const READINGS: &str = "docs/readings.md";

/// Prints the trace, and writes its page and the page of the readings. With `check` it writes nothing, and fails when a page
/// is out of date.
///
/// # Errors
///
/// When a row has no code, or a rule or reading has no vector.
pub(crate) fn run(shell: &Shell, check: bool) -> anyhow::Result<()> {
    let root = shell.current_dir();
    let pages = page::pages(&root)?;
    let evidence = Evidence::read();
    let traced = trace(&root, &pages, &evidence)?;
    let readings = readings(&root, &pages, &evidence)?;
    let written = [(PAGE, table::page(&traced, &readings)), (READINGS, table::readings_page(&readings))];
    if !check {
        for (page, text) in &written {
            println!("{text}");
            shell.write_file(page, text)?;
        }
    }
    let holes = table::holes(&traced, &readings);
    if !holes.is_empty() {
        bail!("{} holes:\n{}", holes.len(), holes.join("\n"));
    }
    for (page, text) in &written {
        if shell.read_file(page).ok().as_ref() != Some(text) {
            bail!("{page} is out of date: run `cargo xtask trace`");
        }
    }
    Ok(())
}

fn trace(root: &Path, pages: &[Page], evidence: &Evidence) -> anyhow::Result<Vec<Traced>> {
    let sources = Sources::read(root)?;
    let catalogues = catalogues()?;
    let of_page = |page: &Page| {
        let of_edition = |(edition, tables): &(Edition, Map<String, Value>)| {
            Ok((*edition, tables.get(&page.interface).context("no such interface")?.clone()))
        };
        let editions = catalogues.iter().map(of_edition).collect::<anyhow::Result<_>>()?;
        PageTrace { page, editions, sources: &sources, evidence }.traced()
    };
    pages.iter().map(of_page).collect()
}

/// The tables of every interface by its name, as each edition has them.
fn catalogues() -> anyhow::Result<Vec<(Edition, Map<String, Value>)>> {
    let mut catalogues = Vec::new();
    for edition in Edition::ALL {
        let mut catalogue = aicc_export::catalogue(&Profile { edition: *edition, ..Profile::default() });
        let tables = catalogue.get_mut("interfaces").and_then(Value::as_array_mut).context("no interfaces")?;
        let named =
            tables.drain(..).zip(interfaces::ALL).map(|(tables, interface)| (interface.name.to_owned(), tables));
        catalogues.push((*edition, named.collect()));
    }
    Ok(catalogues)
}

/// The readings: what each says, and what names it.
fn readings(root: &Path, pages: &[Page], evidence: &Evidence) -> anyhow::Result<Vec<TracedReading>> {
    let reading = |(number, reading): (String, page::Reading)| {
        let names = |row: &&Row| page::names(&row.reading, &number);
        let rows = pages.iter().flat_map(Page::rows).filter(names).count();
        let vectors = evidence.because_of(&number);
        TracedReading { number, reading, rows, vectors }
    };
    Ok(page::readings(root)?.into_iter().map(reading).collect())
}

/// A page of the vendor's with all that it is held against.
struct PageTrace<'a> {
    page: &'a Page,
    /// Its tables, as each edition has them.
    editions: Vec<(Edition, Value)>,
    sources: &'a Sources,
    evidence: &'a Evidence,
}

impl PageTrace<'_> {
    fn traced(&self) -> anyhow::Result<Traced> {
        let Page { title, interface, tables, statuses, events, error_codes, notes, .. } = self.page;
        let mut tables = vec![
            ("Method and URI", vec![self.uri()]),
            ("Path parameters", self.rows(Part::Path, &tables.path)?),
            ("Request headers", self.rows(Part::Headers, &tables.headers)?),
            ("Request body", self.rows(Part::Request, &tables.request)?),
            ("Reply body", self.rows(Part::Reply, &tables.reply)?),
            ("Statuses", statuses.iter().map(|status| self.status(status.status, &status.text)).collect()),
            ("Events", events.iter().map(|(value, events)| self.events(value, events)).collect()),
            ("Error codes", error_codes.iter().map(|code| self.error_code(code)).collect()),
            ("Notes", notes.iter().map(|note| self.note(note)).collect()),
        ];
        tables.retain(|(_, lines): &(_, Vec<Line>)| !lines.is_empty());
        Ok(Traced { title: title.clone(), interface: interface.clone(), tables })
    }

    fn line(&self, row: &str, name: &str, entry: &str, reading: &str, rules: Vec<Rule>) -> Line {
        let code = self.sources.find(&self.page.interface, entry).into();
        Line { row: row.to_owned(), name: name.to_owned(), code, rules, reading: reading.to_owned() }
    }

    /// What the tables say, but for their rows; editions do not change it.
    fn fact(&self, pointer: &str) -> Option<&Value> {
        self.editions.first().and_then(|(_, tables)| tables.pointer(pointer))
    }

    fn uri(&self) -> Line {
        let Page { interface, method, path, .. } = self.page;
        let rule = Rule {
            name: format!("{method} {path}"),
            edge: self.evidence.written(interface, method, path),
            over: self.evidence.refused_endpoint(interface),
        };
        self.line("", "", &format!("path: \"{path}\""), "", vec![rule])
    }

    fn rows(&self, part: Part, rows: &[Row]) -> anyhow::Result<Vec<Line>> {
        let mut editions = Vec::new();
        for (edition, tables) in &self.editions {
            let entries = tables.pointer(&format!("/tables/{}", part.name())).context("no such table")?;
            editions.push((*edition, serde_json::from_value::<Vec<Entry>>(entries.clone())?));
        }
        let unknown = |entry: &&Entry| !rows.iter().any(|row| row.row == entry.row && row.name == entry.name);
        if let Some(entry) = editions.iter().flat_map(|(_, entries)| entries).find(unknown) {
            bail!("{} has no row {} {} of its {}", self.page.interface, entry.row, entry.name, part.name());
        }
        Ok(rows.iter().map(|row| self.row(part, row, &editions)).collect())
    }

    fn row(&self, part: Part, row: &Row, editions: &[(Edition, Vec<Entry>)]) -> Line {
        let mut rules: Vec<Rule> = Vec::new();
        let mut place = format!("\"{}\" \"{}\"", row.row, row.name);
        for (edition, entries) in editions {
            let entry = entries.iter().find(|entry| entry.row == row.row && entry.name == row.name);
            let Some(entry) = entry else { continue };
            if entry.is_wrapper() {
                place = format!("name: \"{}\"", row.name);
            }
            for rule in self.rules(part, row, entry, *edition) {
                if !rules.iter().any(|earlier| earlier.name == rule.name) {
                    rules.push(rule.in_edition(*edition));
                }
            }
        }
        self.line(&row.row, &row.name, &place, &row.reading, rules)
    }

    fn rules(&self, part: Part, row: &Row, entry: &Entry, edition: Edition) -> Vec<Rule> {
        let interface = &self.page.interface;
        if entry.is_wrapper() {
            return vec![self.evidence.wrapper(part, interface, &entry.name)];
        }
        let member = self.fact("/resultCodes/member").and_then(Value::as_str);
        let is_code = part == Part::Reply && member == Some(&entry.name);
        let cases = self.evidence.cases(part, interface, &entry.pointer, edition);
        let elements = self.evidence.cases(part, interface, &format!("{}/*", entry.pointer), edition);
        let mut rules = rules::of(part, is_code, entry, &cases, &elements);
        if part == Part::Reply {
            rules.extend(rules::printed(row, &cases));
        }
        if let Some(codes) = self.fact("/resultCodes").filter(|_| is_code) {
            rules.push(self.evidence.result_codes(interface, &entry.pointer, codes));
        }
        rules
    }

    fn status(&self, status: u16, text: &str) -> Line {
        let interface = &self.page.interface;
        let entry = if status == 200 { "reply: Body".to_owned() } else { format!("status: {status},") };
        let rule = Rule {
            name: text.to_owned(),
            edge: self.evidence.status(interface, status),
            over: self.evidence.undocumented_status(interface),
        };
        self.line(&status.to_string(), "", &entry, "R13", vec![rule])
    }

    fn events(&self, value: &str, events: &[String]) -> Line {
        let interface = &self.page.interface;
        let decides = interfaces::find(interface).and_then(|interface| interface.events);
        let member = decides.map(|events| events.member).unwrap_or_default();
        let cases = self.evidence.cases(Part::Request, interface, &format!("/{member}"), Edition::default());
        let rule = Rule {
            name: events.join(", "),
            edge: self.evidence.events(interface, value, events),
            over: rules::first(&cases, |case| case.breaks("enum")),
        };
        self.line(value, member, "events: Some(Events", "", vec![rule])
    }

    fn error_code(&self, code: &str) -> Line {
        let interface = &self.page.interface;
        let known = self.fact("/resultCodes/known").and_then(Value::as_array).into_iter().flatten();
        let mut meanings = known.filter(|known| known.get("code") == Some(&code.into()));
        let meaning = meanings.find_map(|known| known.pointer("/meaning/en")?.as_str()).unwrap_or_default();
        let rule = Rule {
            name: meaning.to_owned(),
            edge: self.evidence.refusal(interface, code, meaning),
            over: self.evidence.undocumented_code(interface),
        };
        self.line(code, "", &format!("\"{code}\""), "R12", vec![rule])
    }

    fn note(&self, note: &Note) -> Line {
        let interface = &self.page.interface;
        let rule = match note.checked {
            true => self.evidence.note(interface, &note.note, &note.text),
            false => Rule::unchecked(&note.text),
        };
        let entry = note.entry.as_deref();
        let line = self.line(&note.note, "", entry.unwrap_or_default(), &note.reading, vec![rule]);
        if entry.is_some() { line } else { Line { code: Code::NotDue, ..line } }
    }
}
