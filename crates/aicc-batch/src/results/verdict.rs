//! The verdict on one record.

use aicc_core::{Interface, Report, check};

use super::finding::BatchFinding;
use crate::malformed::Malformed;
use crate::settings::Settings;

/// The verdict on one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The record is a message, with this report on it.
    Report(Report),
    /// The record cannot be read as a message.
    Malformed(Malformed),
}

impl Verdict {
    /// Returns the verdict on a record that is JSON text.
    #[must_use]
    pub fn of_json(json: &[u8], settings: &Settings<'_>) -> Self {
        Self::Report(check(settings.interface, json, settings.profile))
    }

    /// Returns the verdict on a row that is larger than the maximum size of the profile.
    pub(crate) const fn too_large(settings: &Settings<'_>) -> Self {
        Self::Malformed(Malformed::Size { maximum: settings.profile.maximum_size })
    }

    pub(crate) fn has_no_findings(&self) -> bool {
        matches!(self, Self::Report(report) if report.is_empty())
    }

    /// Whether the values of the record belong to its members: those of a malformed row may belong to others.
    pub(crate) const fn has_members(&self) -> bool {
        matches!(self, Self::Report(_) | Self::Malformed(Malformed::Encoding { .. }))
    }

    pub(crate) fn is_valid(&self) -> bool {
        matches!(self, Self::Report(report) if report.is_valid())
    }

    /// Returns the findings in the documented order: violations, then advice.
    pub(crate) fn findings(&self, interface: &'static Interface) -> impl Iterator<Item = BatchFinding<'_>> {
        let (report, malformed) = match self {
            Self::Report(report) => (Some(report), None),
            Self::Malformed(malformed) => (None, Some(BatchFinding::Malformed(interface, *malformed))),
        };
        let findings = report.into_iter().flat_map(|report| report.violations().iter().chain(report.advice()));
        findings.map(BatchFinding::Rule).chain(malformed)
    }
}
