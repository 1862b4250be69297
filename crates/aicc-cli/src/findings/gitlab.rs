//! A code quality report of GitLab.

use std::io::{self, Write};

use aicc_core::Severity;
use serde_json::{Value, json};

use super::elements::Elements;
use super::fingerprint::fingerprint;
use super::source_path::shown_with_slashes;
use super::{FindingRow, FindingsWriter, Summary};

/// Writes a JSON array with a degradation for each finding.
pub(crate) struct GitlabWriter<W> {
    findings: Elements<W>,
}

impl<W: Write> GitlabWriter<W> {
    /// Writes to an output, which should be buffered.
    pub(crate) fn new(output: W) -> Self {
        Self { findings: Elements::new(output, "[") }
    }
}

impl<W: Write> FindingsWriter for GitlabWriter<W> {
    fn shows_regions(&self) -> bool {
        true
    }

    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        self.findings.push(&degradation(finding)?)
    }

    fn finish(&mut self, _summary: &Summary) -> io::Result<()> {
        self.findings.finish("]")
    }
}

fn degradation(finding: &FindingRow<'_>) -> io::Result<Value> {
    let is_advice = finding.severity == Severity::Advice.as_str();
    Ok(json!({
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": fingerprint(finding)?,
        "severity": if is_advice { "info" } else { "major" },
        "location": {
            "path": shown_with_slashes(&finding.file.path),
            "lines": { "begin": finding.line_to_show() },
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::sample::{file, finding, key, summary};

    #[test]
    fn each_finding_is_a_degradation_at_its_line() {
        let (file, key) = (file("./data/a.csv"), key("test01"));
        let violation = finding(&file, &key);
        let advice = FindingRow { severity: "advice", line: None, rule: "unknownMember", ..violation.clone() };
        let mut text = Vec::new();
        let mut writer = GitlabWriter::new(&mut text);
        writer.write(&violation).unwrap();
        writer.write(&advice).unwrap();
        writer.finish(&summary([])).unwrap();
        let found: Value = serde_json::from_slice(&text).unwrap();
        assert_eq!(
            found,
            json!([
                {
                    "description": "email must have at least 6 characters; it has 2.",
                    "check_name": "minLength",
                    "fingerprint": fingerprint(&violation).unwrap(),
                    "severity": "major",
                    "location": {"path": "data/a.csv", "lines": {"begin": 6}},
                },
                {
                    "description": "email must have at least 6 characters; it has 2.",
                    "check_name": "unknownMember",
                    "fingerprint": fingerprint(&advice).unwrap(),
                    "severity": "info",
                    "location": {"path": "data/a.csv", "lines": {"begin": 5}},
                },
            ])
        );
    }
}
