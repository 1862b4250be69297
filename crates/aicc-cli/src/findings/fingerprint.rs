//! What stays the same of a finding when other records change.

use std::io;

use serde_json::Value;
use twox_hash::XxHash3_128;

use super::FindingRow;
use super::source_path::uri;
use crate::terminal::json::json_text;

/// Returns 32 hexadecimal digits that identify a finding: its file, the key of its record, its place and its rule. A record
/// without a key is identified by its number. No other value of the record has a part in it.
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
