//! CSV: a record in each row, under a row that names the columns.

mod cells;
mod rows;

use std::io::Read;
use std::sync::Arc;

use aicc_core::{Check, ColumnError, Columns, Interface};

pub(crate) use cells::Cells;
use rows::Rows;

use crate::batch::Batch;
use crate::chunker::{Chunker, Cuts, Span};
use crate::error::Error;
use crate::source::Source;
use crate::tally::Verdict;
use crate::text::{Format, TextChunk};
use crate::unreadable::Unreadable;

/// CSV (RFC 4180) with commas, in UTF-8, with or without a byte order mark. The first row names the columns by their
/// wire names, nested ones by their path: see [`Columns`]. Empty rows are no records. A row may end with a line feed or
/// with carriage return and line feed.
pub struct Csv<R> {
    chunker: Chunker<R, Rows>,
    heading: Option<Arc<Heading>>,
}

/// The columns of a file.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) columns: Columns,
    pub(crate) count: usize,
}

impl<R: Read> Csv<R> {
    /// Reads an input, in great pieces: it needs no buffer.
    pub const fn new(input: R) -> Self {
        Self { chunker: Chunker::new(input, Rows::new()), heading: None }
    }

    /// Takes the first row that is not empty off a chunk, with the empty ones before it.
    fn heading(&mut self, cuts: &mut Cuts, batch: &Batch<'_>) -> Result<Option<Arc<Heading>>, Error> {
        if self.heading.is_none() {
            let Some(position) = cuts.spans.iter().position(|span| span.start < span.end) else {
                cuts.spans.clear();
                return Ok(None);
            };
            let heading: Vec<Span> = cuts.spans.drain(..=position).collect();
            let row = heading.last().and_then(|span| cuts.bytes.get(span.start..span.end)).unwrap_or_default();
            // Of a row that is too long there is only the beginning.
            let is_whole = row.len() <= batch.profile.maximum_size;
            let is_readable = is_whole && heading.iter().all(|span| span.unreadable.is_none());
            self.heading = Some(Arc::new(Heading::read(row, is_readable, batch.interface)?));
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

impl Heading {
    fn read(row: &[u8], is_readable: bool, interface: &'static Interface) -> Result<Self, Error> {
        let row = std::str::from_utf8(row).ok().filter(|_| is_readable).ok_or(Error::NoHeading(interface))?;
        let mut cells = Cells::new();
        Self::new(&cells.read(row), interface)
    }

    pub(crate) fn new(names: &[&str], interface: &'static Interface) -> Result<Self, Error> {
        match Columns::new(interface, names) {
            Ok(columns) => Ok(Self { columns, count: names.len() }),
            Err(error) => Err(unknown_columns(names, error, interface)),
        }
    }

    /// The verdict on a row of cells.
    pub(crate) fn verdict(&self, cells: &[&str], batch: &Batch<'_>) -> Verdict {
        let (expected, actual) = (self.count, cells.len());
        if expected != actual {
            return Verdict::Unreadable(Unreadable::Cells { expected, actual });
        }
        let mut check = Check::new(batch.interface, batch.profile);
        // Cells can always be read.
        check.body(self.columns.row(cells)).unwrap_or_default();
        Verdict::Report(check.report())
    }
}

/// A row that names no column at all may be a record and hold a password: it is not told.
fn unknown_columns(names: &[&str], error: ColumnError, interface: &'static Interface) -> Error {
    let is_heading = names.iter().any(|name| Columns::new(interface, &[name]).is_ok());
    if is_heading { Error::Column(error) } else { Error::NoHeading(interface) }
}
