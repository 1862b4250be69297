//! Chunks of text: bytes with the records in them.

use std::sync::Arc;

use aicc_core::{Cell, check, check_text};
use memchr::memchr_iter;

use crate::batch::Batch;
use crate::chunker::{Cuts, Span};
use crate::counts::count;
use crate::csv::Cells;
use crate::heading::Heading;
use crate::part::Piece;
use crate::source::Chunk;
use crate::tally::{Spot, Tally, Verdict};

/// Some records of a text, as they stand in it.
pub struct TextChunk {
    cuts: Cuts,
    format: Format,
}

/// How the bytes of a record are read.
#[derive(Clone, Debug)]
pub(crate) enum Format {
    /// JSON on a line of its own.
    Line,
    /// JSON in an array.
    Element,
    /// A row of cells under a heading, with which the chunk `begins` or not.
    Row { heading: Option<Arc<Heading>>, begins: bool },
}

impl TextChunk {
    pub(crate) const fn new(cuts: Cuts, format: Format) -> Self {
        Self { cuts, format }
    }

    /// What the bytes before the first record are; `None` where the text cannot be split.
    fn lead(&self) -> Option<Piece> {
        match self.format {
            Format::Element => None,
            Format::Row { begins: true, .. } => Some(Piece::Heading),
            // A byte order mark.
            Format::Line if self.cuts.offset == 0 => Some(Piece::Valid),
            Format::Line | Format::Row { .. } => Some(Piece::Invalid),
        }
    }
}

impl Chunk for TextChunk {
    fn check(&self, tally: &mut Tally<'_>) {
        let Cuts { bytes, offset, spans } = &self.cuts;
        let mut lines =
            Lines { bytes, counted: 0, lines: 0, ends_with_return: matches!(self.format, Format::Row { .. }) };
        // All records at once, for that is many times as fast as one by one.
        let text = simdutf8::basic::from_utf8(bytes).ok();
        let mut reader = Reader::new(&self.format);
        let lead = self.lead();
        let piece = |tally: &mut Tally<'_>, piece, end| {
            if lead.is_some() && end > 0 {
                tally.piece(piece, end);
            }
        };
        piece(tally, lead.unwrap_or(Piece::Valid), spans.first().map_or(bytes.len(), |span| span.start));
        for span in spans {
            let record = Record::at(span, bytes, text);
            let verdict = match span.unreadable {
                Some(unreadable) => Some(Verdict::Unreadable(unreadable)),
                None => reader.verdict(record, tally.batch()),
            };
            let Some(verdict) = verdict else {
                piece(tally, Piece::Valid, span.next);
                continue;
            };
            let mut spot =
                || Spot { line: Some(lines.of(span.start)), offset: Some(offset.saturating_add(as_u64(span.start))) };
            let is_valid = tally.record(verdict, &mut spot);
            if is_valid {
                tally.body(&mut spot, || reader.json(record));
            }
            piece(tally, if is_valid { Piece::Valid } else { Piece::Invalid }, span.next);
        }
        if tally.tells_lines() {
            tally.lines = lines.before(bytes.len());
        }
        tally.bytes = as_u64(bytes.len());
    }

    fn bytes(&self) -> &[u8] {
        &self.cuts.bytes
    }
}

/// A record as it stands in its chunk.
#[derive(Clone, Copy)]
enum Record<'a> {
    Text(&'a str),
    /// In a chunk that is no UTF-8 as a whole.
    Bytes(&'a [u8]),
}

impl<'a> Record<'a> {
    fn at(span: &Span, bytes: &'a [u8], text: Option<&'a str>) -> Self {
        let range = span.start..span.end;
        match text.and_then(|text| text.get(range.clone())) {
            Some(text) => Self::Text(text),
            None => Self::Bytes(bytes.get(range).unwrap_or_default()),
        }
    }

    const fn bytes(self) -> &'a [u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        }
    }
}

/// Checks the records of a chunk.
enum Reader<'a> {
    Line,
    Element,
    /// Before the heading there are blank rows only.
    Row(Option<(&'a Heading, Box<Cells>)>),
}

impl<'a> Reader<'a> {
    fn new(format: &'a Format) -> Self {
        match format {
            Format::Line => Self::Line,
            Format::Element => Self::Element,
            Format::Row { heading, .. } => {
                Self::Row(heading.as_deref().map(|heading| (heading, Box::new(Cells::new()))))
            }
        }
    }

    /// The verdict on a record; `None` for a blank one, which is none.
    fn verdict(&mut self, record: Record<'_>, batch: &Batch<'_>) -> Option<Verdict> {
        match self {
            Self::Line if is_blank(record.bytes(), batch) => None,
            Self::Line | Self::Element => Some(json(record, batch)),
            Self::Row(None) => None,
            Self::Row(Some((heading, cells))) => row(record, heading, cells, batch),
        }
    }

    /// A valid record as JSON.
    fn json(&mut self, record: Record<'_>) -> Vec<u8> {
        match self {
            Self::Row(Some((heading, cells))) => {
                let row = cells.read(record.text().unwrap_or_default());
                heading.json(&heading.pick(row).0)
            }
            _ => record.bytes().to_vec(),
        }
    }
}

/// A line that is too long is not blank: it may have been cut off before what stands in it.
fn is_blank(line: &[u8], batch: &Batch<'_>) -> bool {
    line.len() <= batch.profile.maximum_size && line.trim_ascii().is_empty()
}

fn json(record: Record<'_>, batch: &Batch<'_>) -> Verdict {
    Verdict::Report(match record {
        Record::Text(text) => check_text(batch.interface, text, batch.profile),
        Record::Bytes(bytes) => check(batch.interface, bytes, batch.profile),
    })
}

fn row(record: Record<'_>, heading: &Heading, cells: &mut Cells, batch: &Batch<'_>) -> Option<Verdict> {
    let text = match record.text() {
        Some("") => return None,
        Some(text) if text.len() <= batch.profile.maximum_size => text,
        // The core says of any bytes that they are too many or no UTF-8.
        _ => return Some(json(record, batch)),
    };
    let row = cells.read(text);
    let is_blank = row.iter().all(Cell::is_blank);
    let (cells, unreadable) = heading.pick(row);
    if is_blank && heading.is_blank(&cells) {
        return None;
    }
    Some(unreadable.map_or_else(|| heading.verdict(&cells, batch), Verdict::Unreadable))
}

/// Counts lines, only as far as somebody asks.
struct Lines<'a> {
    bytes: &'a [u8],
    counted: usize,
    lines: u64,
    /// Whether a carriage return alone ends a line too.
    ends_with_return: bool,
}

impl Lines<'_> {
    /// The number of the line that `at` is on, counted from one.
    fn of(&mut self, at: usize) -> u64 {
        self.before(at).saturating_add(1)
    }

    /// How many lines end before `at`, which never goes back.
    fn before(&mut self, at: usize) -> u64 {
        let bytes = self.bytes.get(self.counted..at).unwrap_or_default();
        count(&mut self.lines, as_u64(memchr_iter(b'\n', bytes).count()));
        if self.ends_with_return {
            let returns = memchr_iter(b'\r', bytes).filter(|place| !self.is_followed(*place)).count();
            count(&mut self.lines, as_u64(returns));
        }
        self.counted = at;
        self.lines
    }

    /// Whether a line feed belongs to a carriage return, which stands so far behind what was counted.
    fn is_followed(&self, place: usize) -> bool {
        self.bytes.get(self.counted.saturating_add(place).saturating_add(1)) == Some(&b'\n')
    }
}

fn as_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
