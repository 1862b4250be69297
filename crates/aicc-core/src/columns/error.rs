//! The errors for headings.

use std::fmt;

use crate::columns::similar;
use crate::language::{Language, Wording};
use crate::spec::Interface;

/// The error for a heading: one of its names is not the name of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnError {
    /// The interface has no such member.
    Unknown {
        /// The position of the name, counted from 1.
        position: usize,
        /// The name, if it is certainly a name: it is close to the name of a member, or most other headings are names. Any other
        /// text may be the first cell of a table without a heading, and a secret.
        column: Option<String>,
        /// The similar name of a member, if there is one.
        similar: Option<String>,
        /// The name of the interface.
        interface: &'static str,
    },
    /// The name occurs twice.
    Twice {
        /// The name.
        column: String,
    },
    /// Two different headings name the same member, or a list and an element of it.
    SameMember {
        /// The two headings, in their order.
        headings: [String; 2],
        /// The wire name or path of the member that the second one names.
        member: String,
    },
    /// An option gives a heading the name of a member that the interface does not have.
    UnknownMember {
        /// The heading.
        heading: String,
        /// The name.
        member: String,
        /// The similar name of a member, if there is one.
        similar: Option<String>,
        /// The name of the interface.
        interface: &'static str,
    },
    /// No heading names a member of the interface.
    NoneKnown {
        /// The name of the interface.
        interface: &'static str,
    },
}

impl ColumnError {
    /// Returns the name that is not a column; `None` if it may be a cell.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Unknown { column, .. } => column.as_deref(),
            Self::Twice { column } => Some(column),
            Self::SameMember { headings: [_, second], .. } => Some(second),
            Self::UnknownMember { member, .. } => Some(member),
            Self::NoneKnown { .. } => None,
        }
    }

    /// Returns the similar name of a member, if there is one.
    #[must_use]
    pub fn similar(&self) -> Option<&str> {
        match self {
            Self::Unknown { similar, .. } | Self::UnknownMember { similar, .. } => similar.as_deref(),
            Self::Twice { .. } | Self::SameMember { .. } | Self::NoneKnown { .. } => None,
        }
    }

    /// Returns the error for a name at an index that is not the name of a column.
    #[must_use]
    pub fn unknown(interface: &'static Interface, index: usize, name: &str) -> Self {
        let similar = similar::similar(interface, name);
        let column = similar.as_ref().filter(|similar| similar.shows_name).map(|_| name.to_owned());
        let similar = similar.map(|similar| similar.name);
        Self::Unknown { position: index.saturating_add(1), column, similar, interface: interface.name }
    }

    /// Returns the error for the name of a member in an option.
    pub(super) fn unknown_member(interface: &'static Interface, heading: &str, member: &str) -> Self {
        let similar = similar::similar(interface, member).map(|similar| similar.name);
        Self::UnknownMember {
            heading: heading.to_owned(),
            member: member.to_owned(),
            similar,
            interface: interface.name,
        }
    }

    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unknown { column: Some(column), interface, .. } => {
                UNKNOWN_NAME.filled(&[("column", column.as_str()), ("interface", interface)], language)
            }
            Self::Unknown { position, interface, .. } => UNKNOWN_POSITION
                .filled(&[("position", position.to_string().as_str()), ("interface", interface)], language),
            Self::Twice { column } => TWICE.filled(&[("column", column)], language),
            Self::SameMember { headings: [first, second], member } => {
                SAME_MEMBER.filled(&[("first", first), ("second", second), ("member", member)], language)
            }
            Self::UnknownMember { heading, member, interface, .. } => UNKNOWN_MEMBER
                .filled(&[("heading", heading.as_str()), ("member", member), ("interface", interface)], language),
            Self::NoneKnown { interface } => NONE_KNOWN.filled(&[("interface", interface)], language),
        }
    }
}

const UNKNOWN_NAME: Wording = Wording {
    english: "“{column}” is not a column of {interface}",
    chinese: "“{column}”不是 {interface} 的列",
};

const UNKNOWN_POSITION: Wording = Wording {
    english: "the name of column {position} is not a column of {interface}",
    chinese: "第 {position} 列的名称不是 {interface} 的列",
};

const TWICE: Wording =
    Wording { english: "the column “{column}” occurs twice", chinese: "列“{column}”出现了两次" };

const SAME_MEMBER: Wording = Wording {
    english: "the columns “{first}” and “{second}” are both read as {member}: ignore one of them",
    chinese: "列“{first}”和“{second}”都读作 {member}，请忽略其中一列",
};

const UNKNOWN_MEMBER: Wording = Wording {
    english: "the column “{heading}” cannot be read as “{member}”, which is not a column of {interface}",
    chinese: "列“{heading}”不能读作“{member}”：它不是 {interface} 的列",
};

const NONE_KNOWN: Wording = Wording {
    english: "no heading of the table names a column of {interface}",
    chinese: "表格的标题中没有 {interface} 的列",
};

/// The sentence in English.
impl fmt::Display for ColumnError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for ColumnError {}
