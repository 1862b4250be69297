//! Where the rows of a CSV file end.

use memchr::{memchr, memchr2, memchr3};

use crate::chunker::{Boundaries, Content, Cut};
use crate::unreadable::Unreadable;

/// Finds the line ends that stand outside quotation marks: a line feed, a carriage return, or both.
#[derive(Debug)]
pub(crate) struct Rows {
    place: Place,
    /// Whether a quotation mark of the row is misplaced.
    is_broken: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before a cell.
    Before,
    /// In a cell without quotation marks, where one has no meaning.
    Plain,
    /// In a cell in quotation marks.
    Quoted,
    /// After a quotation mark in such a cell, which ends it or stands for itself.
    Quote,
    /// After the carriage return of a row, to which a line feed may belong.
    Return,
    /// In a row that is too long: any line end ends it, since its quotation may never end.
    TooLong,
}

impl Rows {
    pub(crate) const fn new() -> Self {
        Self { place: Place::Before, is_broken: false }
    }

    /// Goes past a byte that has a meaning, and ends no row.
    fn step(&mut self, byte: u8) {
        self.place = match (self.place, byte) {
            (Place::Before, b'"') | (Place::Quote, b'"') => Place::Quoted,
            (Place::Quoted, _) => Place::Quote,
            (_, b',') => Place::Before,
            (place, _) => {
                self.is_broken |= place == Place::Quote;
                Place::Plain
            }
        };
    }

    /// Where a row without further quotation marks ends, as most are.
    fn end_of_plain(&self, rest: &[u8]) -> Option<usize> {
        let end = memchr3(b'"', b'\n', b'\r', rest).filter(|_| self.place == Place::Before)?;
        (rest.get(end) != Some(&b'"')).then_some(end)
    }

    /// The end of the row at a line end, after which the next one begins; `None` where that is not yet known.
    fn end(&mut self, bytes: &[u8], end: usize) -> Option<Cut> {
        let next = end.saturating_add(1);
        let next = match (bytes.get(end), bytes.get(next)) {
            (Some(b'\r'), Some(b'\n')) => next.saturating_add(1),
            (Some(b'\r'), None) => {
                self.place = Place::Return;
                return None;
            }
            _ => next,
        };
        Some(self.finish(end, next))
    }

    fn finish(&mut self, end: usize, next: usize) -> Cut {
        let row = std::mem::replace(self, Self::new());
        Cut { end, next, content: row.content() }
    }

    const fn content(&self) -> Content {
        if self.is_broken { Content::Unreadable(Unreadable::Quotes) } else { Content::Record }
    }
}

impl Boundaries for Rows {
    fn cut(&mut self, bytes: &[u8], mut at: usize) -> Option<Cut> {
        if self.place == Place::Return {
            let next = at.saturating_add(usize::from(*bytes.get(at)? == b'\n'));
            return Some(self.finish(at.saturating_sub(1), next));
        }
        if let Some(end) = self.end_of_plain(bytes.get(at..)?) {
            return self.end(bytes, at.saturating_add(end));
        }
        loop {
            let rest = bytes.get(at..)?;
            let length = match self.place {
                Place::Before | Place::Quote | Place::Return => 0,
                Place::Plain => memchr3(b',', b'\n', b'\r', rest)?,
                Place::Quoted => memchr(b'"', rest)?,
                Place::TooLong => memchr2(b'\n', b'\r', rest)?,
            };
            let (place, byte) = (at.saturating_add(length), *rest.get(length)?);
            if matches!(byte, b'\n' | b'\r') && self.place != Place::Quoted {
                return self.end(bytes, place);
            }
            self.step(byte);
            at = place.saturating_add(1);
        }
    }

    fn last(&self, rest: &[u8]) -> (usize, Content) {
        let length = rest.len();
        match self.place {
            _ if rest.is_empty() => (length, Content::Nothing),
            Place::Quoted => (length, Content::Unreadable(Unreadable::Quotes)),
            Place::Return => (length.saturating_sub(1), self.content()),
            _ => (length, self.content()),
        }
    }

    fn held(&self) -> usize {
        usize::from(self.place == Place::Return)
    }

    fn skip(&mut self) {
        // A row that has ended needs no other end.
        if self.place != Place::Return {
            self.place = Place::TooLong;
        }
    }
}
