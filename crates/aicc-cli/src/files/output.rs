//! The files that a command writes.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::argument::FileArgument;
use super::fault::FileFault;
use super::identity::FileType;
use super::target::Target;
use super::temporary;
use super::used::UsedFile;
use crate::terminal::text::shown_path;

/// Whether a file can contain secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Secrecy {
    /// It contains none.
    Public,
    /// It can contain passwords, so that only its owner can read and write it.
    Secret,
}

/// An option that names an output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutputArgument<'a> {
    /// The option: `--valid`.
    pub(crate) argument: &'static str,
    /// The path; `None` if the option is absent.
    pub(crate) path: Option<&'a Path>,
    /// Whether the output can contain secrets.
    pub(crate) secrecy: Secrecy,
}

/// An output: a temporary file that replaces its target when it is committed. A target that is not a regular file, such as a pipe,
/// is written at once.
///
/// Dropping an output without a commit removes the temporary file.
#[derive(Debug)]
pub(crate) struct OutputFile {
    /// The path that the option names.
    path: PathBuf,
    file: BufWriter<File>,
    replacement: Option<Replacement>,
}

/// A temporary file and what it replaces.
#[derive(Debug)]
struct Replacement {
    temporary: PathBuf,
    target: PathBuf,
    /// The permissions of the target, if it has some to keep.
    permissions: Option<Permissions>,
}

impl OutputFile {
    /// Compares all inputs and outputs of the command and standard output and standard error, then opens the outputs: `None` for
    /// an option that is absent.
    ///
    /// # Errors
    ///
    /// Returns an error, and has opened nothing, if an output is an input or another output, however they are named. Returns an
    /// error if an output cannot be written.
    pub(crate) fn open_all<const COUNT: usize>(
        inputs: &[FileArgument<'_>],
        outputs: [OutputArgument<'_>; COUNT],
    ) -> Result<[Option<Self>; COUNT], FileFault> {
        let files = compared(inputs, &outputs)?;
        let before = files.len().saturating_sub(outputs.iter().filter(|output| output.path.is_some()).count());
        let mut opened = [const { None }; COUNT];
        let mut files = files.into_iter().skip(before);
        for (slot, output) in opened.iter_mut().zip(&outputs) {
            let Some(path) = output.path else { continue };
            let Some(file) = files.next() else { continue };
            *slot = Some(Self::open(path, file.target, output.secrecy)?);
        }
        Ok(opened)
    }

    fn open(path: &Path, target: Target, secrecy: Secrecy) -> Result<Self, FileFault> {
        match target {
            Target::Existing { path: target, file_type: FileType::Data, is_descriptor: false, .. } => {
                Self::replace(path, target, secrecy)
            }
            Target::Existing { .. } => {
                let file =
                    OpenOptions::new().append(true).open(path).map_err(|error| FileFault::system(path, error))?;
                Ok(Self { path: path.to_owned(), file: BufWriter::new(file), replacement: None })
            }
            Target::New { folder, name } => Self::create(path, &folder, folder.join(name), secrecy, None),
        }
    }

    /// Opens an output for a file that exists.
    fn replace(path: &Path, target: PathBuf, secrecy: Secrecy) -> Result<Self, FileFault> {
        // A file that its owner protects from writing is not replaced.
        let existing = OpenOptions::new().write(true).open(&target).map_err(|error| FileFault::system(path, error))?;
        let metadata = existing.metadata().map_err(|error| FileFault::system(path, error))?;
        let permissions = (secrecy == Secrecy::Public).then(|| metadata.permissions());
        let folder = target.parent().unwrap_or(Path::new(".")).to_owned();
        Self::create(path, &folder, target, secrecy, permissions)
    }

    fn create(
        path: &Path,
        folder: &Path,
        target: PathBuf,
        secrecy: Secrecy,
        permissions: Option<Permissions>,
    ) -> Result<Self, FileFault> {
        // A target that exists can be closed to others: the file is its owner's alone until it has the same permissions.
        let at_first = if permissions.is_none() { secrecy.permissions_of_new_files() } else { None };
        let (file, temporary) =
            temporary::create(folder, at_first).map_err(|error| FileFault::Folder { name: shown_path(path), error })?;
        let replacement = Some(Replacement { temporary, target, permissions });
        Ok(Self { path: path.to_owned(), file: BufWriter::new(file), replacement })
    }

    /// Replaces the targets by what was written. A signal waits until all are replaced.
    ///
    /// # Errors
    ///
    /// Returns an error, and has replaced nothing, if an output cannot be written to its end. Returns an error if a target cannot
    /// be replaced.
    pub(crate) fn commit_all<const COUNT: usize>(outputs: [Option<Self>; COUNT]) -> Result<(), FileFault> {
        let mut outputs: Vec<Self> = outputs.into_iter().flatten().collect();
        for output in &mut outputs {
            output.complete().map_err(|error| FileFault::system(&output.path, error))?;
        }
        let replaced: Vec<_> =
            outputs.iter().filter_map(|output| Some((output, output.replacement.as_ref()?))).collect();
        let renames: Vec<_> =
            replaced.iter().map(|(_, file)| (file.temporary.as_path(), file.target.as_path())).collect();
        temporary::rename_all(&renames).map_err(|(number, error)| {
            let path = replaced.get(number).map_or(Path::new(""), |(output, _)| &output.path);
            FileFault::system(path, error)
        })
    }

    /// Writes everything to the disk, so that the target is replaced by a complete file even if the machine stops.
    fn complete(&mut self) -> io::Result<()> {
        self.file.flush()?;
        let Some(replacement) = &self.replacement else { return Ok(()) };
        if let Some(permissions) = &replacement.permissions {
            self.file.get_ref().set_permissions(permissions.clone())?;
        }
        self.file.get_ref().sync_all()
    }

    /// Returns whether the output replaces its target when it is committed. Otherwise the target has what was written so far.
    pub(crate) const fn is_replacement(&self) -> bool {
        self.replacement.is_some()
    }

    /// Returns the path that the option names.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if let Some(replacement) = &self.replacement {
            temporary::remove(&replacement.temporary);
        }
    }
}

impl Secrecy {
    /// Returns the permissions of a new file before the mask of the process; `None` for those of a temporary file, which is the
    /// owner's alone.
    fn permissions_of_new_files(self) -> Option<Permissions> {
        #[cfg(unix)]
        if self == Self::Public {
            use std::os::unix::fs::PermissionsExt;
            return Some(Permissions::from_mode(0o666));
        }
        None
    }
}

/// Returns the files of a command, those of the outputs last.
///
/// # Errors
///
/// Returns an error if an output is an input or another output.
fn compared(inputs: &[FileArgument<'_>], outputs: &[OutputArgument<'_>]) -> Result<Vec<UsedFile>, FileFault> {
    let mut files: Vec<UsedFile> =
        inputs.iter().filter_map(UsedFile::input).chain(UsedFile::standard_outputs()).collect();
    for output in outputs {
        files.extend(output.file()?);
    }
    UsedFile::refuse_same(&files)?;
    Ok(files)
}

impl OutputArgument<'_> {
    /// Compares an output that this room does not open with all inputs of the command and standard output and standard error.
    ///
    /// # Errors
    ///
    /// Returns an error if it is one of them, however it is named.
    pub(crate) fn compare(self, inputs: &[FileArgument<'_>]) -> Result<(), FileFault> {
        compared(inputs, &[self]).map(drop)
    }

    fn file(&self) -> Result<Option<UsedFile>, FileFault> {
        let Some(path) = self.path else { return Ok(None) };
        let extension = path.extension().unwrap_or_default();
        if ["gz", "zst"].iter().any(|compressed| extension.eq_ignore_ascii_case(compressed)) {
            return Err(FileFault::Compressed { name: shown_path(path) });
        }
        let target = Target::of(path).map_err(|error| FileFault::system(path, error))?;
        Ok(Some(UsedFile::output(&FileArgument { argument: self.argument, path }, target)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use aicc_core::Language;
    use tempfile::TempDir;

    use super::*;

    fn folder() -> TempDir {
        tempfile::tempdir().unwrap()
    }

    fn open(inputs: &[&Path], outputs: [(&'static str, &Path); 2]) -> Result<[Option<OutputFile>; 2], String> {
        let inputs: Vec<_> = inputs.iter().map(|path| FileArgument { argument: "FILE", path }).collect();
        let outputs =
            outputs.map(|(argument, path)| OutputArgument { argument, path: Some(path), secrecy: Secrecy::Public });
        OutputFile::open_all(&inputs, outputs).map_err(|fault| fault.sentence(Language::English))
    }

    #[test]
    fn a_target_keeps_its_content_until_the_commit() {
        let folder = folder();
        let (valid, invalid) = (folder.path().join("valid"), folder.path().join("invalid"));
        fs::write(&valid, "yesterday").unwrap();
        let [Some(mut first), Some(second)] = open(&[], [("--valid", &valid), ("--invalid", &invalid)]).unwrap() else {
            panic!("both are named")
        };
        first.write_all(b"today").unwrap();
        first.flush().unwrap();
        assert_eq!(fs::read(&valid).unwrap(), b"yesterday");
        OutputFile::commit_all([Some(first), Some(second)]).unwrap();
        assert_eq!(fs::read(&valid).unwrap(), b"today");
        assert_eq!(fs::read(&invalid).unwrap(), b"");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn an_output_that_is_dropped_leaves_nothing() {
        let folder = folder();
        let (valid, invalid) = (folder.path().join("valid"), folder.path().join("invalid"));
        fs::write(&valid, "yesterday").unwrap();
        drop(open(&[], [("--valid", &valid), ("--invalid", &invalid)]).unwrap());
        assert_eq!(fs::read(&valid).unwrap(), b"yesterday");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_new_outputs_in_one_file_are_refused() {
        let folder = folder();
        let (name, dotted) = (folder.path().join("o.jsonl"), folder.path().join("./o.jsonl"));
        let refused = open(&[], [("--valid", &name), ("--invalid", &dotted)]).unwrap_err();
        let shown = shown_path(&name);
        assert_eq!(refused, format!("this is the same file as --valid {shown}; name another file"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_kept_and_its_target_is_replaced() {
        let folder = folder();
        let (link, target) = (folder.path().join("link"), folder.path().join("target"));
        std::os::unix::fs::symlink("target", &link).unwrap();
        let other = folder.path().join("other");
        let [first, second] = open(&[], [("--valid", &link), ("--invalid", &other)]).unwrap();
        OutputFile::commit_all([first, second]).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert!(target.symlink_metadata().unwrap().is_file());
    }

    #[cfg(unix)]
    #[test]
    fn an_input_through_any_link_is_refused() {
        let folder = folder();
        let input = folder.path().join("in.jsonl");
        fs::write(&input, "records").unwrap();
        let (hard, soft, other) = (folder.path().join("hard"), folder.path().join("soft"), folder.path().join("other"));
        fs::hard_link(&input, &hard).unwrap();
        std::os::unix::fs::symlink(&input, &soft).unwrap();
        for output in [&input, &hard, &soft] {
            let refused = open(&[&other, &input], [("--valid", output), ("--invalid", &other)]).unwrap_err();
            assert!(refused.starts_with("this is the same file as FILE "), "{refused}");
            assert_eq!(fs::read(&input).unwrap(), b"records");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_permissions_follow_the_target_and_the_secrets() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let (public, secret) = (folder.path().join("public"), folder.path().join("secret"));
        for path in [&public, &secret] {
            fs::write(path, "yesterday").unwrap();
            fs::set_permissions(path, Permissions::from_mode(0o640)).unwrap();
        }
        let outputs = [("--findings", &public, Secrecy::Public), ("--valid", &secret, Secrecy::Secret)];
        let outputs = outputs.map(|(argument, path, secrecy)| OutputArgument { argument, path: Some(path), secrecy });
        OutputFile::commit_all(OutputFile::open_all(&[], outputs).unwrap()).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&public), mode(&secret)), (0o640, 0o600));
    }
}
