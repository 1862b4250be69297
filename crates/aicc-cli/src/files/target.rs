//! Where an output goes, or an input comes from.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::identity::{self, FileType, Identity};

/// The file that a path leads to through all links.
#[derive(Debug)]
pub(super) enum Target {
    /// A file that exists.
    Existing {
        /// The path without links. The files of open descriptors keep theirs, such as `/dev/stdout`.
        path: PathBuf,
        identity: Identity,
        file_type: FileType,
        /// Whether the path names an open descriptor of a process. Such a file is not replaced.
        is_descriptor: bool,
    },
    /// A file that does not exist yet.
    New {
        /// The folder, without links.
        folder: PathBuf,
        name: OsString,
    },
}

/// The most links that Linux follows in one path.
const MOST_LINKS: usize = 40;

impl Target {
    /// Returns the target of a path.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder of the file does not exist, or if the links lead nowhere.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            let folder = folder_of(&path);
            let is_descriptor = is_folder_of_descriptors(&folder);
            match fs::read_link(&path) {
                Ok(link) if !is_descriptor => path = folder.join(link),
                _ => return Self::without_link(path, &folder, is_descriptor),
            }
        }
        path.metadata().and(Err(io::ErrorKind::NotFound.into()))
    }

    fn without_link(path: PathBuf, folder: &Path, is_descriptor: bool) -> io::Result<Self> {
        match identity::of_path(&path) {
            Ok((identity, file_type)) => Ok(Self::Existing { path, identity, file_type, is_descriptor }),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Err(error) => {
                let name = path.file_name().ok_or(error)?;
                Ok(Self::New { folder: folder.canonicalize()?, name: name.to_owned() })
            }
        }
    }

    /// Returns the target of a stream of this process; `None` if it is closed.
    pub(super) fn of_stream(found: Option<(Identity, FileType)>) -> Option<Self> {
        let (identity, file_type) = found?;
        Some(Self::Existing { path: PathBuf::new(), identity, file_type, is_descriptor: true })
    }

    /// Returns whether two paths lead to one file.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Existing { identity, .. }, Self::Existing { identity: other, .. }) => identity == other,
            (Self::New { folder, name }, Self::New { folder: other_folder, name: other }) => {
                folder == other_folder && (name == other || are_one_name(folder, name, other))
            }
            _ => false,
        }
    }

    /// Returns how the target is written. A new file is regular.
    pub(super) const fn file_type(&self) -> FileType {
        match self {
            Self::Existing { file_type, .. } => *file_type,
            Self::New { .. } => FileType::Data,
        }
    }
}

/// Returns the folder of a file; `.` for a bare name.
fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Returns whether the files of a folder are the open descriptors of a process: `/proc/self/fd`, `/dev/fd`.
fn is_folder_of_descriptors(folder: &Path) -> bool {
    folder.canonicalize().is_ok_and(|folder| {
        folder == Path::new("/dev/fd") || (folder.starts_with("/proc") && folder.file_name() == Some(OsStr::new("fd")))
    })
}

/// Returns whether the file system takes two names of new files for one name, as for `A` and `a` on many. Where this is possible,
/// it is tried in a temporary folder, which follows the rules of its own folder.
fn are_one_name(folder: &Path, name: &OsStr, other: &OsStr) -> bool {
    let (Some(text), Some(other_text)) = (name.to_str(), other.to_str()) else { return false };
    let is_possible = text.to_lowercase() == other_text.to_lowercase() || !text.is_ascii() || !other_text.is_ascii();
    is_possible && try_names(folder, name, other).unwrap_or(false)
}

fn try_names(folder: &Path, name: &OsStr, other: &OsStr) -> io::Result<bool> {
    let trial = super::temporary::builder().tempdir_in(folder)?;
    fs::write(trial.path().join(name), [])?;
    trial.path().join(other).try_exists()
}
