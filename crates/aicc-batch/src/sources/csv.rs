//! CSV: one record in each row, below a row that names the columns.

mod candidate;
mod cells;
mod first_rows;
mod layout;
mod row_ends;
mod rows;
mod words;
mod written_cell;

use std::collections::VecDeque;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use aicc_core::{Cell, CellRepair};
use encoding_rs::UTF_8;
use serde_json::{Map, Value};

use self::cells::CsvCells;
use self::first_rows::heading_text;
use self::rows::{CsvRows, RowForm};
use self::written_cell::written_cell;
use super::cell_name::name_of_cell;
use super::heading::Heading;
use super::heading::search::{HeadingRow, HeadingSearch, MAXIMUM_SEARCHED};
use super::source::Source;
use super::text::chunker::{RawChunk, RecordSpan};
use super::text::encoding::name_of;
use super::text::{RawRecord, TextChunk, TextFormat, as_u64};
use crate::error::Error;
use crate::malformed::Malformed;
use crate::results::chunk::ChunkResult;
use crate::results::csv_row::CsvTable;
use crate::results::piece::Piece;
use crate::results::reading::ReadingNote;
use crate::results::repair::Repair;
use crate::results::verdict::Verdict;
use crate::settings::Settings;

/// CSV (RFC 4180) with commas, semicolons, tabs or vertical bars, in UTF-8, UTF-16 or another encoding, with or without a byte order
/// mark. The first 256 KiB show the encoding and the delimiter, unless the [options](crate::TableOptions) choose them; a first line
/// `sep=;` names the delimiter. A row names the columns: the first one, or another one if titles are above it. See
/// [`Columns::read`](aicc_core::Columns::read) for the names, and the options to choose the row. A row ends with a line feed, a
/// carriage return or both.
///
/// Text in another encoding than UTF-8 is decoded while it is read. Its records have no byte offsets, and
/// [`Split`](crate::Split) writes them as UTF-8 with a byte order mark.
///
/// Rows with only empty or blank cells are skipped, and so are columns without a name and without cells. An empty cell is
/// an absent member. A cell of two quotation marks is the empty text if the member can be empty.
pub struct Csv<R> {
    rows: CsvRows<R>,
    heading: Option<Arc<Heading>>,
    /// The chunks in which the heading was searched.
    waiting: VecDeque<TextChunk<CsvFormat>>,
    /// An error to return after these chunks.
    failure: Option<Error>,
}

impl<R: Read> Csv<R> {
    /// Reads an input. It is read in large pieces and needs no buffer.
    pub const fn new(input: R) -> Self {
        Self { rows: CsvRows::new(input), heading: None, waiting: VecDeque::new(), failure: None }
    }

    /// Returns the heading. If it is not known yet, reads the first chunks and searches it in their rows.
    fn heading(&mut self, settings: &Settings<'_>) -> Result<Arc<Heading>, Error> {
        if let Some(heading) = &self.heading {
            return Ok(Arc::clone(heading));
        }
        let mut search = HeadingSearch::new(settings);
        let (mut chunks, mut fault) = (Vec::new(), None);
        let mut rows = 0;
        while let Some(raw) = self.next_searched(&chunks, settings) {
            let continues = search_in(&raw, self.rows.form(), &mut rows, &mut search, &mut fault, settings);
            chunks.push(raw);
            if !continues {
                break;
            }
        }
        let row = search.finish().map_err(|error| self.failure.take().or(fault).unwrap_or(error))?;
        let form = self.rows.form();
        let heading = read_heading(&chunks, form, row, settings)?;
        self.heading = Some(Arc::clone(&heading));
        self.waiting = below(chunks, form, row.row, &heading);
        Ok(heading)
    }

    /// Returns the next chunk in which the heading is searched; `None` at the end of the search. An error is kept until the chunks
    /// before it are returned.
    fn next_searched(&mut self, chunks: &[RawChunk], settings: &Settings<'_>) -> Option<RawChunk> {
        let end = chunks.last().map_or(0, |chunk| chunk.offset.saturating_add(as_u64(chunk.bytes.len())));
        if end >= MAXIMUM_SEARCHED {
            return None;
        }
        self.rows.next(settings).unwrap_or_else(|error| {
            self.failure = Some(error);
            None
        })
    }
}

impl<R: Read> Source for Csv<R> {
    type Chunk = TextChunk<CsvFormat>;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<Self::Chunk>, Error> {
        let heading = self.heading(settings)?;
        if let Some(chunk) = self.waiting.pop_front() {
            return Ok(Some(chunk));
        }
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let raw = self.rows.next(settings)?;
        let format = CsvFormat { form: self.rows.form(), heading, starts_with_heading: false, rows_before: 0 };
        Ok(raw.map(|raw| TextChunk::new(raw, format)))
    }

    fn reading(&self) -> Vec<ReadingNote> {
        let notes = self.heading.as_ref().map(|heading| heading.notes()).unwrap_or_default();
        [self.rows.notes(), notes].concat()
    }
}

/// Searches the heading in the rows of a chunk, and returns whether to continue with the next chunk. `rows` is the number of rows
/// before the chunk, and `fault` the reason why the first row that cannot be read is not the heading.
fn search_in(
    raw: &RawChunk,
    form: RowForm,
    rows: &mut u64,
    search: &mut HeadingSearch<'_>,
    fault: &mut Option<Error>,
    settings: &Settings<'_>,
) -> bool {
    let mut cells = CsvCells::new(form.delimiter);
    for span in &raw.spans {
        *rows = rows.saturating_add(1);
        if raw.offset.saturating_add(as_u64(span.start)) >= MAXIMUM_SEARCHED {
            return false;
        }
        let names = match names_of(raw, span, &mut cells, settings) {
            Ok(names) => names,
            Err(error) => {
                fault.get_or_insert(error);
                Vec::new()
            }
        };
        let is_blank = span.malformed.is_none() && names.iter().all(|name| Cell::from(*name).is_blank());
        if !is_blank && !search.look_at(*rows, &names) {
            return false;
        }
    }
    true
}

/// Returns the texts of a row, which may name columns; no texts for a row whose quotation marks are broken.
fn names_of<'c>(
    raw: &'c RawChunk,
    span: &RecordSpan,
    cells: &'c mut CsvCells,
    settings: &Settings<'_>,
) -> Result<Vec<&'c str>, Error> {
    let row = raw.bytes.get(span.start..span.end).unwrap_or_default();
    let most = settings.profile.maximum_size;
    // Only the beginning of a row that is too long is known.
    if row.len() > most {
        return Err(Error::LongHeading(most));
    }
    let row = std::str::from_utf8(row).map_err(|_| Error::HeadingEncoding(name_of(UTF_8)))?;
    match span.malformed {
        Some(Malformed::Decoding { encoding, .. }) => Err(Error::HeadingEncoding(encoding)),
        Some(_) => Ok(Vec::new()),
        None => Ok(cells.read(row).into_iter().map(heading_text).collect()),
    }
}

/// Returns the rows of chunks, numbered from 1, each with its chunk.
fn numbered(chunks: &[RawChunk]) -> impl Iterator<Item = (u64, &RawChunk, &RecordSpan)> {
    let rows = chunks.iter().flat_map(|chunk| chunk.spans.iter().map(move |span| (chunk, span)));
    (1..).zip(rows).map(|(row, (chunk, span))| (row, chunk, span))
}

/// Reads the row that names the columns.
///
/// # Errors
///
/// Returns an error if it cannot be read, or if a row above it is a record.
fn read_heading(
    chunks: &[RawChunk],
    form: RowForm,
    found: HeadingRow,
    settings: &Settings<'_>,
) -> Result<Arc<Heading>, Error> {
    let mut cells = CsvCells::new(form.delimiter);
    let row = numbered(chunks).find(|(row, ..)| *row == found.row);
    let names = row.map_or(Ok(Vec::new()), |(_, raw, span)| names_of(raw, span, &mut cells, settings))?;
    let heading = Heading::new(&names, found, settings)?;
    let is_searched = found.skipped > 0 && settings.table.heading_row.is_none();
    for (row, raw, span) in numbered(chunks).take_while(|(row, ..)| is_searched && *row < found.row) {
        let mut cells = CsvCells::new(form.delimiter);
        let names = names_of(raw, span, &mut cells, settings).unwrap_or_default();
        let picked = heading.pick(names.into_iter().map(Cell::from).collect()).cells;
        if heading.is_record(&picked, settings) {
            return Err(Error::RecordAboveHeading { row, heading: found.row });
        }
    }
    Ok(Arc::new(heading))
}

/// Returns the chunks with the rows below the heading.
fn below(
    chunks: Vec<RawChunk>,
    form: RowForm,
    heading_row: u64,
    heading: &Arc<Heading>,
) -> VecDeque<TextChunk<CsvFormat>> {
    let mut above = usize::try_from(heading_row).unwrap_or(usize::MAX);
    let chunks = chunks.into_iter().map(|mut raw| {
        let starts_with_heading = above > 0;
        let removed = raw.spans.len().min(above);
        raw.spans.drain(..removed);
        above = above.saturating_sub(removed);
        let heading = Arc::clone(heading);
        TextChunk::new(raw, CsvFormat { form, heading, starts_with_heading, rows_before: as_u64(removed) })
    });
    chunks.collect()
}

/// Cells in a row under a heading.
pub struct CsvFormat {
    form: RowForm,
    heading: Arc<Heading>,
    /// Whether the bytes before the first record are the heading.
    starts_with_heading: bool,
    /// The number of rows in these bytes.
    rows_before: u64,
}

impl TextFormat for CsvFormat {
    type Buffer = CsvCells;

    const RETURN_ENDS_LINE: bool = true;

    fn buffer(&self) -> CsvCells {
        CsvCells::new(self.form.delimiter)
    }

    fn has_input_bytes(&self) -> bool {
        self.form.encoding == UTF_8
    }

    fn lead(&self, _offset: u64) -> Option<Piece> {
        Some(if self.starts_with_heading { Piece::Heading } else { Piece::Invalid })
    }

    fn rows_before(&self) -> Option<u64> {
        Some(self.rows_before)
    }

    fn csv_table(&self) -> Option<CsvTable> {
        let Self { form, heading, .. } = self;
        Some(CsvTable { delimiter: form.delimiter, marks: heading.marks(), results: heading.results() })
    }

    fn verdict(&self, record: RawRecord<'_>, buffer: &mut CsvCells, result: &mut ChunkResult<'_>) -> Option<Verdict> {
        let settings = result.settings();
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
        self.heading.row_verdict(&self.heading.pick(buffer.read(text)), result)
    }

    fn key(&self, record: RawRecord<'_>, buffer: &mut CsvCells, settings: &Settings<'_>) -> Map<String, Value> {
        self.heading.key(&self.heading.pick(buffer.read(&record.text_lossy())).cells, settings)
    }

    fn ranges(&self, record: &[u8], pointers: &[String]) -> Vec<Option<Range<usize>>> {
        let Ok(row) = std::str::from_utf8(record) else { return vec![None; pointers.len()] };
        let heading = &self.heading;
        let mut buffer = self.buffer();
        let ranges = buffer.ranges(row);
        let cells = heading.pick(buffer.read(row)).cells;
        pointers.iter().map(|pointer| ranges.get(heading.place_of(&cells, pointer)?).cloned()).collect()
    }

    fn repairs(&self, record: &[u8], number: u64, settings: &Settings<'_>) -> Vec<Repair> {
        let Ok(row) = std::str::from_utf8(record) else { return Vec::new() };
        let heading = &self.heading;
        let mut buffer = self.buffer();
        let ranges = buffer.ranges(row);
        let cells = heading.pick(buffer.read(row)).cells;
        let repairs = heading.repairs(&cells, settings).into_iter();
        let repairs = repairs.filter_map(|(place, CellRepair { pointer, before, after, .. })| {
            let range = ranges.get(place)?.clone();
            let has_quotes = row.get(range.clone())?.starts_with('"');
            let edit = Some((range, written_cell(&after, char::from(self.form.delimiter), has_quotes)));
            Some(Repair { cell: name_of_cell(place, number), pointer, before, after, edit })
        });
        repairs.collect()
    }

    fn json(&self, record: RawRecord<'_>, buffer: &mut CsvCells) -> Vec<u8> {
        let row = buffer.read(record.text().unwrap_or_default());
        self.heading.json(&self.heading.pick(row).cells)
    }
}
