//! The findings of one record of many, and where it stands.

use aicc_core::{Finding, Interface, Language, Location, Param, Report, Severity};

use crate::counts::count;
use crate::tally::Spot;
use crate::unreadable::Unreadable;

/// What is to be said about one record, in the documented order: violations, then advice.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordFindings {
    /// The number of the record, counted from 1.
    pub record: u64,
    /// The line of the input on which it begins, counted from 1; `None` where the input has no lines.
    pub line: Option<u64>,
    /// The byte of the (uncompressed) input at which it begins, counted from 0; `None` where the input is no text.
    pub offset: Option<u64>,
    answer: Answer,
    kept: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Report { report: Report, advice: bool },
    Unreadable(&'static Interface, Unreadable),
}

impl Answer {
    pub(crate) fn is_valid(&self) -> bool {
        matches!(self, Self::Report { report, .. } if report.is_valid())
    }

    pub(crate) fn findings(&self) -> impl Iterator<Item = BatchFinding<'_>> {
        let (report, unreadable) = match self {
            Self::Report { report, advice } => (Some((report, *advice)), None),
            Self::Unreadable(interface, unreadable) => (None, Some((*interface, *unreadable))),
        };
        let violations = report.into_iter().flat_map(|(report, _)| report.violations());
        let advice = report.into_iter().filter(|(_, advice)| *advice).flat_map(|(report, _)| report.advice());
        violations.chain(advice).map(BatchFinding::Rule).chain(unreadable.map(BatchFinding::unreadable))
    }
}

impl RecordFindings {
    pub(crate) const fn new(record: u64, spot: Spot, answer: Answer, kept: usize) -> Self {
        Self { record, line: spot.line, offset: spot.offset, answer, kept }
    }

    /// Numbers that were counted from the start of a chunk, from the start of the input.
    pub(crate) const fn shift(&mut self, records: u64, lines: u64) {
        count(&mut self.record, records);
        if let Some(line) = &mut self.line {
            count(line, lines);
        }
    }

    /// Keeps at most `room` of its findings. Answers how many it keeps.
    pub(crate) fn keep_at_most(&mut self, room: usize) -> usize {
        self.kept = self.kept.min(room);
        self.kept
    }

    /// How many findings are kept of this record: all of them, except at the limit of a [`Batch`](crate::Batch).
    #[must_use]
    pub const fn kept(&self) -> usize {
        self.kept
    }

    /// The findings that are kept of this record.
    pub fn findings(&self) -> impl Iterator<Item = BatchFinding<'_>> {
        self.answer.findings().take(self.kept)
    }
}

/// One finding in a record of many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BatchFinding<'a> {
    /// A rule of the interface is broken, or a piece of advice.
    Rule(&'a Finding),
    /// The record is no message of the interface.
    Unreadable(&'static Interface, Unreadable),
}

impl BatchFinding<'_> {
    const fn unreadable((interface, unreadable): (&'static Interface, Unreadable)) -> Self {
        Self::Unreadable(interface, unreadable)
    }

    /// The part of the message; the body for what is no message.
    #[must_use]
    pub const fn location(&self) -> Location {
        match self {
            Self::Rule(finding) => finding.location(),
            Self::Unreadable(..) => Location::Body,
        }
    }

    /// The RFC 6901 JSON Pointer in that part.
    #[must_use]
    pub fn pointer(&self) -> String {
        match self {
            Self::Rule(finding) => finding.pointer(),
            Self::Unreadable(..) => String::new(),
        }
    }

    /// The pointer with `*` for the index of each array element.
    #[must_use]
    pub fn pattern(&self) -> String {
        match self {
            Self::Rule(finding) => finding.pattern(),
            Self::Unreadable(..) => String::new(),
        }
    }

    /// The name of the rule.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Rule(finding) => finding.code().as_str(),
            Self::Unreadable(_, unreadable) => unreadable.rule(),
        }
    }

    /// Whether it makes the record invalid.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Rule(finding) => finding.code().severity(),
            Self::Unreadable(..) => Severity::Violation,
        }
    }

    /// The documented bound and what was found, by name.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        match self {
            Self::Rule(finding) => finding.params(),
            Self::Unreadable(_, unreadable) => unreadable.params(),
        }
    }

    /// The interface and the row of its document; the interface alone where no row documents the place.
    #[must_use]
    pub fn reference(&self) -> String {
        match self {
            Self::Rule(finding) => finding.reference(),
            Self::Unreadable(interface, _) => interface.name.to_owned(),
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Rule(finding) => finding.message(language),
            Self::Unreadable(_, unreadable) => unreadable.message(language),
        }
    }
}
