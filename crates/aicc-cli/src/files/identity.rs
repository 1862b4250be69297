//! Which file a path or a stream is.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileType {
    /// A regular file or a block device: what is written replaces what was there.
    Data,
    /// A terminal, a pipe, a socket or another device: what is written passes through.
    Stream,
    /// The device that drops what is written.
    Null,
}

/// What a file is, whatever its name is: two links to one file have equal identities.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Identity(platform::Identity);

/// Returns the identity and type of the file of a path, which can be a link.
///
/// # Errors
///
/// Returns an error if the file does not exist or its folder cannot be read.
pub(crate) fn of_path(path: &Path) -> io::Result<(Identity, FileType)> {
    let metadata = path.metadata()?;
    Ok((Identity(platform::of_path(path, &metadata)?), file_type(&metadata)))
}

/// Returns the identity and type of a file that is open, which can be a standard stream; `None` if it is closed.
pub(crate) fn of_stream(stream: impl platform::Stream) -> Option<(Identity, FileType)> {
    let file: File = platform::duplicate(stream).ok()?;
    let metadata = file.metadata().ok()?;
    let file_type = file_type(&metadata);
    Some((Identity(platform::of_file(file, &metadata).ok()?), file_type))
}

fn file_type(metadata: &Metadata) -> FileType {
    if platform::is_null(metadata) {
        FileType::Null
    } else if platform::is_data(metadata) {
        FileType::Data
    } else {
        FileType::Stream
    }
}

#[cfg(unix)]
mod platform {
    use std::fs::{File, Metadata};
    use std::io;
    pub(crate) use std::os::fd::AsFd as Stream;
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    use std::path::Path;

    /// The numbers of the device and of the file.
    pub(super) type Identity = (u64, u64);

    pub(super) fn of_path(_path: &Path, metadata: &Metadata) -> io::Result<Identity> {
        Ok((metadata.dev(), metadata.ino()))
    }

    pub(super) fn of_file(_file: File, metadata: &Metadata) -> io::Result<Identity> {
        Ok((metadata.dev(), metadata.ino()))
    }

    pub(super) fn duplicate(stream: impl Stream) -> io::Result<File> {
        stream.as_fd().try_clone_to_owned().map(File::from)
    }

    pub(super) fn is_null(metadata: &Metadata) -> bool {
        let null = || Path::new("/dev/null").metadata();
        metadata.file_type().is_char_device() && null().is_ok_and(|null| null.rdev() == metadata.rdev())
    }

    pub(super) fn is_data(metadata: &Metadata) -> bool {
        metadata.is_file() || metadata.file_type().is_block_device()
    }
}

#[cfg(windows)]
mod platform {
    use std::fs::{File, Metadata};
    use std::io;
    pub(crate) use std::os::windows::io::AsHandle as Stream;
    use std::path::Path;

    use same_file::Handle;

    pub(super) type Identity = Handle;

    pub(super) fn of_path(path: &Path, _metadata: &Metadata) -> io::Result<Identity> {
        Handle::from_path(path)
    }

    pub(super) fn of_file(file: File, _metadata: &Metadata) -> io::Result<Identity> {
        Handle::from_file(file)
    }

    pub(super) fn duplicate(stream: impl Stream) -> io::Result<File> {
        stream.as_handle().try_clone_to_owned().map(File::from)
    }

    pub(super) fn is_null(_metadata: &Metadata) -> bool {
        false
    }

    pub(super) fn is_data(metadata: &Metadata) -> bool {
        metadata.is_file()
    }
}
