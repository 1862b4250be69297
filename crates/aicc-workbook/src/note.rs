//! What a user should know about a copy of a file.

use aicc_core::{Language, Wording};

use crate::patch::reference::CellRef;

/// How many cells a sentence names.
const SHOWN_CELLS: usize = 5;

/// What a user should know about a copy of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CopyNote {
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
    /// Some cells with a repair keep their formula.
    Formulas {
        /// The names of the first cells, at most five.
        cells: Vec<String>,
        /// The number of the cells.
        count: u64,
    },
}

impl CopyNote {
    /// Returns the note on cells that keep their formula; `None` if there are none.
    pub(crate) fn of_formulas(cells: &[CellRef]) -> Option<Self> {
        let names = cells.iter().take(SHOWN_CELLS).map(CellRef::to_string).collect();
        let count = u64::try_from(cells.len()).unwrap_or(u64::MAX);
        (count > 0).then_some(Self::Formulas { cells: names, count })
    }

    /// Returns the sentence.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Signature => SIGNATURE.in_language(language).to_owned(),
            Self::Notes { most, cells } => {
                HIDDEN_NOTES.filled(&[("most", most.to_string()), ("cells", cells.to_string())], language)
            }
            Self::List { findings } => HIDDEN_FINDINGS.filled(&[("findings", findings)], language),
            Self::Formulas { cells, count } => {
                FORMULAS.filled(&[("cells", cells.join(", ")), ("count", count.to_string())], language)
            }
        }
    }
}

const SIGNATURE: Wording = Wording {
    english: "the workbook has a digital signature, which is not valid for the copy; sign the copy again if you need it.",
    chinese: "该工作簿带有数字签名，签名对副本无效；如有需要，请对副本重新签名。",
};
const HIDDEN_NOTES: Wording = Wording {
    english: "only the first {most} cells have a note; {cells} more cells are coloured and are in the column and the sheet “aicc”.",
    chinese: "仅前 {most} 个单元格带有批注；另有 {cells} 个单元格仅标色，说明见“aicc”列和“aicc”工作表。",
};
const HIDDEN_FINDINGS: Wording = Wording {
    english: "the sheet “aicc” is full; {findings} more findings are in the column “aicc” only.",
    chinese: "“aicc”工作表已满；另有 {findings} 条结果仅在“aicc”列中。",
};
const FORMULAS: Wording = Wording {
    english: "cells with a formula are not repaired. Their number is {count}, and the first are {cells}; correct the cells that the \
              formulas read.",
    chinese: "含公式的单元格未修改。共有 {count} 个，前几个是 {cells}；请修正公式所引用的单元格。",
};
