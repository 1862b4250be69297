//! The report on one message.

pub(crate) mod finding;
pub(crate) mod identity;
pub(crate) mod place;

use std::cmp::Ordering;
use std::fmt;

use serde::Serialize;

use crate::report::finding::Finding;
use crate::spec::rule::Severity;

/// The violations of a message and the advice on it. Both are ordered by location (path, header, body), then by the rows of the
/// page (elements by index), then by the rule codes.
///
/// ```
/// use aicc_core::{Profile, check, interfaces};
/// let report = check(&interfaces::AGENT_INFO_QUERY, br#"{"username": "u"}"#, &Profile::default());
/// assert!(!report.is_valid());
/// assert_eq!(report.violations().len(), 1);
/// assert_eq!(report.advice()[0].pointer(), "/password");
/// ```
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
        findings.sort_by(in_documented_order);
        let advice = findings.extract_if(.., |finding| finding.code().severity() == Severity::Advice).collect();
        Self { violations: findings, advice }
    }

    /// Returns the violations and the advice.
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

    /// Adds advice that only somebody who knows more than the message can give, such as that of
    /// [`RecordIdentity::duplicate_of`](crate::RecordIdentity::duplicate_of). It gets its place in the order.
    pub fn add_advice(&mut self, advice: Finding) {
        self.advice.push(advice);
        self.advice.sort_by(in_documented_order);
    }

    /// Returns whether the message breaks no rule. Advice does not make a message invalid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.violations.is_empty()
    }

    /// Returns whether the report has neither violations nor advice.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty() && self.advice.is_empty()
    }

    /// Returns every broken rule.
    #[must_use]
    pub fn violations(&self) -> &[Finding] {
        &self.violations
    }

    /// Returns the advice: warnings about what is allowed.
    #[must_use]
    pub fn advice(&self) -> &[Finding] {
        &self.advice
    }
}

/// Compares two findings by location, then by the rows of the page, then by the codes.
fn in_documented_order(left: &Finding, right: &Finding) -> Ordering {
    left.location()
        .cmp(&right.location())
        .then_with(|| left.place().document_order(right.place()))
        .then_with(|| left.code().cmp(&right.code()))
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
