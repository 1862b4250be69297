//! Files that are read, and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use aicc_core::Language;
use indicatif::ProgressBarIter;

use crate::terminal::progress::ReadingProgress;
use crate::terminal::text::shown_path;
use crate::words;

/// Whether a path stands for standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// Returns the name of a file or of standard input, safe to show.
pub(crate) fn shown_source(path: &Path, language: Language) -> String {
    if is_standard_input(path) { words::STANDARD_INPUT.in_language(language).to_owned() } else { shown_path(path) }
}

/// A file, or standard input. The bytes that are read are counted.
pub(crate) enum SourceInput<'i> {
    /// A file.
    File(ProgressBarIter<File>),
    /// Standard input.
    Stream(&'i mut dyn Read),
}

impl<'i> SourceInput<'i> {
    /// Opens a file. The path `-` is standard input.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be opened, or is a directory.
    pub(crate) fn open(path: &Path, standard_input: &'i mut dyn Read, progress: &ReadingProgress) -> io::Result<Self> {
        if is_standard_input(path) {
            return Ok(Self::Stream(standard_input));
        }
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Self::File(progress.watch(file)))
    }
}

impl Read for SourceInput<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Stream(stream) => stream.read(buffer),
        }
    }
}
