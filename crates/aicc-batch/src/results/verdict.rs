//! The verdict on one record.

use aicc_core::{Check, Finding, Interface, RecordIdentity, Report};

use super::finding::BatchFinding;
use crate::malformed::Malformed;
use crate::settings::Settings;

/// The verdict on one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The record is a message, with this report on it.
    Report {
        /// The report.
        report: Report,
        /// Whose record it is, if it is to be compared with others.
        identity: Option<RecordIdentity>,
    },
    /// The record cannot be read as a message.
    Malformed(Malformed),
}

impl Verdict {
    /// Returns the verdict on a record that is JSON text.
    #[must_use]
    pub fn of_json(json: &[u8], settings: &Settings<'_>) -> Self {
        let mut check = settings.start_check();
        check.body_bytes(json);
        Self::of(check)
    }

    /// Returns the verdict on a record that was checked.
    #[must_use]
    #[inline(always)]
    pub fn of(check: Check<'_>) -> Self {
        let identity = check.identity();
        Self::Report { report: check.report(), identity }
    }

    /// Returns the verdict on a record about which there is only this advice.
    pub(crate) fn of_advice(advice: Finding) -> Self {
        let mut report = Report::default();
        report.add_advice(advice);
        Self::Report { report, identity: None }
    }

    /// Returns whose record it is, if it is to be compared with others.
    pub(crate) const fn identity(&self) -> Option<RecordIdentity> {
        match self {
            Self::Report { identity, .. } => *identity,
            Self::Malformed(_) => None,
        }
    }

    /// Adds advice to the report of a record that could be read.
    pub(crate) fn add_advice(&mut self, advice: Finding) {
        if let Self::Report { report, .. } = self {
            report.add_advice(advice);
        }
    }

    /// Returns the verdict on a row that is larger than the maximum size of the profile.
    pub(crate) const fn too_large(settings: &Settings<'_>) -> Self {
        Self::Malformed(Malformed::Size { maximum: settings.profile.maximum_size })
    }

    pub(crate) fn has_no_findings(&self) -> bool {
        matches!(self, Self::Report { report, .. } if report.is_empty())
    }

    /// Whether the values of the record belong to its members: those of a malformed row may belong to others.
    pub(crate) const fn has_members(&self) -> bool {
        matches!(self, Self::Report { .. } | Self::Malformed(Malformed::Encoding { .. } | Malformed::Decoding { .. }))
    }

    /// Returns whether the record breaks no rule.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        matches!(self, Self::Report { report, .. } if report.is_valid())
    }

    /// Returns the findings in the documented order: violations, then advice.
    pub(crate) fn findings(&self, interface: &'static Interface) -> impl Iterator<Item = BatchFinding<'_>> {
        let (report, malformed) = match self {
            Self::Report { report, .. } => (Some(report), None),
            Self::Malformed(malformed) => (None, Some(BatchFinding::Malformed(interface, *malformed))),
        };
        let findings = report.into_iter().flat_map(|report| report.violations().iter().chain(report.advice()));
        findings.map(BatchFinding::Rule).chain(malformed)
    }
}
