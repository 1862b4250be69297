//! Counts the findings at documented places without writing the pointer of each finding.

use std::collections::BTreeMap;

use aicc_core::{Code, Finding, Location};

use super::counts::Counts;

/// The numbers of findings by rule and place. A documented place is found by its number; its pointer is written once.
#[derive(Debug, Default)]
pub(crate) struct KnownPlaceCounts(BTreeMap<(Code, Location, u64), (String, u64)>);

impl KnownPlaceCounts {
    /// Counts a finding if its place is documented, and returns whether it did.
    pub(crate) fn add(&mut self, finding: &Finding) -> bool {
        let Some(number) = finding.pattern_number() else { return false };
        let key = (finding.code(), finding.location(), number);
        let (_, count) = self.0.entry(key).or_insert_with(|| (finding.pattern(), 0));
        *count = count.saturating_add(1);
        true
    }

    /// Moves the numbers to `counts`.
    pub(crate) fn add_to(self, counts: &mut Counts) {
        for ((code, location, _), (pattern, more)) in self.0 {
            counts.add_findings(code.as_str(), (location, pattern), more);
        }
    }
}
