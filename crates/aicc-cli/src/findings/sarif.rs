//! SARIF 2.1.0, for code scanning.

use std::io::{self, Write};

use aicc_batch::Malformed;
use aicc_core::{Code, Language, Severity};
use serde_json::{Value, json};

use super::elements::Elements;
use super::fingerprint::fingerprint;
use super::source_path::uri;
use super::{CheckedFile, FileResult, FindingRow, FindingsWriter, ReadingRow, Summary};
use crate::terminal::json::json_text;
use crate::words;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one log with one run: the rules, a result for each finding, and whether all files could be read.
pub(crate) struct SarifWriter<W> {
    results: Elements<W>,
    rules: Vec<&'static str>,
    /// Whether all files could be read to their end.
    is_successful: bool,
    /// What is said about whole files: why they could not be read, and how they were read.
    notifications: Vec<Value>,
}

impl<W: Write> SarifWriter<W> {
    /// Writes to an output, which should be buffered.
    ///
    /// # Errors
    ///
    /// Returns an error if JSON cannot be written, which is not expected.
    pub(crate) fn new(output: W, language: Language) -> io::Result<Self> {
        let rules = rules(language);
        let driver = json!({
            "name": "aicc",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": rules.iter().map(Descriptor::to_json).collect::<Vec<_>>(),
        });
        let head = format!(
            r#"{{"$schema": {}, "version": "2.1.0", "runs": [{{"tool": {{"driver": {}}}, "language": {}, "columnKind": "unicodeCodePoints", "results": ["#,
            json_text(&SCHEMA)?,
            json_text(&driver)?,
            json_text(&language.tag())?,
        );
        let rules = rules.into_iter().map(|rule| rule.id).collect();
        Ok(Self { results: Elements::new(output, head), rules, is_successful: true, notifications: Vec::new() })
    }
}

impl<W: Write> FindingsWriter for SarifWriter<W> {
    fn shows_regions(&self) -> bool {
        true
    }

    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        let index = self.rules.iter().position(|rule| *rule == finding.rule);
        self.results.push(&result(finding, index)?)
    }

    fn shows_reading(&self) -> bool {
        true
    }

    fn finish_file(&mut self, file: &CheckedFile, result: &FileResult) -> io::Result<()> {
        let locations = json!([{ "physicalLocation": { "artifactLocation": { "uri": uri(&file.path) } } }]);
        let error = |error: &String| json!({ "level": "error", "message": { "text": error }, "locations": locations });
        let note = |note: &ReadingRow| {
            json!({
                "level": "note",
                "message": { "text": without_links(&note.message) },
                "locations": locations,
                "properties": { "code": note.code, "params": note.params },
            })
        };
        self.is_successful &= result.error.is_none();
        self.notifications.extend(result.reading.notes.iter().map(note).chain(result.error.as_ref().map(error)));
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let invocation = json!({
            "executionSuccessful": self.is_successful,
            "toolExecutionNotifications": self.notifications,
        });
        self.results.finish(&format!(
            r#"], "invocations": [{}], "properties": {{"summary": {}}}}}]}}"#,
            json_text(&invocation)?,
            json_text(summary)?
        ))
    }
}

/// A rule, as the head of the log describes it.
struct Descriptor {
    id: &'static str,
    severity: Severity,
    meaning: &'static str,
    help: String,
    help_uri: String,
}

impl Descriptor {
    fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "shortDescription": { "text": self.meaning },
            "fullDescription": { "text": self.meaning },
            "help": { "text": self.help },
            "helpUri": self.help_uri,
            "defaultConfiguration": { "level": level(self.severity.as_str()) },
        })
    }
}

/// Returns every rule: those of the tables, and those that only files have.
fn rules(language: Language) -> Vec<Descriptor> {
    let codes = Code::ALL.iter().map(|code| Descriptor {
        id: code.as_str(),
        severity: code.severity(),
        meaning: code.description().in_language(language),
        help: help(code.as_str(), language),
        help_uri: code.url().to_owned(),
    });
    let of_files = Malformed::RULES.iter().map(|(rule, meaning)| {
        let meaning = meaning.in_language(language);
        let help_uri = Malformed::url_of(rule);
        Descriptor { id: rule, severity: Severity::Violation, meaning, help: help(rule, language), help_uri }
    });
    codes.chain(of_files).collect()
}

fn help(rule: &str, language: Language) -> String {
    words::HELP_OF_RULE.filled(&[("rule", rule)], language)
}

fn level(severity: &str) -> &'static str {
    if severity == Severity::Advice.as_str() { "note" } else { "error" }
}

fn result(finding: &FindingRow<'_>, index: Option<usize>) -> io::Result<Value> {
    // GitHub reads the fingerprint of this name alone, and would compute another one from the text of the line.
    let fingerprints = json!({ "primaryLocationLineHash": fingerprint(finding)? });
    Ok(json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": { "text": without_links(&finding.message) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&finding.file.path) },
                "region": region(finding),
            },
            "logicalLocations": logical_locations(finding),
        }],
        "partialFingerprints": fingerprints,
        "properties": {
            "record": finding.record,
            "row": finding.row,
            "line": finding.line,
            "key": finding.key,
            "location": finding.location,
            "pointer": finding.pointer,
            "params": finding.params,
            "reference": finding.reference,
        },
    }))
}

/// Returns the member and the cell of a workbook, as far as the finding is about one.
fn logical_locations(finding: &FindingRow<'_>) -> Value {
    let member = Some((finding.pointer.as_str(), "member")).filter(|(pointer, _)| !pointer.is_empty());
    let cell = finding.cell.as_deref().map(|cell| (cell, "cell"));
    let locations = member.into_iter().chain(cell);
    locations.map(|(name, kind)| json!({ "fullyQualifiedName": name, "kind": kind })).collect()
}

fn region(finding: &FindingRow<'_>) -> Value {
    match finding.region {
        Some(region) => json!({
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        }),
        None => json!({ "startLine": finding.line_to_show() }),
    }
}

/// Returns a message in which a viewer finds no link: `[text](target)` is one, `[text\](target)` is not.
fn without_links(message: &str) -> String {
    message.replace("](", "\\](")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::sample::{file, finding, key, summary};
    use aicc_batch::Region;

    fn run(findings: &[FindingRow<'_>], file: &CheckedFile, error: Option<&str>, language: Language) -> Value {
        let mut text = Vec::new();
        let mut writer = SarifWriter::new(&mut text, language).unwrap();
        findings.iter().try_for_each(|finding| writer.write(finding)).unwrap();
        writer
            .finish_file(file, &FileResult { valid: 5, error: error.map(str::to_owned), ..FileResult::default() })
            .unwrap();
        writer.finish(&summary([("minLength", 1)])).unwrap();
        serde_json::from_slice::<Value>(&text).unwrap()["runs"][0].take()
    }

    #[test]
    fn a_result_has_its_region_or_its_line() {
        let (file, key) = (file("a b.csv"), key("test01"));
        let region = Region { line: 6, column: 3, end_line: 6, end_column: 9 };
        let in_text = FindingRow { region: Some(region), ..finding(&file, &key) };
        let run = run(&[in_text, finding(&file, &key)], &file, None, Language::English);
        let place = |index: usize| run["results"][index]["locations"][0]["physicalLocation"].clone();
        let region = json!({"startLine": 6, "startColumn": 3, "endLine": 6, "endColumn": 9});
        assert_eq!(place(0), json!({"artifactLocation": {"uri": "a%20b.csv"}, "region": region}));
        assert_eq!(place(1)["region"], json!({"startLine": 6}));
        assert_eq!(run["results"][0]["properties"]["key"], json!({"userAccount": "test01"}));
    }

    #[test]
    fn a_result_names_the_cell_of_a_workbook() {
        let (file, key) = (file("a.xlsx"), key("test01"));
        let in_cell = FindingRow { cell: Some("C5".to_owned()), line: None, ..finding(&file, &key) };
        let whole_row = FindingRow { pointer: String::new(), ..finding(&file, &key) };
        let run = run(&[in_cell, whole_row], &file, None, Language::English);
        let location = |index: usize| run["results"][index]["locations"][0].clone();
        let names = json!([
            {"fullyQualifiedName": "/email", "kind": "member"},
            {"fullyQualifiedName": "C5", "kind": "cell"},
        ]);
        assert_eq!(location(0)["logicalLocations"], names);
        assert_eq!(location(0)["physicalLocation"]["region"], json!({"startLine": 5}));
        assert_eq!(location(1)["logicalLocations"], json!([]));
    }

    #[test]
    fn a_result_names_its_rule_and_no_link() {
        let (file, key) = (file("a.csv"), key("test01"));
        let finding =
            |rule, severity| FindingRow { rule, severity, message: "[a](b)".to_owned(), ..finding(&file, &key) };
        let findings = [finding("csv", "violation"), finding("unknownMember", "advice")];
        let run = run(&findings, &file, None, Language::Chinese);
        for (result, (rule, level)) in
            run["results"].as_array().unwrap().iter().zip([("csv", "error"), ("unknownMember", "note")])
        {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            let descriptor = &run["tool"]["driver"]["rules"][index];
            assert_eq!(descriptor["id"], rule);
            let folder = if level == "note" { "advice" } else { "rules" };
            assert_eq!(descriptor["helpUri"], format!("https://aicc.dev/{folder}/{rule}/"));
            assert_eq!(descriptor["defaultConfiguration"]["level"], level);
            assert_eq!((&result["level"], &result["ruleId"]), (&json!(level), &json!(rule)));
            assert_eq!(result["message"]["text"], "[a\\](b)");
        }
        assert_eq!(run["language"], "zh");
        let meaning = &run["tool"]["driver"]["rules"][0]["shortDescription"]["text"];
        assert_eq!(meaning, Code::ALL[0].description().chinese);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_failure_of_the_run() {
        let file = file("a.csv");
        let run = run(&[], &file, Some("It does not exist."), Language::English);
        assert_eq!(run["results"], json!([]));
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
        assert_eq!(notification["message"]["text"], "It does not exist.");
        assert_eq!(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a.csv");
    }
}
