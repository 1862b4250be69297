//! The forms of recordings.

use std::path::Path;

/// The form of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordForm {
    /// An [`Exchange`](crate::Exchange) as JSON on each line.
    JsonLines,
    /// An HTTP Archive 1.2, which browsers and HTTP tools read.
    Har,
}

impl RecordForm {
    /// Returns the form that the extension of a file names: `.jsonl` or `.har`; `None` for another one.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "jsonl" => Some(Self::JsonLines),
            "har" => Some(Self::Har),
            _ => None,
        }
    }
}
