//! One JSON document: the findings, then the summary.

use std::io::{self, Write};

use super::elements::Elements;
use super::{FindingRow, FindingsWriter, Summary};
use crate::terminal::json::json_text;

/// Writes one JSON document, with a finding on each line.
pub(crate) struct JsonWriter<W> {
    findings: Elements<W>,
}

impl<W: Write> JsonWriter<W> {
    /// Writes to an output, which should be buffered.
    pub(crate) fn new(output: W) -> Self {
        Self { findings: Elements::new(output, r#"{"findings": ["#) }
    }
}

impl<W: Write> FindingsWriter for JsonWriter<W> {
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        self.findings.push(finding)
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        self.findings.finish(&format!("],\n\"summary\": {}}}", json_text(summary)?))
    }
}
