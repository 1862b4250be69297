//! The report on many records.

use super::counts::Counts;
use super::record::RecordFindings;

/// The report on all records of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchReport {
    /// The numbers of records and findings. The limit on kept findings does not change them.
    pub counts: Counts,
    /// The records with findings, in input order, up to the [`limit`](crate::Settings::limit).
    pub records: Vec<RecordFindings>,
}
