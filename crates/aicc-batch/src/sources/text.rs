//! Chunks of text: bytes with the positions of the records in them.

pub(crate) mod chunker;
pub(crate) mod encoding;
pub(crate) mod json_chunker;
mod json_ranges;
mod line_counter;
pub(crate) mod sample;
pub(crate) mod transcoder;

use std::borrow::Cow;
use std::ops::Range;
use std::str::Utf8Error;

use memchr::{memrchr, memrchr2};
use serde_json::{Map, Value};

use self::chunker::{RawChunk, RecordSpan, length_of_mark};
use self::json_ranges::ranges_of;
use self::line_counter::LineCounter;
use super::source::Chunk;
use crate::results::chunk::ChunkResult;
use crate::results::csv_row::{CsvPart, CsvRow, CsvTable};
use crate::results::finding::BatchFinding;
use crate::results::piece::Piece;
use crate::results::record::{RecordFindings, RecordPosition};
use crate::results::region::characters;
use crate::results::repair::Repair;
use crate::results::verdict::Verdict;
use crate::settings::Settings;

/// The length of the longest line end, a carriage return and a line feed.
const MAXIMUM_LINE_END: usize = 2;

/// Some records of a text, as they are in the input.
pub struct TextChunk<F> {
    raw: RawChunk,
    format: F,
}

/// How the bytes of a record are checked: one implementation for each text format.
pub trait TextFormat: Send {
    /// Memory that is used again for each record of a chunk.
    type Buffer;

    /// Whether a carriage return alone ends a line too.
    const RETURN_ENDS_LINE: bool = false;

    /// Returns this memory.
    fn buffer(&self) -> Self::Buffer;

    /// Returns whether the bytes are those of the input. The bytes of a text that was decoded have other positions.
    fn has_input_bytes(&self) -> bool {
        true
    }

    /// Returns what the bytes before the first record are, or `None` if the text has no lines that can be split. `offset` is
    /// the position of the chunk in the input.
    fn lead(&self, offset: u64) -> Option<Piece>;

    /// Returns how many rows of the chunk come before its first record; `None` if the text is not a table.
    fn rows_before(&self) -> Option<u64> {
        None
    }

    /// Returns the verdict on a record, or `None` if it is blank. What is reported about the whole chunk is added to `result`.
    fn verdict(
        &self,
        record: RawRecord<'_>,
        buffer: &mut Self::Buffer,
        result: &mut ChunkResult<'_>,
    ) -> Option<Verdict>;

    /// Returns the values of the key in a record that has members.
    fn key(&self, record: RawRecord<'_>, _buffer: &mut Self::Buffer, settings: &Settings<'_>) -> Map<String, Value> {
        settings.key.values_in_json(record.bytes())
    }

    /// Returns the bytes of the values with these JSON Pointers in a record that has members; `None` for a value that is not
    /// in the record.
    fn ranges(&self, record: &[u8], pointers: &[String]) -> Vec<Option<Range<usize>>> {
        ranges_of(record, pointers)
    }

    /// Returns the repairs that are proposed for the cells of a record in a row of a spreadsheet. Their edits count from the start
    /// of the record.
    fn repairs(&self, _record: &[u8], _row: u64, _settings: &Settings<'_>) -> Vec<Repair> {
        Vec::new()
    }

    /// Returns how the rows are written; `None` if the text is not CSV.
    fn csv_table(&self) -> Option<CsvTable> {
        None
    }

    /// Returns a valid record as JSON.
    fn json(&self, record: RawRecord<'_>, _buffer: &mut Self::Buffer) -> Vec<u8> {
        record.bytes().to_vec()
    }
}

impl<F> TextChunk<F> {
    pub(crate) const fn new(raw: RawChunk, format: F) -> Self {
        Self { raw, format }
    }

    /// Returns the bytes of a record of this chunk, and where they begin in the chunk.
    fn record(&self, record: &RecordFindings) -> Option<(usize, &[u8])> {
        let RawChunk { bytes, offset, spans, .. } = &self.raw;
        let start = usize::try_from(record.start()?.checked_sub(*offset)?).ok()?;
        let index = spans.binary_search_by_key(&start, |span| span.start).ok()?;
        Some((start, bytes.get(start..spans.get(index)?.end)?))
    }
}

impl<F: TextFormat> TextChunk<F> {
    /// Returns the position of the record of a span, by its index.
    fn position(&self, index: usize, span: &RecordSpan, lines: &mut LineCounter<'_>) -> RecordPosition {
        let rows_before = self.format.rows_before();
        RecordPosition {
            row: rows_before.map(|before| before.saturating_add(as_u64(index)).saturating_add(1)),
            line: Some(lines.line_of(span.start)),
            offset: Some(self.raw.offset.saturating_add(as_u64(span.start))),
        }
    }

    /// Returns the number of characters after the last line end.
    fn last_line(&self) -> u64 {
        let RawChunk { bytes, offset, .. } = &self.raw;
        let mark = if *offset == 0 { length_of_mark(bytes) } else { 0 };
        let end = if F::RETURN_ENDS_LINE { memrchr2(b'\n', b'\r', bytes) } else { memrchr(b'\n', bytes) };
        let start = end.map_or(mark, |end| end.saturating_add(1));
        characters(bytes.get(start..).unwrap_or_default())
    }
}

impl<F: TextFormat> Chunk for TextChunk<F> {
    fn check(&self, result: &mut ChunkResult<'_>) {
        let RawChunk { bytes, offset, spans, .. } = &self.raw;
        let mut lines = LineCounter::new(bytes, F::RETURN_ENDS_LINE);
        // One pass over the whole chunk is many times as fast as one pass for each record.
        let text = simdutf8::basic::from_utf8(bytes).ok();
        let (mut buffer, settings) = (self.format.buffer(), result.settings());
        let lead = self.format.lead(*offset);
        let add_piece = |result: &mut ChunkResult<'_>, piece, end| {
            if lead.is_some() && end > 0 {
                result.add_piece(piece, end);
            }
        };
        add_piece(result, lead.unwrap_or(Piece::Valid), spans.first().map_or(bytes.len(), |span| span.start));
        for (index, span) in spans.iter().enumerate() {
            let record = RawRecord::at(span, bytes, text);
            let verdict = match span.malformed {
                Some(malformed) => Some(Verdict::Malformed(malformed)),
                None => self.format.verdict(record, &mut buffer, result),
            };
            let Some(verdict) = verdict else {
                add_piece(result, Piece::Valid, span.next);
                continue;
            };
            let mut position = || self.position(index, span, &mut lines);
            let has_members = verdict.has_members();
            let key = || if has_members { self.format.key(record, &mut buffer, settings) } else { Map::new() };
            let is_valid = result.add_record(verdict, index, &mut position, key);
            if is_valid {
                result.add_body(&mut position, || self.format.json(record, &mut buffer));
            }
            add_piece(result, if is_valid { Piece::Valid } else { Piece::Invalid }, span.next);
        }
        result.rows = self.format.rows_before().unwrap_or_default().saturating_add(as_u64(spans.len()));
        if result.needs_lines() {
            result.lines = lines.count_to(bytes.len());
            result.last_line = self.last_line();
        }
        result.bytes = as_u64(bytes.len());
    }

    fn places(&self, places: &[usize], settings: &Settings<'_>) -> Vec<(RecordPosition, Map<String, Value>)> {
        let RawChunk { bytes, spans, .. } = &self.raw;
        let (mut lines, mut buffer) = (LineCounter::new(bytes, F::RETURN_ENDS_LINE), self.format.buffer());
        let spans = places.iter().filter_map(|place| Some((*place, spans.get(*place)?)));
        let place = |(index, span): (usize, &RecordSpan)| {
            let record = RawRecord::at(span, bytes, None);
            (self.position(index, span, &mut lines), self.format.key(record, &mut buffer, settings))
        };
        spans.map(place).collect()
    }

    fn bytes(&self) -> &[u8] {
        &self.raw.bytes
    }

    fn has_input_bytes(&self) -> bool {
        self.format.has_input_bytes()
    }

    fn return_ends_line(&self) -> bool {
        F::RETURN_ENDS_LINE
    }

    fn csv_table(&self) -> Option<CsvTable> {
        self.format.csv_table()
    }

    fn csv_row(&self, record: &RecordFindings) -> Option<CsvRow<'_>> {
        Some(self.format.csv_table()?.row(self.record(record)?.1))
    }

    fn csv_parts(&self) -> Vec<CsvPart<'_>> {
        let (Some(table), Some(before)) = (self.format.csv_table(), self.format.rows_before()) else {
            return Vec::new();
        };
        let RawChunk { bytes, offset, spans, is_cut } = &self.raw;
        let part = |range: Range<usize>| bytes.get(range).unwrap_or_default();
        let lead = part(0..spans.first().map_or(bytes.len(), |span| span.start));
        let is_long = self.format.lead(*offset) == Some(Piece::Invalid) && !lead.is_empty();
        let long = is_long.then_some(CsvPart::Long(lead));
        let rows = (1_u64..).zip(spans).map(|(number, span)| {
            let end = part(span.end..span.next);
            let is_last = number == as_u64(spans.len());
            if is_last && *is_cut || end.len() > MAXIMUM_LINE_END {
                return CsvPart::Long(part(span.start..span.next));
            }
            let row = table.row(part(span.start..span.end));
            CsvPart::Row { number: before.saturating_add(number), row, end }
        });
        long.into_iter().chain(rows).collect()
    }

    fn ranges(&self, record: &RecordFindings) -> Vec<Option<Range<usize>>> {
        let Some((start, text)) = self.record(record) else { return vec![None; record.kept()] };
        let findings: Vec<BatchFinding<'_>> = record.findings().collect();
        let pointers: Vec<String> = findings.iter().map(BatchFinding::pointer).collect();
        let mut values = self.format.ranges(text, &pointers).into_iter();
        let ranges = findings.iter().map(|finding| {
            let value = values.next().flatten();
            let Range { start: from, end } = match finding.stop(text) {
                None => value.unwrap_or(0..text.trim_ascii_end().len()),
                Some(stop) => character_at(text, stop),
            };
            Some(start.saturating_add(from)..start.saturating_add(end))
        });
        ranges.collect()
    }

    fn repairs(&self, record: &RecordFindings, settings: &Settings<'_>) -> Vec<Repair> {
        let Some((start, text)) = self.record(record) else { return Vec::new() };
        let mut repairs = self.format.repairs(text, record.position.row.unwrap_or_default(), settings);
        for (range, _) in repairs.iter_mut().filter_map(|repair| repair.edit.as_mut()) {
            *range = start.saturating_add(range.start)..start.saturating_add(range.end);
        }
        repairs
    }
}

/// Returns the bytes of the character at an offset of a text.
fn character_at(text: &[u8], offset: usize) -> Range<usize> {
    let start = offset.min(text.len());
    let rest = text.get(start..).unwrap_or_default();
    let continued = rest.iter().skip(1).take_while(|byte| **byte & 0xC0 == 0x80).count();
    start..start.saturating_add(rest.len().min(continued.saturating_add(1)))
}

/// The bytes of a record in its chunk.
#[derive(Clone, Copy)]
pub enum RawRecord<'a> {
    /// Valid UTF-8.
    Text(&'a str),
    /// A record in a chunk that is not UTF-8 as a whole.
    Bytes(&'a [u8]),
}

impl<'a> RawRecord<'a> {
    fn at(span: &RecordSpan, bytes: &'a [u8], text: Option<&'a str>) -> Self {
        let range = span.start..span.end;
        match text.and_then(|text| text.get(range.clone())) {
            Some(text) => Self::Text(text),
            None => Self::Bytes(bytes.get(range).unwrap_or_default()),
        }
    }

    pub(crate) const fn bytes(self) -> &'a [u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// Returns the text of the record.
    ///
    /// # Errors
    ///
    /// Returns an error if the record is not UTF-8.
    pub(crate) fn text(self) -> Result<&'a str, Utf8Error> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Bytes(bytes) => std::str::from_utf8(bytes),
        }
    }

    /// Returns the text of the record, with U+FFFD in place of bytes that are not UTF-8.
    pub(crate) fn text_lossy(self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.bytes())
    }

    /// Returns the verdict on the record as JSON.
    pub(crate) fn json_verdict(self, settings: &Settings<'_>) -> Verdict {
        match self {
            Self::Text(text) => {
                let mut check = settings.start_check();
                check.body_text(text);
                Verdict::of(check)
            }
            Self::Bytes(bytes) => Verdict::of_json(bytes, settings),
        }
    }
}

pub(crate) fn as_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
