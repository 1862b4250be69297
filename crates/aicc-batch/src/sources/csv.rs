//! CSV: one record in each row, under a row that names the columns.

mod cells;
mod row_ends;

use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use aicc_core::Cell;
use serde_json::{Map, Value};

use self::cells::CsvCells;
use self::row_ends::RowBoundaries;
use super::heading::Heading;
use super::source::Source;
use super::text::chunker::{Chunker, RawChunk, RecordSpan};
use super::text::{RawRecord, TextChunk, TextFormat, as_u64};
use crate::error::Error;
use crate::malformed::Malformed;
use crate::results::piece::Piece;
use crate::results::verdict::Verdict;
use crate::settings::Settings;

/// CSV (RFC 4180) with commas, in UTF-8, with or without a byte order mark. The first row names the columns by the names of
/// the members, nested members by their path: see [`Columns`](aicc_core::Columns). A row ends with a line feed, a carriage
/// return or both.
///
/// Rows with only empty or blank cells are skipped, and so are columns without a name and without cells. An empty cell is
/// an absent member. A cell of two quotation marks is the empty text if the member can be empty.
pub struct Csv<R> {
    chunker: Chunker<R, RowBoundaries>,
    heading: Option<Arc<Heading>>,
}

impl<R: Read> Csv<R> {
    /// Reads an input. It is read in large pieces and needs no buffer.
    pub const fn new(input: R) -> Self {
        Self { chunker: Chunker::new(input, RowBoundaries::new()), heading: None }
    }

    /// Returns the heading. If it is not known yet, removes it from the chunk, with the blank rows before it; `None` if the
    /// chunk has only blank rows.
    fn heading(&mut self, raw: &mut RawChunk, settings: &Settings<'_>) -> Result<Option<Arc<Heading>>, Error> {
        if self.heading.is_none() {
            let row = |span: &RecordSpan| raw.bytes.get(span.start..span.end).unwrap_or_default();
            let Some(position) = raw.spans.iter().position(|span| !is_blank(row(span))) else {
                raw.spans.clear();
                return Ok(None);
            };
            let heading: Vec<RecordSpan> = raw.spans.drain(..=position).collect();
            let row = heading.last().and_then(|span| raw.bytes.get(span.start..span.end)).unwrap_or_default();
            let is_well_formed = heading.iter().all(|span| span.malformed.is_none());
            self.heading = Some(Arc::new(read_heading(row, is_well_formed, settings)?));
        }
        Ok(self.heading.clone())
    }
}

impl<R: Read> Source for Csv<R> {
    type Chunk = TextChunk<CsvFormat>;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<Self::Chunk>, Error> {
        let Some(mut raw) = self.chunker.next(settings)? else {
            return if self.heading.is_some() { Ok(None) } else { Err(Error::NoHeading(settings.interface)) };
        };
        let starts_with_heading = self.heading.is_none();
        let rows = raw.spans.len();
        let heading = self.heading(&mut raw, settings)?;
        let rows_before = as_u64(rows.saturating_sub(raw.spans.len()));
        Ok(Some(TextChunk::new(raw, CsvFormat { heading, starts_with_heading, rows_before })))
    }
}

/// Reads the row that names the columns.
fn read_heading(row: &[u8], is_well_formed: bool, settings: &Settings<'_>) -> Result<Heading, Error> {
    let most = settings.profile.maximum_size;
    // Only the beginning of a row that is too long is known.
    if row.len() > most {
        return Err(Error::LongHeading(most));
    }
    let row = std::str::from_utf8(row).map_err(|_| Error::HeadingEncoding)?;
    if !is_well_formed {
        return Err(Error::NoHeading(settings.interface));
    }
    let mut cells = CsvCells::default();
    let names = cells.read(row).into_iter().map(|cell| if let Cell::Text(name) = cell { name } else { "" });
    Heading::new(&names.enumerate().collect::<Vec<_>>(), settings.interface)
}

/// Whether a row has only blank cells.
fn is_blank(row: &[u8]) -> bool {
    row.iter().all(|byte| matches!(byte, b',' | b'"' | b' ' | b'\t'))
}

/// Cells in a row under a heading.
pub struct CsvFormat {
    /// `None` as long as there were only blank rows.
    heading: Option<Arc<Heading>>,
    /// Whether the bytes before the first record are the heading.
    starts_with_heading: bool,
    /// The number of rows in these bytes.
    rows_before: u64,
}

impl TextFormat for CsvFormat {
    type Buffer = CsvCells;

    const RETURN_ENDS_LINE: bool = true;

    fn lead(&self, _offset: u64) -> Option<Piece> {
        Some(if self.starts_with_heading { Piece::Heading } else { Piece::Invalid })
    }

    fn rows_before(&self) -> Option<u64> {
        Some(self.rows_before)
    }

    fn verdict(&self, record: RawRecord<'_>, buffer: &mut CsvCells, settings: &Settings<'_>) -> Option<Verdict> {
        let heading = self.heading.as_deref()?;
        if record.bytes().len() > settings.profile.maximum_size {
            return Some(Verdict::too_large(settings));
        }
        let text = match record.text() {
            Ok("") => return None,
            Ok(text) => text,
            Err(error) => {
                return Some(Verdict::Malformed(Malformed::Encoding { offset: Some(error.valid_up_to()) }));
            }
        };
        let row = buffer.read(text);
        let is_blank = row.iter().all(Cell::is_blank);
        let (cells, malformed) = heading.pick(row);
        if is_blank && heading.is_blank(&cells) {
            return None;
        }
        Some(malformed.map_or_else(|| heading.verdict(&cells, settings), Verdict::Malformed))
    }

    fn key(&self, record: RawRecord<'_>, buffer: &mut CsvCells, settings: &Settings<'_>) -> Map<String, Value> {
        let Some(heading) = &self.heading else { return Map::new() };
        heading.key(&heading.pick(buffer.read(&record.text_lossy())).0, settings)
    }

    fn ranges(&self, record: &[u8], pointers: &[String]) -> Vec<Option<Range<usize>>> {
        let (Some(heading), Ok(row)) = (&self.heading, std::str::from_utf8(record)) else {
            return vec![None; pointers.len()];
        };
        let mut buffer = CsvCells::default();
        let ranges = buffer.ranges(row);
        let cells = heading.pick(buffer.read(row)).0;
        pointers.iter().map(|pointer| ranges.get(heading.place_of(&cells, pointer)?).cloned()).collect()
    }

    fn json(&self, record: RawRecord<'_>, buffer: &mut CsvCells) -> Vec<u8> {
        let Some(heading) = &self.heading else { return Vec::new() };
        let row = buffer.read(record.text().unwrap_or_default());
        heading.json(&heading.pick(row).0)
    }
}
