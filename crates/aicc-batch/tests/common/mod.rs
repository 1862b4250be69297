//! Helpers for the tests of all sources.

#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

pub(crate) mod binary_workbook;
pub(crate) mod workbook;

use std::io::{self, Read};
use std::num::NonZeroUsize;

use aicc_batch::{BatchFinding, BatchReport, RecordFindings, Settings, Source};
use aicc_core::spec::Interface;
use aicc_core::{Profile, interfaces};

pub(crate) const INTERFACE: &Interface = &interfaces::AGENT_INFO_QUERY;
pub(crate) const VALID: &str = r#"{"accountCode":"li.na"}"#;
pub(crate) const INVALID: &str = r#"{"accountCode":""}"#;

/// Returns settings with this number of threads and this size of chunks.
pub(crate) fn settings<'p>(profile: &'p Profile, threads: usize, chunk_size: usize) -> Settings<'p> {
    let number = |number| NonZeroUsize::new(number).unwrap();
    Settings { threads: number(threads), chunk_size: number(chunk_size), ..Settings::new(INTERFACE, profile) }
}

/// Returns the report on an input, and asserts that it is the same for every size of chunks and reads and number of threads.
pub(crate) fn report<'i, S: Source>(input: &'i [u8], profile: &Profile, source: impl Fn(Drip<'i>) -> S) -> BatchReport {
    report_of(INTERFACE, input, profile, source)
}

/// Returns the same for any interface.
pub(crate) fn report_of<'i, S: Source>(
    interface: &'static Interface,
    input: &'i [u8],
    profile: &Profile,
    source: impl Fn(Drip<'i>) -> S,
) -> BatchReport {
    let settings = |threads, chunk_size| Settings { interface, ..settings(profile, threads, chunk_size) };
    let whole = settings(1, 1 << 20).check(source(Drip(input, usize::MAX))).unwrap();
    for threads in 1..=4 {
        for chunk_size in (1..=input.len() + 1).step_by(input.len() / 64 + 1) {
            for read in [1, 7, usize::MAX] {
                let report = settings(threads, chunk_size).check(source(Drip(input, read))).unwrap();
                assert_eq!(report, whole, "{threads} threads, chunks of {chunk_size}, reads of {read}");
            }
        }
    }
    whole
}

/// A reader that returns at most this number of bytes at a time.
pub(crate) struct Drip<'i>(pub(crate) &'i [u8], pub(crate) usize);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.1);
        self.0.read(&mut buffer[..most])
    }
}

/// Returns record, line, offset and rules of each record with findings.
pub(crate) fn found(report: &BatchReport) -> Vec<(u64, u64, u64, Vec<String>)> {
    let records = report.records.iter().map(|record| {
        let rules = record.findings().map(|finding| {
            let params = finding.params();
            let reason = params.iter().find(|(name, _)| *name == "reason").map(|(_, reason)| format!(" {reason}"));
            format!("{}{}", finding.rule(), reason.unwrap_or_default())
        });
        (record.record, record.position.line.unwrap(), record.position.offset.unwrap(), rules.collect())
    });
    records.collect()
}

/// Returns the records of a report with what is found in each record alone, without advice on duplicates.
pub(crate) fn found_alone(report: &BatchReport) -> impl Iterator<Item = (&RecordFindings, Vec<BatchFinding<'_>>)> {
    fn findings(record: &RecordFindings) -> Vec<BatchFinding<'_>> {
        record.findings().filter(|finding| finding.rule() != "duplicateRecord").collect()
    }
    report.records.iter().map(|record| (record, findings(record))).filter(|(_, found)| !found.is_empty())
}

/// Returns a row as `found` does.
pub(crate) fn row(record: u64, line: u64, offset: u64, rules: &[&str]) -> (u64, u64, u64, Vec<String>) {
    (record, line, offset, rules.iter().map(|rule| (*rule).to_owned()).collect())
}
