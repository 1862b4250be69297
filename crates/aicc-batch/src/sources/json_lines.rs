//! JSON Lines: one record on each line.

use std::io::Read;

use memchr::memchr;

use super::source::Source;
use super::text::chunker::{Boundaries, Cut, CutContent};
use super::text::json_chunker::JsonChunker;
use super::text::{RawRecord, TextChunk, TextFormat};
use crate::error::Error;
use crate::results::chunk::ChunkResult;
use crate::results::piece::Piece;
use crate::results::reading::ReadingNote;
use crate::results::verdict::Verdict;
use crate::settings::Settings;

/// JSON Lines (also called NDJSON): one record on each line, in UTF-8, with or without a byte order mark. Blank lines are
/// skipped. The last line does not need a line end.
pub struct JsonLines<R>(JsonChunker<R, LineBoundaries>);

impl<R: Read> JsonLines<R> {
    /// Reads an input. It is read in large pieces and needs no buffer.
    pub const fn new(input: R) -> Self {
        Self(JsonChunker::new(input, LineBoundaries))
    }
}

impl<R: Read> Source for JsonLines<R> {
    type Chunk = TextChunk<LineFormat>;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<Self::Chunk>, Error> {
        Ok(self.0.next(settings)?.map(|raw| TextChunk::new(raw, LineFormat)))
    }

    fn reading(&self) -> Vec<ReadingNote> {
        self.0.notes()
    }
}

/// Finds the ends of lines.
#[derive(Debug)]
struct LineBoundaries;

impl Boundaries for LineBoundaries {
    fn cut(&mut self, bytes: &[u8], at: usize) -> Option<Cut> {
        let end = at.saturating_add(memchr(b'\n', bytes.get(at..)?)?);
        Some(Cut { end: before_return(bytes, end), next: end.saturating_add(1), content: CutContent::Record })
    }

    fn last(&self, rest: &[u8]) -> (usize, CutContent) {
        (rest.len(), if rest.is_empty() { CutContent::Nothing } else { CutContent::Record })
    }
}

/// Returns the end of a line, without the carriage return before `end`.
fn before_return(bytes: &[u8], end: usize) -> usize {
    match bytes.get(..end) {
        Some([line @ .., b'\r']) => line.len(),
        _ => end,
    }
}

/// JSON on a line of its own.
pub struct LineFormat;

impl TextFormat for LineFormat {
    type Buffer = ();

    fn buffer(&self) {}

    fn lead(&self, offset: u64) -> Option<Piece> {
        // The first bytes of the input are the byte order mark. Later ones are the rest of a record that is too long.
        Some(if offset == 0 { Piece::Valid } else { Piece::Invalid })
    }

    fn verdict(&self, record: RawRecord<'_>, _buffer: &mut (), result: &mut ChunkResult<'_>) -> Option<Verdict> {
        let settings = result.settings();
        (!is_blank(record.bytes(), settings)).then(|| record.json_verdict(settings))
    }
}

/// A line that is too long is not blank: only its beginning is known.
fn is_blank(line: &[u8], settings: &Settings<'_>) -> bool {
    line.len() <= settings.profile.maximum_size && line.trim_ascii().is_empty()
}
