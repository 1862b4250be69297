//! Small files that are read as a whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of a file that an option names.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Returns the content of a file that an option names.
///
/// # Errors
///
/// Returns an error if the file cannot be read, or is larger than 16 MiB. A device that never ends is larger.
pub(crate) fn read_small(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let mut file = File::open(path)?.take(MOST_BYTES);
    file.read_to_end(&mut content)?;
    if file.limit() == 0 {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_an_error() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(MOST_BYTES - 1).unwrap();
        assert_eq!(read_small(file.path()).unwrap().len(), 16_777_215);
        file.as_file().set_len(MOST_BYTES).unwrap();
        assert_eq!(read_small(file.path()).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
