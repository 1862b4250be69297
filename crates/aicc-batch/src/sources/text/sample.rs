//! The first bytes of an input, which decide how the rest is read.

use std::io::{self, Cursor, Read};

use crate::error::Error;

/// The maximum number of bytes in a sample.
pub(crate) const SAMPLE_SIZE: usize = 256 << 10;

/// The first bytes of a ZIP archive, and so of a workbook.
const ARCHIVE: &[u8] = b"PK\x03";

/// The first bytes of an input.
pub(crate) struct Sample {
    pub(crate) bytes: Vec<u8>,
    /// Whether these are all bytes of the input.
    pub(crate) is_whole: bool,
}

/// An input whose first bytes are known. It returns them again.
pub(crate) struct SampledInput<R> {
    first: Cursor<Vec<u8>>,
    /// The error after the first bytes.
    failure: Option<io::Error>,
    rest: R,
}

impl Sample {
    /// Reads the first bytes of an input. An error after them is returned by the reader of the whole input.
    ///
    /// # Errors
    ///
    /// Returns an error if no byte can be read.
    pub(crate) fn read<R: Read>(mut input: R) -> io::Result<(Self, SampledInput<R>)> {
        let most = u64::try_from(SAMPLE_SIZE).unwrap_or(u64::MAX);
        let mut bytes = Vec::with_capacity(SAMPLE_SIZE);
        let failure = match input.by_ref().take(most).read_to_end(&mut bytes) {
            Err(error) if bytes.is_empty() => return Err(error),
            read => read.err(),
        };
        let is_whole = failure.is_none() && bytes.len() < SAMPLE_SIZE;
        let input = SampledInput { first: Cursor::default(), failure, rest: input };
        Ok((Self { bytes, is_whole }, input))
    }

    /// Refuses an input that is not text.
    ///
    /// # Errors
    ///
    /// Returns an error if the input is a ZIP archive.
    pub(crate) fn refuse_archive(&self) -> Result<(), Error> {
        if self.bytes.starts_with(ARCHIVE) { Err(Error::Archive) } else { Ok(()) }
    }
}

impl<R> SampledInput<R> {
    /// Returns the whole input, which begins with the bytes of its sample.
    pub(crate) fn after(self, sample: Sample) -> Self {
        Self { first: Cursor::new(sample.bytes), ..self }
    }
}

impl<R: Read> Read for SampledInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.first.read(buffer)?;
        if length > 0 || buffer.is_empty() {
            return Ok(length);
        }
        // The memory of the sample is not needed any more.
        self.first = Cursor::default();
        match self.failure.take() {
            Some(failure) => Err(failure),
            None => self.rest.read(buffer),
        }
    }
}
