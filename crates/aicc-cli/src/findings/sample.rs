//! Findings for tests.

use std::path::Path;

use aicc_batch::{Counts, RecordUnit};
use serde_json::{Map, Value, json};

use super::{CheckedFile, FindingRow, Summary};

/// Control, invisible and formula characters, and what CSV, XML, Markdown and workflow commands treat as syntax.
pub(super) const HOSTILE: &str =
    "=1;+2\t-3\r\n::error::%0A,\"'<b>&amp;|`*_[a](b)]]>\u{0}\u{1b}[31m\u{9b}\u{202e}\u{200b}\u{fffe}\u{ffff}";

pub(super) fn file(name: &str) -> CheckedFile {
    CheckedFile::new(Path::new(name), RecordUnit::Row)
}

pub(super) fn key(account: &str) -> Map<String, Value> {
    [("userAccount".to_owned(), account.into())].into_iter().collect()
}

/// Returns a finding in the fourth record.
pub(super) fn finding<'a>(file: &'a CheckedFile, key: &'a Map<String, Value>) -> FindingRow<'a> {
    FindingRow {
        file,
        record: 4,
        row: Some(5),
        line: Some(6),
        key,
        severity: "violation",
        location: "body",
        pointer: "/email".to_owned(),
        rule: "minLength",
        params: Map::from_iter([("minimum".to_owned(), json!(6)), ("actual".to_owned(), json!(2))]),
        reference: "agentAccount/create 1.4".to_owned(),
        message: "email must have at least 6 characters; it has 2.".to_owned(),
        region: None,
        cell: None,
    }
}

/// Returns the counts of findings by rule.
pub(super) fn summary<const N: usize>(by_rule: [(&'static str, u64); N]) -> Summary {
    let mut summary = Summary::default();
    let mut counts = Counts::default();
    (counts.records, counts.valid, counts.invalid) = (9, 5, 4);
    counts.by_rule = by_rule.into();
    summary.add(&counts);
    summary
}
