//! Everything that is to be said about one message.

pub(crate) mod finding;
pub(crate) mod place;

use std::fmt;

use serde::Serialize;

use crate::report::finding::Finding;
use crate::spec::rule::Severity;

/// The violations of a message and the advice about it, each in the documented order: location (path, header, body),
/// then the rows of the document (array elements by index), then the rule codes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    violations: Vec<Finding>,
    advice: Vec<Finding>,
}

impl Report {
    pub(crate) fn new(mut findings: Vec<Finding>) -> Self {
        if findings.is_empty() {
            return Self::default();
        }
        findings.sort_by(|left, right| {
            left.location()
                .cmp(&right.location())
                .then_with(|| left.place().document_order(right.place()))
                .then_with(|| left.code().cmp(&right.code()))
        });
        let advice = findings.extract_if(.., |finding| finding.code().severity() == Severity::Advice).collect();
        Self { violations: findings, advice }
    }

    /// The violations and the advice.
    #[must_use]
    pub fn into_findings(self) -> (Vec<Finding>, Vec<Finding>) {
        (self.violations, self.advice)
    }

    /// Returns the report with the findings of a later part of the message.
    pub(crate) fn followed_by(mut self, violations: Vec<Finding>, advice: Vec<Finding>) -> Self {
        self.violations.extend(violations);
        self.advice.extend(advice);
        self
    }

    /// Whether no documented rule is broken. Advice never makes a message invalid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.violations.is_empty()
    }

    /// Whether there is nothing to say: neither a violation nor advice.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty() && self.advice.is_empty()
    }

    /// The documented rules that are broken: all of them.
    #[must_use]
    pub fn violations(&self) -> &[Finding] {
        &self.violations
    }

    /// What is allowed and yet warned about.
    #[must_use]
    pub fn advice(&self) -> &[Finding] {
        &self.advice
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_valid() {
            return formatter.write_str("valid");
        }
        let count = self.violations.len();
        let noun = if count == 1 { "violation" } else { "violations" };
        write!(formatter, "{count} {noun}")?;
        for violation in &self.violations {
            write!(formatter, "\n  {violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}
