//! One finding in one of many records.

use std::borrow::Cow;

use aicc_core::{Finding, Interface, Language, Location, Param, Reason, Rule, Severity};

use super::region::offset_of;
use crate::malformed::Malformed;

/// One finding in one of many records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BatchFinding<'a> {
    /// A violation of a rule of the interface, or advice.
    Rule(&'a Finding),
    /// The record cannot be read as a message of the interface.
    Malformed(&'static Interface, Malformed),
}

impl BatchFinding<'_> {
    /// Returns the part of the message; the body for a malformed record.
    #[must_use]
    pub const fn location(&self) -> Location {
        match self {
            Self::Rule(finding) => finding.location(),
            Self::Malformed(..) => Location::Body,
        }
    }

    /// Returns the RFC 6901 JSON Pointer in that part; empty for a malformed record.
    #[must_use]
    pub fn pointer(&self) -> String {
        match self {
            Self::Rule(finding) => finding.pointer(),
            Self::Malformed(..) => String::new(),
        }
    }

    /// Returns the pointer with `*` for the index of each array element.
    #[must_use]
    pub fn pattern(&self) -> String {
        match self {
            Self::Rule(finding) => finding.pattern(),
            Self::Malformed(..) => String::new(),
        }
    }

    /// Returns the name of the rule.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Rule(finding) => finding.code().as_str(),
            Self::Malformed(_, malformed) => malformed.rule(),
        }
    }

    /// Returns the address of the page of the documentation about the rule.
    #[must_use]
    pub fn url(&self) -> Cow<'static, str> {
        match self {
            Self::Rule(finding) => finding.url().into(),
            Self::Malformed(_, malformed) => malformed.url().into(),
        }
    }

    /// Returns whether the finding makes the record invalid.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Rule(finding) => finding.code().severity(),
            Self::Malformed(..) => Severity::Violation,
        }
    }

    /// Returns the byte of the text of the record where reading stopped; `None` if the finding is not about one byte.
    pub(crate) fn stop(&self, text: &[u8]) -> Option<usize> {
        match self {
            Self::Rule(finding) => match finding.rule() {
                // The offset of a record that is too large is the limit.
                Rule::Syntax { reason: Reason::Size, .. } => Some(0),
                Rule::Syntax { offset, .. } => *offset,
                _ => None,
            },
            Self::Malformed(_, Malformed::Encoding { offset }) => *offset,
            Self::Malformed(_, Malformed::Decoding { character, .. }) => Some(offset_of(text, *character)),
            Self::Malformed(_, Malformed::Size { .. }) => Some(0),
            Self::Malformed(..) => None,
        }
    }

    /// Returns the documented bound and the actual value, by name.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        match self {
            Self::Rule(finding) => finding.params(),
            Self::Malformed(_, malformed) => malformed.params(),
        }
    }

    /// Returns the interface and the row of the vendor's page; the interface alone if no row documents the place.
    #[must_use]
    pub fn reference(&self) -> String {
        match self {
            Self::Rule(finding) => finding.reference(),
            Self::Malformed(interface, _) => interface.name.to_owned(),
        }
    }

    /// Returns the sentence that describes the finding.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Rule(finding) => finding.message(language),
            Self::Malformed(_, malformed) => malformed.message(language),
        }
    }
}
