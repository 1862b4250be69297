//! Cuts JSON text into chunks.

use std::io::Read;

use encoding_rs::{Encoding, UTF_8};

use super::chunker::{Boundaries, Chunker, RawChunk};
use super::encoding::Detected;
use super::sample::{Sample, SampledInput};
use crate::error::Error;
use crate::results::reading::ReadingNote;
use crate::settings::Settings;

/// Reads JSON text, which must be UTF-8 (RFC 8259), and cuts it into chunks.
pub(crate) struct JsonChunker<R, B> {
    /// The input and the boundaries, until the first chunk is read.
    unread: Option<(R, B)>,
    chunker: Option<Chunker<SampledInput<R>, B>>,
    notes: Vec<ReadingNote>,
}

impl<R: Read, B: Boundaries> JsonChunker<R, B> {
    pub(crate) const fn new(input: R, boundaries: B) -> Self {
        Self { unread: Some((input, boundaries)), chunker: None, notes: Vec::new() }
    }

    /// Returns the next records, or `None` at the end of the input.
    pub(crate) fn next(&mut self, settings: &Settings<'_>) -> Result<Option<RawChunk>, Error> {
        if let Some((input, boundaries)) = self.unread.take() {
            let (sample, input) = Sample::read(input).map_err(Error::Read)?;
            sample.refuse_archive()?;
            self.notes = notes_on(&sample)?;
            self.chunker = Some(Chunker::new(input.after(sample), boundaries));
        }
        self.chunker.as_mut().map_or(Ok(None), |chunker| chunker.next(settings))
    }

    /// Returns what is reported about the encoding.
    pub(crate) fn notes(&self) -> Vec<ReadingNote> {
        self.notes.clone()
    }
}

/// Returns the encodings that records may have that are not UTF-8.
///
/// # Errors
///
/// Returns an error if the text is UTF-16, of which no record can be read.
fn notes_on(sample: &Sample) -> Result<Vec<ReadingNote>, Error> {
    match Detected::of(sample) {
        Detected::Known(encoding) if encoding != UTF_8 && is_utf_16_json(&sample.bytes) => Err(Error::Utf16),
        Detected::Known(_) => Ok(Vec::new()),
        Detected::Other(other) => match other.names() {
            candidates if candidates.is_empty() => Ok(Vec::new()),
            candidates => Ok(vec![ReadingNote::OtherEncoding { candidates }]),
        },
    }
}

/// Whether UTF-16 text begins with a byte order mark, or like a record or an array.
fn is_utf_16_json(bytes: &[u8]) -> bool {
    let first = bytes.first_chunk();
    Encoding::for_bom(bytes).is_some() || matches!(first, Some([b'{' | b'[', 0] | [0, b'{' | b'[']))
}
