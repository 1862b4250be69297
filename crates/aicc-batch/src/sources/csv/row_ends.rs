//! The ends of the rows of a CSV file.

use memchr::{memchr, memchr2, memchr3};

use crate::malformed::Malformed;
use crate::sources::text::chunker::{Boundaries, Cut, CutContent};

/// Finds the line ends outside quotation marks: a line feed, a carriage return, or both.
#[derive(Debug)]
pub(crate) struct RowBoundaries {
    /// The character between two cells.
    delimiter: u8,
    state: CsvState,
    /// Whether a quotation mark of the row is misplaced.
    is_broken: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CsvState {
    /// Before a cell.
    BeforeCell,
    /// In a cell without quotation marks. A quotation mark has no meaning there.
    InPlainCell,
    /// In a cell in quotation marks.
    InQuotes,
    /// After a quotation mark in such a cell: the end of the cell, or the first half of a doubled quotation mark.
    AfterQuote,
    /// After the carriage return of a row. A line feed may follow.
    AfterReturn,
    /// In a row that is too long. Any line end ends it, since its quotation marks may never match.
    TooLong,
}

impl RowBoundaries {
    pub(crate) const fn new(delimiter: u8) -> Self {
        Self { delimiter, state: CsvState::BeforeCell, is_broken: false }
    }

    /// Moves past a byte that has a meaning and does not end the row.
    fn step(&mut self, byte: u8) {
        self.state = match (self.state, byte) {
            (CsvState::BeforeCell | CsvState::AfterQuote, b'"') => CsvState::InQuotes,
            (CsvState::InQuotes, _) => CsvState::AfterQuote,
            (_, byte) if byte == self.delimiter => CsvState::BeforeCell,
            (state, _) => {
                self.is_broken |= state == CsvState::AfterQuote;
                CsvState::InPlainCell
            }
        };
    }

    /// Returns the end of a row without further quotation marks: the usual case.
    fn end_of_plain(&self, rest: &[u8]) -> Option<usize> {
        let end = memchr3(b'"', b'\n', b'\r', rest).filter(|_| self.state == CsvState::BeforeCell)?;
        (rest.get(end) != Some(&b'"')).then_some(end)
    }

    /// Returns the cut at the line end at `end`, or `None` if the byte after a carriage return is not known yet.
    fn end(&mut self, bytes: &[u8], end: usize) -> Option<Cut> {
        let next = end.saturating_add(1);
        let next = match (bytes.get(end), bytes.get(next)) {
            (Some(b'\r'), Some(b'\n')) => next.saturating_add(1),
            (Some(b'\r'), None) => {
                self.state = CsvState::AfterReturn;
                return None;
            }
            _ => next,
        };
        Some(self.finish(end, next))
    }

    fn finish(&mut self, end: usize, next: usize) -> Cut {
        let row = std::mem::replace(self, Self::new(self.delimiter));
        Cut { end, next, content: row.content() }
    }

    const fn content(&self) -> CutContent {
        if self.is_broken { CutContent::Malformed(Malformed::Quotes) } else { CutContent::Record }
    }
}

impl Boundaries for RowBoundaries {
    fn cut(&mut self, bytes: &[u8], mut at: usize) -> Option<Cut> {
        if self.state == CsvState::AfterReturn {
            let next = at.saturating_add(usize::from(*bytes.get(at)? == b'\n'));
            return Some(self.finish(at.saturating_sub(1), next));
        }
        if let Some(end) = self.end_of_plain(bytes.get(at..)?) {
            return self.end(bytes, at.saturating_add(end));
        }
        loop {
            let rest = bytes.get(at..)?;
            let length = match self.state {
                CsvState::BeforeCell | CsvState::AfterQuote | CsvState::AfterReturn => 0,
                CsvState::InPlainCell => memchr3(self.delimiter, b'\n', b'\r', rest)?,
                CsvState::InQuotes => memchr(b'"', rest)?,
                CsvState::TooLong => memchr2(b'\n', b'\r', rest)?,
            };
            let (place, byte) = (at.saturating_add(length), *rest.get(length)?);
            if matches!(byte, b'\n' | b'\r') && self.state != CsvState::InQuotes {
                return self.end(bytes, place);
            }
            self.step(byte);
            at = place.saturating_add(1);
        }
    }

    fn last(&self, rest: &[u8]) -> (usize, CutContent) {
        let length = rest.len();
        match self.state {
            _ if rest.is_empty() => (length, CutContent::Nothing),
            CsvState::InQuotes => (length, CutContent::Malformed(Malformed::Quotes)),
            CsvState::AfterReturn => (length.saturating_sub(1), self.content()),
            _ => (length, self.content()),
        }
    }

    fn held(&self) -> usize {
        usize::from(self.state == CsvState::AfterReturn)
    }

    fn skip(&mut self) {
        // After a carriage return the row has already ended.
        if self.state != CsvState::AfterReturn {
            self.state = CsvState::TooLong;
        }
    }
}
