//! What stays the same of a finding when other records change.

use std::io;

use serde_json::Value;
use twox_hash::XxHash3_128;

use super::FindingRow;
use super::source_path::uri;
use crate::terminal::json::json_text;

/// Returns 32 hexadecimal digits that identify a finding: its file, the key of its record, its place and its rule. A record
/// without a key is identified by its number. No other value of the record has a part in it. Records with one key share
/// fingerprints, so that a report shows the finding once.
///
/// # Errors
///
/// Returns an error if JSON cannot be written, which is not expected.
pub(super) fn fingerprint(finding: &FindingRow<'_>) -> io::Result<String> {
    let has_key = finding.key.values().any(|value| *value != Value::Null);
    let record = (!has_key).then_some(finding.record);
    let identity = (uri(&finding.file.path), finding.key, record, finding.location, &finding.pointer, finding.rule);
    Ok(format!("{:032x}", XxHash3_128::oneshot(json_text(&identity)?.as_bytes())))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Map;

    use super::*;
    use crate::findings::sample::{file, finding, key};

    #[test]
    fn other_records_and_other_values_do_not_change_it() {
        let (file, key) = (file("a.csv"), key("test01"));
        let before = finding(&file, &key);
        let after = FindingRow { record: 9, row: Some(10), line: None, message: "x".to_owned(), ..before.clone() };
        assert_eq!(fingerprint(&before).unwrap(), fingerprint(&after).unwrap());
        // Reports of older versions are compared with new ones.
        assert_eq!(fingerprint(&before).unwrap(), "8cc42ca16d659c891a570b6dcb582fd0");
    }

    #[test]
    fn each_finding_has_its_own() {
        let (here, there, first, second, none) =
            (file("a.csv"), file("b.csv"), key("test01"), key("test02"), Map::new());
        let base = finding(&here, &first);
        let all = [
            base.clone(),
            FindingRow { file: &there, ..base.clone() },
            FindingRow { key: &second, ..base.clone() },
            FindingRow { rule: "required", ..base.clone() },
            FindingRow { pointer: "/phone".to_owned(), ..base.clone() },
            FindingRow { location: "path", ..base.clone() },
            FindingRow { key: &none, ..base.clone() },
            FindingRow { key: &none, record: 5, ..base },
        ];
        let fingerprints: BTreeSet<_> = all.iter().map(|finding| fingerprint(finding).unwrap()).collect();
        assert_eq!(fingerprints.len(), all.len());
    }
}
