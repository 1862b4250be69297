//! How a text table is written: its encoding, the character between its cells, and the row that names its columns.

use std::cmp::Ordering;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::candidate::candidates;
use super::first_rows::{COMMA, FirstRows, beginning, delimiter_line, only_delimiter};
use super::words::words;
use crate::error::Error;
use crate::results::reading::ReadingNote;
use crate::settings::Settings;
use crate::sources::text::encoding::{Detected, OtherEncoding, name_of};
use crate::sources::text::sample::Sample;

/// How a text table is written.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) encoding: &'static Encoding,
    /// The names of the encodings that rows may have that are not UTF-8, the likeliest first.
    other_encodings: Vec<&'static str>,
    /// The character between two cells.
    pub(crate) delimiter: u8,
    /// Whether the first line names the delimiter. A spreadsheet does not show this line as a row.
    pub(crate) has_delimiter_line: bool,
}

impl Layout {
    /// Returns how a table is written, by its first bytes and the options.
    ///
    /// # Errors
    ///
    /// Returns an error if the encoding is not certain.
    pub(crate) fn of(sample: &Sample, settings: &Settings<'_>) -> Result<Self, Error> {
        sample.refuse_archive()?;
        if let Some(encoding) = settings.table.encoding {
            return Ok(Self::in_encoding(in_order_of_mark(encoding, &sample.bytes), sample, settings));
        }
        match Detected::of(sample) {
            Detected::Known(encoding) => Ok(Self::in_encoding(encoding, sample, settings)),
            Detected::Other(other) => Self::in_other_encoding(other, sample, settings),
        }
    }

    fn in_encoding(encoding: &'static Encoding, sample: &Sample, settings: &Settings<'_>) -> Self {
        let text = beginning(sample, encoding);
        let named = delimiter_line(&text);
        let chosen = settings.table.delimiter.or(named).or_else(|| only_delimiter(&text));
        let delimiter = chosen.unwrap_or_else(|| FirstRows::of(&text, settings).delimiter);
        Self { encoding, other_encodings: Vec::new(), delimiter, has_delimiter_line: named.is_some() }
    }

    /// Words of the interface that only one encoding shows are more certain than a guess. If no encoding is certain, and few lines
    /// are not ASCII, these lines are findings.
    fn in_other_encoding(other: OtherEncoding, sample: &Sample, settings: &Settings<'_>) -> Result<Self, Error> {
        let OtherEncoding { guess, candidates: possible, is_mostly_ascii } = &other;
        let in_ascii = FirstRows::of(&beginning(sample, UTF_8), settings);
        let shown = shown_by_words(possible, in_ascii.recognized(), sample, settings);
        if let Some(encoding) = shown.or(*guess) {
            return Ok(Self::in_encoding(encoding, sample, settings));
        }
        if *is_mostly_ascii && in_ascii.has_whole_heading() {
            return Ok(Self { other_encodings: other.names(), ..Self::in_encoding(UTF_8, sample, settings) });
        }
        Err(Error::UnknownEncoding(candidates(possible, sample, settings)))
    }

    /// Returns what is not the plain form.
    pub(crate) fn notes(&self) -> Vec<ReadingNote> {
        let Self { encoding, other_encodings, delimiter, .. } = self;
        let notes = [
            (*encoding != UTF_8).then(|| ReadingNote::Encoding { encoding: name_of(encoding) }),
            (!other_encodings.is_empty()).then(|| ReadingNote::OtherEncoding { candidates: other_encodings.clone() }),
            (*delimiter != COMMA).then_some(ReadingNote::Delimiter { delimiter: *delimiter }),
        ];
        notes.into_iter().flatten().collect()
    }
}

/// Returns the encoding in which the most words of the interface can be read, which are names of columns and labels of values.
/// `None` if two encodings read as many, or if none reads more than `known`, the number of names in ASCII.
fn shown_by_words(
    encodings: &[&'static Encoding],
    known: usize,
    sample: &Sample,
    settings: &Settings<'_>,
) -> Option<&'static Encoding> {
    let (mut shown, mut most) = (None, known);
    for encoding in encodings.iter().copied() {
        let words = words(&beginning(sample, encoding), settings);
        match words.cmp(&most) {
            Ordering::Greater => (shown, most) = (Some(encoding), words),
            Ordering::Equal => shown = None,
            Ordering::Less => {}
        }
    }
    shown
}

/// Returns UTF-16 in the order that a byte order mark shows, and any other encoding as it is.
fn in_order_of_mark(encoding: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    let is_utf_16 = |encoding: &'static Encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    match Encoding::for_bom(bytes) {
        Some((marked, _)) if is_utf_16(marked) && is_utf_16(encoding) => marked,
        _ => encoding,
    }
}
