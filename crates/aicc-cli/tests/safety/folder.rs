//! Folders with files for the tests.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder that is removed at the end of the test.
pub(crate) struct Folder(TempDir);

/// What a target has before a run.
pub(crate) const YESTERDAY: &str = "yesterday\n";

/// A record that is valid, and a record that is not.
pub(crate) const RECORDS: &str = "{\"accountCode\": \"valid\"}\n{\"accountCode\": \"\"}\n";

impl Folder {
    /// Returns a new folder with `records.jsonl`.
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        // Other users, as whom some tests run, can read it.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        folder.write("records.jsonl", RECORDS);
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self, name: impl AsRef<Path>) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        fs::write(self.file(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: impl AsRef<Path>) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }

    /// Returns the names of all files in their order.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Returns the names of the temporary files that the command left.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        self.names().into_iter().filter(|name| name.starts_with(".aicc-") && name.ends_with(".tmp")).collect()
    }
}
