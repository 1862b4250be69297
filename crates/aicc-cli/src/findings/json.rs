//! One JSON document: the findings, how tables were read, and the summary.

use std::io::{self, Write};

use super::elements::Elements;
use super::{CheckedFile, FileNote, FileResult, FindingRow, FindingsWriter, Summary};
use crate::terminal::json::json_text;

/// Writes one JSON document, with a finding on each line.
pub(crate) struct JsonWriter<W> {
    findings: Elements<W>,
    /// How the tables were read: a JSON text for each note.
    reading: Vec<String>,
}

impl<W: Write> JsonWriter<W> {
    /// Writes to an output, which should be buffered.
    pub(crate) fn new(output: W) -> Self {
        Self { findings: Elements::new(output, r#"{"findings": ["#), reading: Vec::new() }
    }
}

impl<W: Write> FindingsWriter for JsonWriter<W> {
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        self.findings.push(finding)
    }

    fn shows_reading(&self) -> bool {
        true
    }

    fn finish_file(&mut self, file: &CheckedFile, result: &FileResult) -> io::Result<()> {
        for note in &result.reading.notes {
            self.reading.push(json_text(&FileNote { file, note })?);
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let reading: String = self.reading.iter().map(|note| format!("\n{note},")).collect();
        let reading = reading.trim_end_matches(',');
        let end = if reading.is_empty() { "" } else { "\n" };
        let summary = json_text(summary)?;
        self.findings.finish(&format!("],\n\"reading\": [{reading}{end}],\n\"summary\": {summary}}}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::findings::sample::{HOSTILE, file, finding, key, summary};

    fn document(findings: &[FindingRow<'_>], summary: &Summary) -> (Value, String) {
        let mut text = Vec::new();
        let mut writer = JsonWriter::new(&mut text);
        findings.iter().try_for_each(|finding| writer.write(finding)).unwrap();
        writer.finish(summary).unwrap();
        (serde_json::from_slice(&text).unwrap(), String::from_utf8(text).unwrap())
    }

    #[test]
    fn a_document_without_findings_is_complete() {
        let counts = json!({"records": 9, "valid": 5, "invalid": 4, "unreadFiles": 0, "violations": {}, "advice": {}});
        assert_eq!(document(&[], &summary([])).0, json!({"findings": [], "reading": [], "summary": counts}));
    }

    #[test]
    fn findings_keep_every_character_and_show_no_control_character() {
        let (file, key) = (file(HOSTILE), key(HOSTILE));
        let first = FindingRow { pointer: HOSTILE.to_owned(), ..finding(&file, &key) };
        let (document, text) = document(&[first, finding(&file, &key)], &summary([("minLength", 2)]));
        assert_eq!(document["findings"][0]["pointer"], HOSTILE);
        assert_eq!(document["findings"][0]["file"], HOSTILE);
        assert_eq!(document["findings"][1]["key"], json!({"userAccount": HOSTILE}));
        assert_eq!(document["findings"][1]["row"], 5);
        assert_eq!(document["summary"]["violations"], json!({"minLength": 2}));
        assert!(!text.lines().any(|line| line.contains(aicc_core::is_hidden)));
    }
}
