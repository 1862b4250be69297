//! CSV: a record in each row, under a row that names the columns.

mod cells;
mod rows;

use std::io::Read;
use std::sync::Arc;

use aicc_core::Cell;

pub(crate) use cells::Cells;
use rows::Rows;

use crate::batch::Batch;
use crate::chunker::{Chunker, Cuts, Span};
use crate::error::Error;
use crate::heading::Heading;
use crate::source::Source;
use crate::text::{Format, TextChunk};

/// CSV (RFC 4180) with commas, in UTF-8, with or without a byte order mark. The first row names the columns by their
/// wire names, nested ones by their path: see [`Columns`](aicc_core::Columns). A row ends with a line feed, a carriage return or both.
///
/// Rows whose cells are all empty or blank are no records, and columns with neither a name nor a cell are none. An empty cell is an
/// absent member; an empty text in quotation marks is the empty text where its row can be empty.
pub struct Csv<R> {
    chunker: Chunker<R, Rows>,
    heading: Option<Arc<Heading>>,
}

impl<R: Read> Csv<R> {
    /// Reads an input, in great pieces: it needs no buffer.
    pub const fn new(input: R) -> Self {
        Self { chunker: Chunker::new(input, Rows::new()), heading: None }
    }

    /// Takes the first row that is not empty off a chunk, with the empty ones before it.
    fn heading(&mut self, cuts: &mut Cuts, batch: &Batch<'_>) -> Result<Option<Arc<Heading>>, Error> {
        if self.heading.is_none() {
            let row = |span: &Span| cuts.bytes.get(span.start..span.end).unwrap_or_default();
            let Some(position) = cuts.spans.iter().position(|span| !is_blank(row(span))) else {
                cuts.spans.clear();
                return Ok(None);
            };
            let heading: Vec<Span> = cuts.spans.drain(..=position).collect();
            let row = heading.last().and_then(|span| cuts.bytes.get(span.start..span.end)).unwrap_or_default();
            let is_readable = heading.iter().all(|span| span.unreadable.is_none());
            self.heading = Some(Arc::new(self::heading(row, is_readable, batch)?));
        }
        Ok(self.heading.clone())
    }
}

impl<R: Read> Source for Csv<R> {
    type Chunk = TextChunk;

    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<TextChunk>, Error> {
        let Some(mut cuts) = self.chunker.next(batch)? else {
            return if self.heading.is_some() { Ok(None) } else { Err(Error::NoHeading(batch.interface)) };
        };
        let had_heading = self.heading.is_some();
        let heading = self.heading(&mut cuts, batch)?;
        let begins = !had_heading;
        Ok(Some(TextChunk::new(cuts, Format::Row { heading, begins })))
    }
}

/// The columns that the first row names.
fn heading(row: &[u8], is_readable: bool, batch: &Batch<'_>) -> Result<Heading, Error> {
    let most = batch.profile.maximum_size;
    // Of a row that is too long there is only the beginning.
    if row.len() > most {
        return Err(Error::LongHeading(most));
    }
    let row = std::str::from_utf8(row).map_err(|_| Error::HeadingEncoding)?;
    if !is_readable {
        return Err(Error::NoHeading(batch.interface));
    }
    let mut cells = Cells::new();
    let names = cells.read(row).into_iter().map(|cell| if let Cell::Text(name) = cell { name } else { "" });
    Heading::new(&names.enumerate().collect::<Vec<_>>(), batch.interface)
}

/// Whether there is nothing to see in a row.
fn is_blank(row: &[u8]) -> bool {
    row.iter().all(|byte| matches!(byte, b',' | b'"' | b' ' | b'\t'))
}
