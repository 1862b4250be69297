//! How much was found at documented places, counted without writing the name of a place for each finding.

use std::collections::BTreeMap;

use aicc_core::{Code, Finding, Location};

use crate::counts::{Counts, count};

/// Findings by their rule and their place, by whose number the name of the place is found.
#[derive(Debug, Default)]
pub(crate) struct Documented(BTreeMap<(Code, Location, u64), (String, u64)>);

impl Documented {
    /// Counts a finding. Answers whether its place is documented: otherwise it was not counted.
    pub(crate) fn add(&mut self, finding: &Finding) -> bool {
        let Some(number) = finding.pattern_number() else { return false };
        let key = (finding.code(), finding.location(), number);
        let (_, known) = self.0.entry(key).or_insert_with(|| (finding.pattern(), 0));
        count(known, 1);
        true
    }

    /// Adds them to others.
    pub(crate) fn add_to(self, counts: &mut Counts) {
        for ((code, location, _), (pattern, more)) in self.0 {
            counts.add_findings(code.as_str(), (location, pattern), more);
        }
    }
}
