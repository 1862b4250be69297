//! Whose record it is, as a number, so that many records can be compared (reading R20).

use crate::report::finding::Finding;
use crate::report::place::{Location, Place};
use crate::spec::Interface;
use crate::spec::rule::Rule;

/// The hash of the value that only one of many records should have: a record with the same identity is a duplicate. See
/// [`Check::identified_by`](crate::Check::identified_by).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordIdentity {
    hash: u64,
    /// Whether the value is under the wrapper of the body (reading R1).
    is_wrapped: bool,
}

impl RecordIdentity {
    pub(crate) const fn new(hash: u64, is_wrapped: bool) -> Self {
        Self { hash, is_wrapped }
    }

    /// Returns the hash of the value.
    #[must_use]
    pub const fn hash(self) -> u64 {
        self.hash
    }

    /// Returns the advice that an earlier record has the same identity. `record` is the number of the earlier record. `None` if
    /// the interface has no [unique](Interface::unique) member.
    #[must_use]
    pub fn duplicate_of(self, record: u64, interface: &'static Interface) -> Option<Finding> {
        let place = Place::of_unique_member(interface, self.is_wrapped)?;
        Some(Finding::new(interface, Location::Body, place, Rule::DuplicateRecord { record }))
    }
}
