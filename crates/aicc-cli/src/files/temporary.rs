//! The temporary files of this process, which a signal removes.

use std::fs::{File, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, TempPath};

/// All temporary files that exist. While a thread holds the lock, no other thread adds or commits one.
static FILES: Mutex<Vec<TempPath>> = Mutex::new(Vec::new());

fn files() -> MutexGuard<'static, Vec<TempPath>> {
    FILES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns how temporary files are named: `.aicc-Xk2b9Q.tmp`.
pub(super) fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".aicc-").suffix(".tmp");
    builder
}

/// Creates a temporary file in a folder, for the owner alone unless other permissions are given, from which the system takes those
/// of the process's mask.
///
/// # Errors
///
/// Returns an error if the folder is not writable.
pub(super) fn create(folder: &Path, permissions: Option<Permissions>) -> io::Result<(File, PathBuf)> {
    let mut builder = builder();
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    // A signal that comes here waits for the lock and removes this file too.
    let mut files = files();
    let (file, path) = builder.tempfile_in(folder)?.into_parts();
    let name = path.to_path_buf();
    files.push(path);
    Ok((file, name))
}

/// Renames temporary files to their targets. A signal waits until all are renamed.
///
/// # Errors
///
/// Returns the number of the first file that cannot be renamed, and why. The files before it are renamed.
pub(super) fn rename_all(renames: &[(&Path, &Path)]) -> Result<(), (usize, io::Error)> {
    let mut files = files();
    for (number, (temporary, target)) in renames.iter().enumerate() {
        let Some(index) = files.iter().position(|file| **file == **temporary) else { continue };
        files.swap_remove(index).persist(target).map_err(|error| (number, error.error))?;
    }
    Ok(())
}

/// Removes a temporary file, if it is still there.
pub(super) fn remove(path: &Path) {
    files().retain(|file| **file != *path);
}

/// Removes all temporary files for good: a thread that adds one later waits until the process ends.
pub(crate) fn remove_all_and_wait() {
    let mut files = files();
    files.clear();
    std::mem::forget(files);
}
