//! Where a copy keeps what it needs again: in temporary files without a name, or in memory where there are no files.

#[cfg(feature = "temporary-files")]
mod room {
    use std::fs::File;
    use std::io;

    /// What does not fit into memory.
    pub(crate) type TemporaryFile = File;

    /// What often fits into memory.
    pub(crate) type Spool = tempfile::SpooledTempFile;

    /// The size of a spool that is kept in memory. More of it is in a temporary file.
    const MEMORY: usize = 8 << 20;

    /// Returns an empty file.
    ///
    /// # Errors
    ///
    /// Returns an error if the system cannot create it.
    pub(crate) fn temporary_file() -> io::Result<TemporaryFile> {
        tempfile::tempfile()
    }

    /// Returns an empty spool.
    pub(crate) fn spool() -> Spool {
        Spool::new(MEMORY)
    }
}

#[cfg(not(feature = "temporary-files"))]
mod room {
    use std::io::{self, Cursor};

    /// What does not fit into memory, where there is nothing else.
    pub(crate) type TemporaryFile = Cursor<Vec<u8>>;

    /// What often fits into memory.
    pub(crate) type Spool = Cursor<Vec<u8>>;

    /// Returns an empty file.
    ///
    /// # Errors
    ///
    /// Returns no error.
    #[expect(clippy::unnecessary_wraps, reason = "a temporary file can fail")]
    pub(crate) fn temporary_file() -> io::Result<TemporaryFile> {
        Ok(TemporaryFile::default())
    }

    /// Returns an empty spool.
    pub(crate) fn spool() -> Spool {
        Spool::default()
    }
}

pub(crate) use room::{Spool, TemporaryFile, spool, temporary_file};
