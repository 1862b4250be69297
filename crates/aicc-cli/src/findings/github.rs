//! Annotations of GitHub Actions, and the summary of the step.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aicc_batch::RecordUnit;
use aicc_core::{Language, Severity, Wording};
use serde_json::{Map, Value};

use super::source_path::shown_with_slashes;
use super::{CheckedFile, FileResult, FindingRow, FindingsWriter, Summary};
use crate::terminal::text::{escaped, shown_value};
use crate::words;

/// GitHub shows this many annotations of a step.
const ANNOTATIONS: usize = 10;

/// The maximum size of the summary of a step, in bytes: GitHub rejects a larger one.
const SUMMARY_SIZE: usize = 1 << 20;

/// The size that is kept for the sentence about the findings that do not fit, in bytes.
const SENTENCE_SIZE: usize = 256;

/// Writes at most ten annotations, those of the most frequent rules first, and everything else to the summary of the step.
pub(crate) struct GithubWriter<W> {
    output: W,
    summary_file: Option<PathBuf>,
    language: Language,
    /// The annotations of files that could not be read.
    unread: Vec<String>,
    /// The first annotations of each rule.
    by_rule: BTreeMap<&'static str, Vec<String>>,
    /// The first findings, as rows of a Markdown table.
    rows: String,
}

impl<W: Write> GithubWriter<W> {
    /// Writes to an output, which should be buffered. The variable `GITHUB_STEP_SUMMARY` names the file of the summary; without
    /// it the counts are written to the output.
    pub(crate) const fn new(output: W, summary_file: Option<PathBuf>, language: Language) -> Self {
        Self { output, summary_file, language, unread: Vec::new(), by_rule: BTreeMap::new(), rows: String::new() }
    }

    /// Returns the annotations to show: the files that could not be read, the violations, the advice. Each rule has one before a
    /// rule has two.
    fn chosen(&self, summary: &Summary) -> Vec<&String> {
        let of_rules = |rules: &Map<String, Value>| -> Vec<&String> {
            let ranks = 0..ANNOTATIONS;
            let of_rank = |rank| rules.keys().filter_map(move |rule| self.by_rule.get(rule.as_str())?.get(rank));
            ranks.flat_map(of_rank).collect()
        };
        let rules = of_rules(&summary.violations).into_iter().chain(of_rules(&summary.advice));
        self.unread.iter().chain(rules).take(ANNOTATIONS).collect()
    }

    /// Returns the number of findings of each rule, as a Markdown table; nothing if there are no findings.
    fn counts(&self, summary: &Summary) -> String {
        let mut text = String::new();
        if summary.findings() > 0 {
            text = self.headings(&[words::RULE, words::FINDINGS]);
        }
        for (rule, count) in summary.violations.iter().chain(&summary.advice) {
            text += &format!("| {rule} | {count} |\n");
        }
        text
    }

    /// Returns the counts and the first findings, in Markdown. It has at most `size` bytes, or no findings.
    fn report(&self, summary: &Summary, size: usize) -> String {
        let mut text = format!("### aicc check\n\n{}\n\n{}", summary.sentence(self.language), self.counts(summary));
        if summary.findings() == 0 {
            return text;
        }
        let record = RecordUnit::Record.heading();
        let headings = [words::FILE, record, words::KEY, words::POINTER, words::RULE, words::MESSAGE];
        text = format!("{text}\n{}", self.headings(&headings));
        let mut hidden = summary.findings();
        for row in self.rows.split_inclusive('\n') {
            if text.len().saturating_add(row.len()).saturating_add(SENTENCE_SIZE) > size {
                break;
            }
            text += row;
            hidden = hidden.saturating_sub(1);
        }
        if hidden > 0 {
            let sentence = words::HIDDEN_IN_SUMMARY.filled(&[("count", hidden)], self.language);
            text += &format!("\n{sentence}\n");
        }
        text
    }

    fn headings(&self, headings: &[Wording]) -> String {
        let words: Vec<&str> = headings.iter().map(|heading| heading.in_language(self.language)).collect();
        format!("| {} |\n|{}\n", words.join(" | "), "---|".repeat(words.len()))
    }

    fn append_to(&self, path: &Path, summary: &Summary) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        let room = SUMMARY_SIZE.saturating_sub(size);
        let text = self.report(summary, room);
        if text.len() > room {
            return Ok(());
        }
        file.write_all(text.as_bytes())
    }
}

impl<W: Write> FindingsWriter for GithubWriter<W> {
    fn shows_regions(&self) -> bool {
        true
    }

    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        let annotations = self.by_rule.entry(finding.rule).or_default();
        if annotations.len() < ANNOTATIONS {
            annotations.push(annotation(finding));
        }
        if self.summary_file.is_some() && self.rows.len() < SUMMARY_SIZE {
            self.rows += &row(finding, self.language);
        }
        Ok(())
    }

    fn finish_file(&mut self, file: &CheckedFile, result: &FileResult) -> io::Result<()> {
        if let Some(error) = &result.error
            && self.unread.len() < ANNOTATIONS
        {
            let file = property(&shown_with_slashes(&file.path));
            self.unread.push(format!("::error file={file},title=aicc::{}", data(error)));
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let annotations: Vec<String> = self.chosen(summary).into_iter().cloned().collect();
        for annotation in annotations {
            writeln!(self.output, "{annotation}")?;
        }
        match &self.summary_file {
            Some(path) => self
                .append_to(path, summary)
                .map_err(|error| io::Error::new(error.kind(), format!("GITHUB_STEP_SUMMARY: {error}")))?,
            None => self.output.write_all(self.counts(summary).as_bytes())?,
        }
        self.output.flush()
    }
}

/// Returns the workflow command that annotates a finding.
fn annotation(finding: &FindingRow<'_>) -> String {
    let command = if finding.severity == Severity::Advice.as_str() { "notice" } else { "error" };
    let file = property(&shown_with_slashes(&finding.file.path));
    let place = match finding.region {
        Some(region) if region.line == region.end_line => {
            format!("line={},col={},endColumn={}", region.line, region.column, region.end_column)
        }
        Some(region) => format!("line={},endLine={}", region.line, region.end_line),
        None => format!("line={}", finding.line_to_show()),
    };
    format!("::{command} file={file},{place},title={}::{}", property(finding.rule), data(&finding.message))
}

/// Returns a text as the message of a workflow command. Line breaks are escaped as every control character is.
fn data(text: &str) -> String {
    escaped(text).replace('%', "%25")
}

/// Returns a text as a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Returns a finding as a row of a Markdown table.
fn row(finding: &FindingRow<'_>, language: Language) -> String {
    let key: Vec<String> = finding.key.values().map(shown_value).collect();
    let cells = [
        &finding.file.name,
        &finding.file.unit.place(finding.number(), language),
        &key.join(", "),
        &finding.pointer,
        finding.rule,
        &finding.message,
    ];
    let cells: Vec<String> = cells.into_iter().map(markdown).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Returns a text that Markdown shows as it is: nothing in it becomes markup, a link or another cell.
fn markdown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in escaped(text).chars() {
        if character.is_ascii_punctuation() {
            shown.push('\\');
        }
        shown.push(character);
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::findings::sample::{HOSTILE, file, finding, key, summary};
    use aicc_batch::Region;

    fn written(findings: &[FindingRow<'_>], summary_file: Option<&Path>, summary: &Summary) -> String {
        let mut text = Vec::new();
        let mut writer = GithubWriter::new(&mut text, summary_file.map(Path::to_owned), Language::English);
        findings.iter().try_for_each(|finding| writer.write(finding)).unwrap();
        writer.finish(summary).unwrap();
        String::from_utf8(text).unwrap()
    }

    fn titles(text: &str) -> Vec<&str> {
        text.lines().filter_map(|line| Some(line.split_once("title=")?.1.split_once("::")?.0)).collect()
    }

    #[test]
    fn the_most_frequent_rules_come_first_and_advice_last() {
        let (file, key) = (file("a.csv"), key("test01"));
        let one = |rule, severity| FindingRow { rule, severity, ..finding(&file, &key) };
        let mut findings = vec![one("unknownMember", "advice"); 30];
        findings.extend(vec![one("minLength", "violation"); 3]);
        findings.extend(vec![one("enum", "violation"); 5]);
        let summary = summary([("enum", 5), ("minLength", 3), ("unknownMember", 30)]);
        let text = written(&findings, None, &summary);
        let mut expected = ["enum", "minLength"].repeat(3);
        expected.extend(["enum", "enum", "unknownMember", "unknownMember"]);
        assert_eq!(titles(&text), expected);
        assert!(
            text.ends_with("| Rule | Findings |\n|---|---|\n| enum | 5 |\n| minLength | 3 |\n| unknownMember | 30 |\n")
        );
    }

    #[test]
    fn an_annotation_marks_the_region() {
        let (file, key) = (file("a.csv"), key("test01"));
        let region = |end_line| Some(Region { line: 6, column: 3, end_line, end_column: 9 });
        let one = FindingRow { region: region(6), ..finding(&file, &key) };
        let several = FindingRow { region: region(7), ..finding(&file, &key) };
        let text = written(&[one, several], None, &summary([("minLength", 2)]));
        let message = "email must have at least 6 characters; it has 2.";
        let lines: Vec<_> = text.lines().take(2).collect();
        let expected = [
            format!("::error file=a.csv,line=6,col=3,endColumn=9,title=minLength::{message}"),
            format!("::error file=a.csv,line=6,endLine=7,title=minLength::{message}"),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_record_makes_no_workflow_command() {
        let (file, key) = (file(HOSTILE), key(HOSTILE));
        let hostile = FindingRow { message: HOSTILE.to_owned(), pointer: HOSTILE.to_owned(), ..finding(&file, &key) };
        let mut text = Vec::new();
        let mut writer = GithubWriter::new(&mut text, None, Language::English);
        writer.write(&hostile).unwrap();
        writer.finish_file(&file, &FileResult { error: Some(HOSTILE.to_owned()), ..FileResult::default() }).unwrap();
        writer.finish(&summary([("minLength", 1)])).unwrap();
        let text = String::from_utf8(text).unwrap();
        let commands: Vec<&str> = text.lines().filter(|line| line.contains("::")).collect();
        assert_eq!(commands.len(), 2);
        for command in commands {
            let (properties, message) = command.strip_prefix("::error ").unwrap().split_once("::").unwrap();
            assert!(properties.starts_with(r"file==1;+2\u{9}-3\u{d}\u{a}%3A%3Aerror%3A%3A%250A%2C"), "{properties}");
            assert!(message.starts_with(r"=1;+2\u{9}-3\u{d}\u{a}::error::%250A,"), "{message}");
            assert!(!command.contains(aicc_core::is_hidden));
        }
    }

    #[test]
    fn the_summary_of_the_step_is_appended_as_markdown() {
        let (file, key) = (file("a.csv"), key("a|b*c"));
        let path = tempfile::NamedTempFile::new().unwrap();
        fs::write(path.path(), "before\n").unwrap();
        let finding = FindingRow { message: "<b>[a](b)\n".to_owned(), ..finding(&file, &key) };
        let text = written(&[finding], Some(path.path()), &summary([("minLength", 1)]));
        assert_eq!(text.lines().count(), 1);
        assert_eq!(
            fs::read_to_string(path.path()).unwrap(),
            "before\n### aicc check\n\nRecords: 9 (5 valid, 4 invalid). Violations: minLength 1.\n\n\
             | Rule | Findings |\n|---|---|\n| minLength | 1 |\n\n\
             | File | Record | Key | Pointer | Rule | Message |\n|---|---|---|---|---|---|\n\
             | a\\.csv | Row 5 | a\\|b\\*c | \\/email | minLength | \\<b\\>\\[a\\]\\(b\\)\\\\u\\{a\\} |\n"
        );
    }

    #[test]
    fn the_summary_of_the_step_is_not_larger_than_github_accepts() {
        let (file, key) = (file("a.csv"), key("test01"));
        let path = tempfile::NamedTempFile::new().unwrap();
        fs::write(path.path(), "x".repeat(SUMMARY_SIZE / 2)).unwrap();
        let findings = vec![finding(&file, &key); 20_000];
        written(&findings, Some(path.path()), &summary([("minLength", 20_000)]));
        let text = fs::read_to_string(path.path()).unwrap();
        assert!(text.len() <= SUMMARY_SIZE);
        assert!(text.len() > SUMMARY_SIZE - 1_000);
        let shown = text.lines().filter(|line| line.starts_with("| a\\.csv")).count();
        let hidden = 20_000 - shown;
        let last = format!("\n{hidden} more findings are not shown: GitHub limits the size of a summary.\n");
        assert!(text.ends_with(&last));

        fs::write(path.path(), "x".repeat(SUMMARY_SIZE)).unwrap();
        written(&findings, Some(path.path()), &summary([("minLength", 20_000)]));
        assert_eq!(fs::metadata(path.path()).unwrap().len(), SUMMARY_SIZE as u64);
    }
}
