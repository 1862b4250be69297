//! The path of a file as reports for other tools name it: relative to the repository, with `/` between its parts.

use std::ffi::OsStr;
use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::terminal::text::shown;

/// Everything except the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the path as a URI reference, percent-encoded: a relative one, or one of the scheme `file` for a path outside the
/// working directory.
pub(super) fn uri(path: &Path) -> String {
    let joined = joined(path, |part| percent_encode(part.as_encoded_bytes(), RESERVED).to_string());
    if path.is_absolute() { format!("file:///{}", joined.trim_start_matches('/')) } else { joined }
}

/// Returns the path as a person reads it, with control and invisible characters escaped.
pub(super) fn shown_with_slashes(path: &Path) -> String {
    joined(path, shown)
}

fn joined(path: &Path, written: impl Fn(&OsStr) -> String) -> String {
    let parts = path.components().filter_map(|component| match component {
        Component::RootDir => cfg!(unix).then(String::new),
        Component::CurDir => None,
        Component::Prefix(_) | Component::ParentDir | Component::Normal(_) => Some(written(component.as_os_str())),
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_is_percent_encoded() {
        assert_eq!(uri(Path::new("./data/新 #1%.csv")), "data/%E6%96%B0%20%231%25.csv");
        assert_eq!(uri(Path::new("../c:d?.csv")), "../c%3Ad%3F.csv");
        assert_eq!(uri(Path::new("-")), "-");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf_8_have_a_uri_and_can_be_shown() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(OsStr::from_bytes(b"/tmp/a\xff\x1b.csv"));
        assert_eq!(uri(path), "file:///tmp/a%FF%1B.csv");
        assert_eq!(shown_with_slashes(path), r"/tmp/a\xff\u{1b}.csv");
    }
}
