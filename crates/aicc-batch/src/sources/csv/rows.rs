//! Cuts a text table into rows, whatever its encoding and its delimiter are.

use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8};

use super::layout::Layout;
use super::row_ends::RowBoundaries;
use crate::error::Error;
use crate::malformed::Malformed;
use crate::results::reading::ReadingNote;
use crate::results::region::characters;
use crate::settings::Settings;
use crate::sources::text::as_u64;
use crate::sources::text::chunker::{Chunker, RawChunk};
use crate::sources::text::encoding::name_of;
use crate::sources::text::sample::{Sample, SampledInput};
use crate::sources::text::transcoder::Transcoder;

/// Reads the rows of a text table as UTF-8, in chunks.
pub(crate) struct CsvRows<R> {
    /// The input, until the first chunk is read.
    unread: Option<R>,
    chunker: Option<Chunker<TableInput<R>, RowBoundaries>>,
    form: RowForm,
    /// Whether the line that names the delimiter comes next.
    is_at_delimiter_line: bool,
    notes: Vec<ReadingNote>,
}

/// What the rows of a text table have in common. It is known after the first chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowForm {
    /// The encoding of the input. The rows themselves are UTF-8.
    pub(crate) encoding: &'static Encoding,
    /// The character between two cells.
    pub(crate) delimiter: u8,
}

/// The bytes of a text table as UTF-8.
enum TableInput<R> {
    Plain(SampledInput<R>),
    Decoded(Box<Transcoder<SampledInput<R>>>),
}

impl<R: Read> Read for TableInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(input) => input.read(buffer),
            Self::Decoded(input) => input.read(buffer),
        }
    }
}

impl<R: Read> CsvRows<R> {
    pub(crate) const fn new(input: R) -> Self {
        let form = RowForm { encoding: UTF_8, delimiter: b',' };
        Self { unread: Some(input), chunker: None, form, is_at_delimiter_line: false, notes: Vec::new() }
    }

    /// Returns what the rows have in common.
    pub(crate) const fn form(&self) -> RowForm {
        self.form
    }

    /// Returns how the table is written, as far as it does not have the plain form.
    pub(crate) fn notes(&self) -> &[ReadingNote] {
        &self.notes
    }

    /// Returns the next rows, or `None` at the end of the input. A line that only names the delimiter is not a row.
    pub(crate) fn next(&mut self, settings: &Settings<'_>) -> Result<Option<RawChunk>, Error> {
        if let Some(input) = self.unread.take() {
            self.open(input, settings)?;
        }
        let Some(chunker) = &mut self.chunker else { return Ok(None) };
        let Some(mut raw) = chunker.next(settings)? else { return Ok(None) };
        if let TableInput::Decoded(input) = chunker.input() {
            let places = input.take_malformed(raw.offset.saturating_add(as_u64(raw.bytes.len())));
            mark_malformed(&mut raw, &places, name_of(self.form.encoding), settings);
        }
        if self.is_at_delimiter_line && !raw.spans.is_empty() {
            raw.spans.remove(0);
            self.is_at_delimiter_line = false;
        }
        Ok(Some(raw))
    }

    fn open(&mut self, input: R, settings: &Settings<'_>) -> Result<(), Error> {
        let (sample, input) = Sample::read(input).map_err(Error::Read)?;
        let layout = Layout::of(&sample, settings)?;
        self.notes = layout.notes();
        self.is_at_delimiter_line = layout.has_delimiter_line;
        self.form = RowForm { encoding: layout.encoding, delimiter: layout.delimiter };
        let input = input.after(sample);
        let input = match layout.encoding == UTF_8 {
            true => TableInput::Plain(input),
            false => TableInput::Decoded(Box::new(Transcoder::new(input, layout.encoding))),
        };
        self.chunker = Some(Chunker::new(input, RowBoundaries::new(layout.delimiter)));
        Ok(())
    }
}

/// Marks each row that has bytes which are not a character. `places` are their places in the text, in order.
fn mark_malformed(raw: &mut RawChunk, places: &[u64], encoding: &'static str, settings: &Settings<'_>) {
    let RawChunk { bytes, offset, spans, .. } = raw;
    let places = places.iter().filter_map(|place| usize::try_from(place.checked_sub(*offset)?).ok());
    for place in places {
        let index = spans.partition_point(|span| span.end <= place);
        let Some(span) = spans.get_mut(index).filter(|span| span.start <= place && span.malformed.is_none()) else {
            continue;
        };
        if span.end.saturating_sub(span.start) <= settings.profile.maximum_size {
            let before = characters(bytes.get(span.start..place).unwrap_or_default());
            let character = usize::try_from(before).unwrap_or(usize::MAX).saturating_add(1);
            span.malformed = Some(Malformed::Decoding { encoding, character });
        }
    }
}
