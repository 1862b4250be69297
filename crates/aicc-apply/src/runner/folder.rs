//! The folder of a file.

use std::io;
use std::path::Path;

/// Returns the folder of a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Waits until the name of a new file is on the disk.
#[cfg(unix)]
pub(super) fn keep_name(path: &Path) -> io::Result<()> {
    std::fs::File::open(folder_of(path))?.sync_all()
}

/// Only Unix can open a folder.
#[cfg(not(unix))]
pub(super) fn keep_name(_path: &Path) -> io::Result<()> {
    Ok(())
}
