//! Reports and findings as lines.

use aicc_core::{Finding, Language, Report};

use crate::lines::LineWriter;

/// The language of sentences, and how they name fields.
#[derive(Clone, Copy)]
pub(crate) struct SentenceStyle {
    pub(crate) language: Language,
    /// Whether sentences name fields by their labels, as in forms, and not by their wire names.
    pub(crate) labels: bool,
}

impl From<Language> for SentenceStyle {
    fn from(language: Language) -> Self {
        Self { language, labels: false }
    }
}

/// Writes a report: `{valid, violations, advice}`.
pub(crate) fn write_report(lines: &mut LineWriter, report: &Report, style: SentenceStyle) {
    lines.members(|lines| {
        lines.name("valid").boolean(report.is_valid());
        write_findings(lines.name("violations"), report.violations(), style);
        write_findings(lines.name("advice"), report.advice(), style);
    });
}

/// Writes findings as an array.
pub(crate) fn write_findings(lines: &mut LineWriter, findings: &[Finding], style: SentenceStyle) {
    lines.elements(|lines| findings.iter().for_each(|finding| write_finding(lines, finding, style)));
}

/// Writes a finding: `{location, pointer, rule, params, reference, url, sentence}`.
pub(crate) fn write_finding(lines: &mut LineWriter, finding: &Finding, style: SentenceStyle) {
    lines.members(|lines| write_finding_members(lines, finding, style));
}

/// Writes the members of a finding.
pub(crate) fn write_finding_members(lines: &mut LineWriter, finding: &Finding, style: SentenceStyle) {
    let SentenceStyle { language, labels } = style;
    lines.name("location").text(finding.location().as_str());
    lines.name("pointer").text(&finding.pointer());
    lines.name("rule").text(finding.code().as_str());
    lines.name("params").members(|lines| {
        finding.params().iter().for_each(|(name, param)| lines.name(name).param(param));
    });
    lines.name("reference").text(&finding.reference());
    lines.name("url").text(finding.url());
    let sentence = if labels { finding.message_with_label(language) } else { finding.message(language) };
    lines.name("sentence").text(&sentence);
}

/// Returns the lines of a report; `None` if it is empty, so that JavaScript returns the report that all valid messages share.
pub(crate) fn report(report: &Report, style: impl Into<SentenceStyle>) -> Option<String> {
    if report.is_empty() {
        return None;
    }
    let mut lines = LineWriter::default();
    write_report(&mut lines, report, style.into());
    Some(lines.into_text())
}
