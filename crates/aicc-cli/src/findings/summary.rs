//! What was checked, counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use aicc_batch::Counts;
use aicc_core::{Code, Language, Severity};
use comfy_table::{Attribute, Cell, Color};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::streams::OutputStream;
use crate::terminal::table;
use crate::words;

/// What was checked, counted.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    /// The number of records.
    pub(crate) records: u64,
    /// The number of records without violations.
    pub(crate) valid: u64,
    /// The number of records with violations.
    pub(crate) invalid: u64,
    /// The number of files that could not be read to their end.
    pub(crate) unread_files: u64,
    /// The number of violations for each rule, the most frequent first.
    pub(crate) violations: Map<String, Value>,
    /// The number of pieces of advice for each rule, the most frequent first.
    pub(crate) advice: Map<String, Value>,
    #[serde(skip)]
    by_rule: BTreeMap<&'static str, u64>,
}

impl Summary {
    /// Adds the counts of one file.
    pub(crate) fn add(&mut self, counts: &Counts) {
        self.records = self.records.saturating_add(counts.records);
        self.valid = self.valid.saturating_add(counts.valid);
        self.invalid = self.invalid.saturating_add(counts.invalid);
        for (rule, count) in &counts.by_rule {
            let sum = self.by_rule.entry(rule).or_default();
            *sum = sum.saturating_add(*count);
        }
        self.violations = self.most_frequent(Severity::Violation);
        self.advice = self.most_frequent(Severity::Advice);
    }

    /// Returns the number of all findings.
    pub(crate) fn findings(&self) -> u64 {
        self.by_rule.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Returns the counts for a person, as one line.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let counts = [("records", self.records), ("valid", self.valid), ("invalid", self.invalid)];
        let mut parts = vec![words::RECORDS.filled(&counts, language)];
        for (wording, rules) in [(words::VIOLATIONS, &self.violations), (words::ADVICE, &self.advice)] {
            if !rules.is_empty() {
                parts.push(wording.filled(&[("rules", listed(rules))], language));
            }
        }
        if self.unread_files > 0 {
            parts.push(words::UNREAD.filled(&[("files", self.unread_files)], language));
        }
        parts.join(words::SPACE.in_language(language))
    }

    /// Writes the counts for a person: green if all records are valid and all files were read, else red.
    pub(crate) fn write(&self, output: &mut OutputStream<'_>, language: Language) -> io::Result<()> {
        let colour = if (self.invalid, self.unread_files) == (0, 0) { Color::DarkGreen } else { Color::DarkRed };
        let sentence = Cell::new(self.sentence(language)).fg(colour).add_attribute(Attribute::Bold);
        let lines = table::rows([[sentence]], output);
        writeln!(output.writer, "{}", lines.trim_fmt())
    }

    fn most_frequent(&self, severity: Severity) -> Map<String, Value> {
        let mut rules: Vec<_> = self.by_rule.iter().filter(|(rule, _)| severity_of(rule) == severity).collect();
        rules.sort_by_key(|(_, count)| Reverse(**count));
        rules.into_iter().map(|(rule, count)| ((*rule).to_owned(), (*count).into())).collect()
    }
}

/// Returns the severity of a rule. The rules that only files have are not in the table: they are violations.
fn severity_of(rule: &str) -> Severity {
    let code = Code::ALL.iter().find(|code| code.as_str() == rule);
    code.map_or(Severity::Violation, |code| code.severity())
}

fn listed(rules: &Map<String, Value>) -> String {
    let rules: Vec<String> = rules.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    rules.join(", ")
}
