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
