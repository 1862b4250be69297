//! What is reported about the columns of a table that do not have the plain form.

use crate::language::{Language, Wording};
use crate::spec::param::Param;

/// A column that is read otherwise than by its wire name, or not at all. Positions are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnNote {
    /// The heading is another name of a member.
    Renamed {
        /// The position of the column.
        position: usize,
        /// The heading.
        heading: String,
        /// The wire name or path of the member.
        member: String,
    },
    /// The options say that the column is skipped.
    Ignored {
        /// The position of the column.
        position: usize,
        /// The heading.
        heading: String,
    },
    /// The interface has no such member: the column is skipped.
    Unknown {
        /// The position of the column.
        position: usize,
        /// The heading; `None` if it may be a cell, and a secret.
        heading: Option<String>,
        /// The similar name of a member, if there is one.
        similar: Option<String>,
    },
    /// The column has cells, but no heading: it is skipped. Only the rows of a table show it, so that [`Columns::read`](super::Columns::read)
    /// does not return it.
    Unnamed {
        /// The position of the column.
        position: usize,
    },
}

impl ColumnNote {
    /// Returns the code of the note: `renamedColumn`, `ignoredColumn` or `unknownColumn`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Renamed { .. } => "renamedColumn",
            Self::Ignored { .. } => "ignoredColumn",
            Self::Unknown { .. } | Self::Unnamed { .. } => "unknownColumn",
        }
    }

    /// Returns the position of the column.
    #[must_use]
    pub const fn position(&self) -> usize {
        match self {
            Self::Renamed { position, .. }
            | Self::Ignored { position, .. }
            | Self::Unknown { position, .. }
            | Self::Unnamed { position } => *position,
        }
    }

    /// Returns the values of the note by name: `position`, and `heading`, `member` or `similar` if they are known.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        let position = Param::Integer(i64::try_from(self.position()).unwrap_or(i64::MAX));
        let texts = self.texts().into_iter().map(|(name, text)| (name, Param::Text(text.to_owned())));
        [("position", position)].into_iter().chain(texts).collect()
    }

    fn texts(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Renamed { heading, member, .. } => vec![("heading", heading), ("member", member)],
            Self::Ignored { heading, .. } => vec![("heading", heading)],
            Self::Unknown { heading, similar, .. } => {
                let heading = heading.iter().map(|heading| ("heading", heading.as_str()));
                heading.chain(similar.iter().map(|similar| ("similar", similar.as_str()))).collect()
            }
            Self::Unnamed { .. } => Vec::new(),
        }
    }

    /// Returns the sentence of the note, with a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let wording = match self {
            Self::Renamed { .. } => RENAMED,
            Self::Ignored { .. } => IGNORED,
            Self::Unknown { heading: Some(_), .. } => UNKNOWN,
            Self::Unknown { heading: None, .. } => UNKNOWN_POSITION,
            Self::Unnamed { .. } => UNNAMED,
        };
        let position = self.position().to_string();
        let values: Vec<_> = [("position", position.as_str())].into_iter().chain(self.texts()).collect();
        let sentence = wording.filled(&values, language);
        match self {
            Self::Unknown { similar: Some(_), .. } => sentence + &SIMILAR.filled(&values, language),
            _ => sentence,
        }
    }
}

const RENAMED: Wording = Wording {
    english: "Column {position}, “{heading}”, is read as {member}.",
    chinese: "第 {position} 列“{heading}”读作 {member}。",
};

const IGNORED: Wording = Wording {
    english: "Column {position}, “{heading}”, is skipped as requested.",
    chinese: "按要求跳过第 {position} 列“{heading}”。",
};

const UNKNOWN: Wording = Wording {
    english: "Column {position}, “{heading}”, is unknown and is skipped.",
    chinese: "第 {position} 列“{heading}”是未知列，已跳过。",
};

const UNKNOWN_POSITION: Wording = Wording {
    english: "Column {position} is unknown and is skipped.",
    chinese: "第 {position} 列是未知列，已跳过。",
};

const UNNAMED: Wording = Wording {
    english: "Column {position} has cells but no name, and is skipped.",
    chinese: "第 {position} 列有内容但没有列名，已跳过。",
};

const SIMILAR: Wording = Wording { english: " Did you mean {similar}?", chinese: "是否指 {similar}？" };
