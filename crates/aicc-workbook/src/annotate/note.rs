//! What a user should know about a copy with marks.

use aicc_core::Language;

use super::words;

/// What a user should know about a copy with marks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnnotationNote {
    /// The workbook had a digital signature, which does not cover the copy.
    Signature,
    /// Some cells have a colour and no note.
    Notes {
        /// The most notes that are written.
        most: usize,
        /// The number of cells without a note.
        cells: u64,
    },
    /// Some findings are not in the sheet `aicc`, which has no more rows.
    List {
        /// The number of these findings.
        findings: u64,
    },
}

impl AnnotationNote {
    /// Returns the sentence.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Signature => words::SIGNATURE.in_language(language).to_owned(),
            Self::Notes { most, cells } => {
                words::HIDDEN_NOTES.filled(&[("most", most.to_string()), ("cells", cells.to_string())], language)
            }
            Self::List { findings } => words::HIDDEN_FINDINGS.filled(&[("findings", findings)], language),
        }
    }
}
