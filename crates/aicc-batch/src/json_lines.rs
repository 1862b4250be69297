//! JSON Lines: a record on each line.

use std::io::Read;

use memchr::memchr;

use crate::batch::Batch;
use crate::chunker::{Boundaries, Chunker, Content, Cut};
use crate::error::Error;
use crate::source::Source;
use crate::text::{Format, TextChunk};

/// JSON Lines (also called NDJSON): a record on each line, in UTF-8, with or without a byte order mark. Blank lines are
/// no records. The last line need not end.
pub struct JsonLines<R>(Chunker<R, Lines>);

impl<R: Read> JsonLines<R> {
    /// Reads an input, in great pieces: it needs no buffer.
    pub const fn new(input: R) -> Self {
        Self(Chunker::new(input, Lines))
    }
}

impl<R: Read> Source for JsonLines<R> {
    type Chunk = TextChunk;

    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<TextChunk>, Error> {
        let cuts = self.0.next(batch)?;
        Ok(cuts.map(|cuts| TextChunk::new(cuts, Format::Line)))
    }
}

#[derive(Debug)]
struct Lines;

impl Boundaries for Lines {
    fn cut(&mut self, bytes: &[u8], at: usize) -> Option<Cut> {
        let end = at.saturating_add(memchr(b'\n', bytes.get(at..)?)?);
        Some(Cut { end: before_return(bytes, end), next: end.saturating_add(1), content: Content::Record })
    }

    fn last(&self, rest: &[u8]) -> (usize, Content) {
        (rest.len(), if rest.is_empty() { Content::Nothing } else { Content::Record })
    }
}

/// The end of a line without the carriage return before `end`.
fn before_return(bytes: &[u8], end: usize) -> usize {
    match bytes.get(..end) {
        Some([line @ .., b'\r']) => line.len(),
        _ => end,
    }
}
