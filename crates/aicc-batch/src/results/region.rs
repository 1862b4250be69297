//! Where a value is in a text file.

use std::ops::Range;

use memchr::memchr;

/// A part of a text file. Lines and columns count from 1, columns in characters (Unicode code points). The end is after the last
/// character; a region without characters is a place between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The line of the first character.
    pub line: u64,
    /// The column of the first character.
    pub column: u64,
    /// The line of the end.
    pub end_line: u64,
    /// The column of the end.
    pub end_column: u64,
}

/// The position of a byte in a text: its line and its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextPosition {
    pub(crate) line: u64,
    pub(crate) column: u64,
}

/// What ends a line of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum LineEnd {
    /// A line feed.
    Feed,
    /// A line feed, a carriage return, or both.
    FeedOrReturn,
}

impl TextPosition {
    /// Returns the position after some bytes. A carriage return at their end counts as a line end of its own.
    pub(crate) fn after(mut self, mut bytes: &[u8], line_end: LineEnd) -> Self {
        while let Some(length) = length_of_line(bytes, line_end) {
            self = Self { line: self.line.saturating_add(1), column: 1 };
            bytes = bytes.get(length..).unwrap_or_default();
        }
        Self { column: self.column.saturating_add(characters(bytes)), ..self }
    }
}

/// Returns the length of the first line with its end; `None` if the bytes do not have a line end.
fn length_of_line(bytes: &[u8], line_end: LineEnd) -> Option<usize> {
    let end = match line_end {
        LineEnd::Feed => memchr(b'\n', bytes)?,
        LineEnd::FeedOrReturn => memchr::memchr2(b'\n', b'\r', bytes)?,
    };
    let is_pair = matches!(bytes.get(end..), Some([b'\r', b'\n', ..]));
    Some(end.saturating_add(if is_pair { 2 } else { 1 }))
}

/// Returns the number of characters: the bytes that do not continue a character of UTF-8.
pub(crate) fn characters(bytes: &[u8]) -> u64 {
    let count = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Returns the byte at which a character begins, counted from 1; the length of the text if it has fewer characters.
pub(crate) fn offset_of(text: &[u8], character: usize) -> usize {
    let mut starts = text.iter().enumerate().filter(|(_, byte)| **byte & 0xC0 != 0x80);
    starts.nth(character.saturating_sub(1)).map_or(text.len(), |(offset, _)| offset)
}

/// Returns the regions of ranges of bytes in a text, of which the position of one byte before them is known. The bytes are read
/// once.
pub(crate) fn regions(
    text: &[u8],
    (mut at, mut position): (usize, TextPosition),
    line_end: LineEnd,
    ranges: &[Option<Range<usize>>],
) -> Vec<Option<Region>> {
    let mut offsets: Vec<usize> = ranges.iter().flatten().flat_map(|range| [range.start, range.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut positions = Vec::with_capacity(offsets.len());
    for offset in &offsets {
        position = position.after(text.get(at..*offset).unwrap_or_default(), line_end);
        at = *offset;
        positions.push(position);
    }
    let position_of = |offset: usize| offsets.binary_search(&offset).ok().and_then(|index| positions.get(index));
    let region = |range: &Option<Range<usize>>| {
        let range = range.as_ref()?;
        let (start, end) = (position_of(range.start)?, position_of(range.end)?);
        Some(Region { line: start.line, column: start.column, end_line: end.line, end_column: end.column })
    };
    ranges.iter().map(region).collect()
}
