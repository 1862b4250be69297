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

/// Writes a report.
pub(crate) fn write_report(lines: &mut LineWriter, report: &Report, style: SentenceStyle) {
    let each = |findings: &[Finding], lines: &mut LineWriter| {
        findings.iter().for_each(|finding| write_finding(lines, finding, style));
    };
    lines.report(|lines| each(report.violations(), lines), |lines| each(report.advice(), lines));
}

/// Writes findings as an array.
pub(crate) fn write_findings(lines: &mut LineWriter, findings: &[Finding], style: SentenceStyle) {
    lines.elements(|lines| findings.iter().for_each(|finding| write_finding(lines, finding, style)));
}

fn write_finding(lines: &mut LineWriter, finding: &Finding, style: SentenceStyle) {
    lines.finding(|lines| write_finding_values(lines, finding, style));
}

/// Writes the values of a finding.
pub(crate) fn write_finding_values(lines: &mut LineWriter, finding: &Finding, style: SentenceStyle) {
    let SentenceStyle { language, labels } = style;
    lines.text(finding.location().as_str());
    lines.text(&finding.pointer());
    lines.text(finding.code().as_str());
    lines.members(|lines| {
        finding.params().iter().for_each(|(name, param)| lines.name(name).param(param));
    });
    lines.text(&finding.reference());
    lines.text(finding.url());
    let sentence = if labels { finding.message_with_label(language) } else { finding.message(language) };
    lines.text(&sentence);
}

/// Returns the lines of a report; `None` if it is empty, so that JavaScript returns the report that all valid messages share.
pub(crate) fn report(report: &Report, style: impl Into<SentenceStyle>) -> Option<String> {
    (!report.is_empty()).then(|| LineWriter::written(|lines| write_report(lines, report, style.into())))
}
