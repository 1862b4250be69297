//! The sentences and headings of the marks, in every language.

use aicc_core::{Columns, Language, Severity, Wording};

/// The heading of the column with the marks, the name of the sheet with all findings, and the author of the notes.
pub(super) const MARKS: &str = Columns::MARKS;

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident en $english:literal zh $chinese:literal;)+) => {
        $($(#[doc = $doc])+ pub(super) const $name: Wording = Wording { english: $english, chinese: $chinese };)+
    };
}

words! {
    /// A heading of the list of findings.
    ROW en "Row" zh "行";
    /// A heading of the list of findings.
    CELL en "Cell" zh "单元格";
    /// A heading of the list of findings.
    KEY en "Key" zh "标识";
    /// A heading of the list of findings.
    RULE en "Rule" zh "规则";
    /// A heading of the list of findings.
    SEVERITY en "Severity" zh "级别";
    /// A heading of the list of findings.
    MESSAGE en "Message" zh "说明";
    /// Between two sentences.
    SPACE en " " zh "";
    /// In the list of findings.
    VIOLATION en "violation" zh "违规";
    /// In the list of findings.
    ADVICE en "advice" zh "提示";
}

/// Returns the word for a severity.
pub(super) const fn severity(severity: Severity) -> Wording {
    match severity {
        Severity::Violation => VIOLATION,
        Severity::Advice => ADVICE,
    }
}

/// Returns sentences one after the other.
pub(super) fn joined(sentences: &[String], language: Language) -> String {
    sentences.join(SPACE.in_language(language))
}
