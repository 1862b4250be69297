//! The first rows of a text table: the delimiter, and the row that names the columns.

use std::num::NonZeroUsize;

use aicc_core::Cell;
use encoding_rs::Encoding;
use memchr::memchr;

use super::cells::CsvCells;
use super::row_ends::RowBoundaries;
use crate::settings::Settings;
use crate::sources::heading::search::{HeadingRow, HeadingSearch};
use crate::sources::text::chunker::{Chunker, RawChunk, RecordSpan};
use crate::sources::text::sample::Sample;
use crate::table_options::TableOptions;

/// The number of bytes of an input in which its heading is searched.
const BEGINNING: NonZeroUsize = NonZeroUsize::MIN.saturating_add((64 << 10) - 1);

/// The maximum number of names of a row that are compared with those of columns.
const MAXIMUM_NAMES: usize = 1024;

/// The delimiter of the plain form.
pub(super) const COMMA: u8 = b',';

/// What the first line of a file says in order to name the delimiter, as in `sep=;`.
const DELIMITER_LINE: &str = "sep=";

/// Returns the beginning of a text in an encoding, with U+FFFD for bytes that are not a character.
pub(super) fn beginning(sample: &Sample, encoding: &'static Encoding) -> String {
    let bytes = sample.bytes.get(..BEGINNING.get()).unwrap_or(&sample.bytes);
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
    // The last character may be incomplete.
    let is_last = sample.is_whole && bytes.len() == sample.bytes.len();
    let (_result, _read, _has_errors) = decoder.decode_to_string(bytes, &mut text, is_last);
    text
}

/// Returns the comma if a text has no other delimiter: the usual case, in which no heading needs to be searched.
pub(super) fn only_delimiter(text: &str) -> Option<u8> {
    let others = TableOptions::DELIMITERS.iter().filter(|(delimiter, _)| *delimiter != COMMA);
    let has_other = others.into_iter().any(|(delimiter, _)| memchr(*delimiter, text.as_bytes()).is_some());
    (!has_other).then_some(COMMA)
}

/// The first rows of a text.
pub(super) struct FirstRows {
    pub(super) delimiter: u8,
    pub(super) has_delimiter_line: bool,
    /// The row that names the columns, and whether each byte of it is a part of a character.
    pub(super) heading: Option<(HeadingRow, bool)>,
}

impl FirstRows {
    /// Finds the delimiter of a text: the one of the options, or of the first line, or with which the most names are those of columns.
    pub(super) fn of(text: &str, settings: &Settings<'_>) -> Self {
        let named = delimiter_line(text);
        let has_delimiter_line = named.is_some();
        let with = |delimiter: u8| Self {
            delimiter,
            has_delimiter_line,
            heading: heading_with(delimiter, has_delimiter_line, text, settings),
        };
        let chosen = settings.table.delimiter.or(named);
        let mut best = with(chosen.unwrap_or(COMMA));
        for (delimiter, _) in TableOptions::DELIMITERS {
            if chosen.is_none() && *delimiter != best.delimiter && memchr(*delimiter, text.as_bytes()).is_some() {
                let other = with(*delimiter);
                best = if other.recognized() > best.recognized() { other } else { best };
            }
        }
        best
    }

    /// Returns how many names are those of columns.
    pub(super) fn recognized(&self) -> usize {
        self.heading.map_or(0, |(heading, _)| heading.recognized)
    }

    pub(super) fn has_whole_heading(&self) -> bool {
        self.heading.is_some_and(|(_, is_whole)| is_whole)
    }
}

/// Finds the row that names the columns, if its cells have this delimiter.
fn heading_with(
    delimiter: u8,
    has_delimiter_line: bool,
    text: &str,
    settings: &Settings<'_>,
) -> Option<(HeadingRow, bool)> {
    let mut search = HeadingSearch::new(settings);
    let mut cells = CsvCells::new(delimiter);
    let mut damaged = Vec::new();
    each_row(text, delimiter, has_delimiter_line, settings, |number, row| {
        if is_blank(row.as_bytes(), delimiter) {
            return true;
        }
        if row.contains(char::REPLACEMENT_CHARACTER) {
            damaged.push(number);
        }
        let names: Vec<&str> = cells.read(row).into_iter().take(MAXIMUM_NAMES).map(heading_text).collect();
        search.look_at(number, &names)
    });
    let heading = search.finish().ok()?;
    Some((heading, !damaged.contains(&heading.row)))
}

/// Calls `look_at` with the number of each row of a text, counted from 1, and its text, as long as it returns `true`. Rows are cut
/// as they are when the whole file is read; of a row that is too long, only the beginning is known.
pub(super) fn each_row(
    text: &str,
    delimiter: u8,
    has_delimiter_line: bool,
    settings: &Settings<'_>,
    mut look_at: impl FnMut(u64, &str) -> bool,
) {
    let settings = Settings { chunk_size: BEGINNING, ..settings.clone() };
    let mut chunker = Chunker::new(text.as_bytes(), RowBoundaries::new(delimiter));
    let mut number = 0_u64;
    let mut skips = has_delimiter_line;
    // A text in memory can always be read.
    while let Ok(Some(RawChunk { bytes, spans, .. })) = chunker.next(&settings) {
        for RecordSpan { start, end, .. } in spans {
            if std::mem::take(&mut skips) {
                continue;
            }
            number = number.saturating_add(1);
            // A row that is too long can end in the middle of a character.
            if !look_at(number, &String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default())) {
                return;
            }
        }
    }
}

/// Returns the text of a cell in a heading.
pub(super) const fn heading_text<'c>(cell: Cell<'c>) -> &'c str {
    if let Cell::Text(name) = cell { name } else { "" }
}

/// Whether a row has only blank cells.
fn is_blank(row: &[u8], delimiter: u8) -> bool {
    row.iter().all(|byte| *byte == delimiter || matches!(byte, b'"' | b' ' | b'\t'))
}

/// Returns the delimiter that the first line of a text names.
pub(super) fn delimiter_line(text: &str) -> Option<u8> {
    let line = text.split(['\r', '\n']).next()?.trim_matches('"');
    let (name, delimiter) = line.split_at_checked(DELIMITER_LINE.len())?;
    let is_named = |(known, _): &&(u8, &str)| delimiter.as_bytes() == [*known];
    let named = TableOptions::DELIMITERS.iter().find(is_named).map(|(known, _)| *known);
    named.filter(|_| name.eq_ignore_ascii_case(DELIMITER_LINE))
}
