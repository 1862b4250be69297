//! How much was found, by rule and by place.

use std::collections::BTreeMap;

use aicc_core::Location;

use crate::finding::BatchFinding;

/// The names of places take at most so many bytes together: a hostile input could name a new unknown member in every
/// record.
const MOST_PLACES: usize = 1 << 20;

/// A part of a message, and a JSON Pointer in it with `*` for the index of each array element.
pub type Place = (Location, String);

/// How many records and findings there are. No limit on kept findings changes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The records.
    pub records: u64,
    /// The records that break no rule.
    pub valid: u64,
    /// The records that break a rule or are no message.
    pub invalid: u64,
    /// The findings.
    pub findings: u64,
    /// The findings by the name of their rule.
    pub by_rule: BTreeMap<&'static str, u64>,
    /// The findings by their place.
    pub by_place: BTreeMap<Place, u64>,
    /// The findings whose place is not among those of `by_place`, which hold at most 1 MiB of names.
    pub elsewhere: u64,
    names: usize,
}

impl Counts {
    pub(crate) fn add_record(&mut self, is_valid: bool) {
        count(&mut self.records, 1);
        if is_valid {
            count(&mut self.valid, 1);
        } else {
            count(&mut self.invalid, 1);
        }
    }

    pub(crate) fn add_finding(&mut self, finding: &BatchFinding<'_>) {
        self.add_findings(finding.rule(), (finding.location(), finding.pattern()), 1);
    }

    /// Adds so many findings of a rule at a place.
    pub(crate) fn add_findings(&mut self, rule: &'static str, place: Place, more: u64) {
        count(&mut self.findings, more);
        count(self.by_rule.entry(rule).or_default(), more);
        self.add_place(place, more);
    }

    fn add_place(&mut self, place: Place, more: u64) {
        if let Some(known) = self.by_place.get_mut(&place) {
            count(known, more);
            return;
        }
        let names = self.names.saturating_add(place.1.len());
        if names <= MOST_PLACES {
            self.names = names;
            self.by_place.insert(place, more);
        } else {
            count(&mut self.elsewhere, more);
        }
    }

    /// Adds those of the records that follow.
    pub(crate) fn add(&mut self, other: Self) {
        count(&mut self.records, other.records);
        count(&mut self.valid, other.valid);
        count(&mut self.invalid, other.invalid);
        count(&mut self.findings, other.findings);
        count(&mut self.elsewhere, other.elsewhere);
        for (rule, more) in other.by_rule {
            count(self.by_rule.entry(rule).or_default(), more);
        }
        for (place, more) in other.by_place {
            self.add_place(place, more);
        }
    }
}

/// Counts so many more.
pub(crate) const fn count(counter: &mut u64, more: u64) {
    *counter = counter.saturating_add(more);
}
