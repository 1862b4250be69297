//! The numbers of records and findings.

use std::collections::{BTreeMap, BTreeSet};

use aicc_core::{ColumnNote, Location};

use super::reading::ReadingNote;

/// The maximum size in bytes of all pointers in `by_place`. Without it, an input with a new unknown member in every record
/// would fill the memory.
const MAXIMUM_PLACES: usize = 1 << 20;

/// A part of a message, and a JSON Pointer in it with `*` for the index of each array element.
pub type FindingPlace = (Location, String);

/// The numbers of records and findings. The limit on kept findings does not change them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of records.
    pub records: u64,
    /// The number of records without violations.
    pub valid: u64,
    /// The number of records with violations, or that are malformed.
    pub invalid: u64,
    /// The number of findings.
    pub findings: u64,
    /// The number of findings for each rule.
    pub by_rule: BTreeMap<&'static str, u64>,
    /// The number of findings for each place.
    pub by_place: BTreeMap<FindingPlace, u64>,
    /// The number of findings at further places: `by_place` holds at most 1 MiB of pointers.
    pub elsewhere: u64,
    /// How the table was read, as far as it does not have the plain form; empty if the input is not a table. It is complete at the
    /// end of the run.
    pub reading: Vec<ReadingNote>,
    /// The size in bytes of all pointers in `by_place`.
    places_size: usize,
    /// The columns without a name that have cells, counted from 0.
    unnamed: BTreeSet<usize>,
}

impl Counts {
    pub(crate) fn add_record(&mut self, is_valid: bool) {
        self.records = self.records.saturating_add(1);
        self.valid = self.valid.saturating_add(u64::from(is_valid));
        self.invalid = self.invalid.saturating_add(u64::from(!is_valid));
    }

    pub(crate) fn add_finding(&mut self, rule: &'static str, place: FindingPlace) {
        self.add_findings(rule, place, 1);
    }

    /// Adds `more` findings of a rule at a place.
    pub(crate) fn add_findings(&mut self, rule: &'static str, place: FindingPlace, more: u64) {
        self.findings = self.findings.saturating_add(more);
        self.add_rule(rule, more);
        self.add_place(place, more);
    }

    fn add_rule(&mut self, rule: &'static str, more: u64) {
        let count = self.by_rule.entry(rule).or_default();
        *count = count.saturating_add(more);
    }

    fn add_place(&mut self, place: FindingPlace, more: u64) {
        if let Some(count) = self.by_place.get_mut(&place) {
            *count = count.saturating_add(more);
            return;
        }
        let size = self.places_size.saturating_add(place.1.len());
        if size <= MAXIMUM_PLACES {
            self.places_size = size;
            self.by_place.insert(place, more);
        } else {
            self.elsewhere = self.elsewhere.saturating_add(more);
        }
    }

    /// Adds some values of a column that are read in one form. `note` is called for the first of them.
    pub(crate) fn add_values(&mut self, position: usize, form: &str, more: u64, note: impl FnOnce() -> ReadingNote) {
        let known = self.reading.iter_mut().find(|note| note.values() == Some((position, form)));
        match known {
            Some(ReadingNote::Values { count, .. }) => *count = count.saturating_add(more),
            _ => self.reading.push(note()),
        }
    }

    /// Adds columns without a name that have cells.
    pub(crate) fn add_unnamed(&mut self, columns: &[usize]) {
        self.unnamed.extend(columns);
    }

    /// Puts what a source reports about its table before the values, which get the order of the columns. Of all unknown columns, only
    /// the first ones are listed.
    pub(crate) fn add_reading(&mut self, notes: Vec<ReadingNote>) {
        let unnamed = std::mem::take(&mut self.unnamed).into_iter().map(|column| column.saturating_add(1));
        let unnamed = unnamed.map(|position| ReadingNote::Column(ColumnNote::Unnamed { position }));
        self.reading.sort_by_key(ReadingNote::values);
        self.reading.splice(0..0, with_few_unknown(notes.into_iter().chain(unnamed)));
    }

    /// Adds the counts of the records that follow.
    pub(crate) fn add(&mut self, other: Self) {
        self.records = self.records.saturating_add(other.records);
        self.valid = self.valid.saturating_add(other.valid);
        self.invalid = self.invalid.saturating_add(other.invalid);
        self.findings = self.findings.saturating_add(other.findings);
        self.elsewhere = self.elsewhere.saturating_add(other.elsewhere);
        for (rule, more) in other.by_rule {
            self.add_rule(rule, more);
        }
        for (place, more) in other.by_place {
            self.add_place(place, more);
        }
        for note in other.reading {
            if let ReadingNote::Values { position, reading, count, .. } = note {
                self.add_values(position, reading.code(), count, || note);
            }
        }
        self.unnamed.extend(other.unnamed);
    }
}

/// How many unknown columns are listed.
const LISTED_UNKNOWN: usize = 20;

/// Returns notes with those on the first unknown columns, and the number of the others in their place.
fn with_few_unknown(notes: impl Iterator<Item = ReadingNote>) -> Vec<ReadingNote> {
    let (mut kept, mut unknown, mut after_last) = (Vec::new(), 0_usize, 0);
    for note in notes {
        if note.is_unknown_column() {
            unknown = unknown.saturating_add(1);
            if unknown > LISTED_UNKNOWN {
                continue;
            }
            after_last = kept.len().saturating_add(1);
        }
        kept.push(note);
    }
    if let Some(count @ 1..) = unknown.checked_sub(LISTED_UNKNOWN) {
        kept.insert(after_last, ReadingNote::OtherUnknownColumns { count });
    }
    kept
}
