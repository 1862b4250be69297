//! The names of files, safe to show.

use std::fmt::Write;
use std::path::Path;

use aicc_core::escape_controls;

/// Returns the name of a file, safe to show: each byte that is not UTF-8 as `\xff`, and each control or invisible character as
/// `\u{1b}`.
pub(crate) fn shown(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(&escape_controls(chunk.valid()));
        for byte in chunk.invalid() {
            // Writing to a string does not fail.
            write!(name, "\\x{byte:02x}").unwrap_or_default();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_invisible_characters_are_escaped() {
        assert_eq!(shown(Path::new("a\u{1b}]0;b\u{7}\u{202e}.csv")), r"a\u{1b}]0;b\u{7}\u{202e}.csv");
        assert_eq!(shown(Path::new("坐席.csv")), "坐席.csv");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf_8_are_hexadecimal() {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"a\xff\xc3\xa9\xe4\xbd.csv");
        assert_eq!(shown(Path::new(name)), "a\\xffé\\xe4\\xbd.csv");
    }
}
