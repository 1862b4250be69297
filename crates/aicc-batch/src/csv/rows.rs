//! Where the rows of a CSV file end.

use memchr::{memchr, memchr2};

use crate::chunker::{Boundaries, Content, Cut};
use crate::json_lines::before_return;
use crate::unreadable::Unreadable;

/// Finds the line feeds that stand outside quotation marks.
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
    /// In a row that is too long: any line feed ends it, since its quotation may never end.
    TooLong,
}

impl Rows {
    pub(crate) const fn new() -> Self {
        Self { place: Place::Before, is_broken: false }
    }

    /// Goes past a byte that has a meaning. Answers whether it ends the row.
    fn step(&mut self, byte: u8) -> bool {
        self.place = match (self.place, byte) {
            (Place::Before, b'"') | (Place::Quote, b'"') => Place::Quoted,
            (Place::Quoted, _) => Place::Quote,
            (_, b'\n') => return true,
            (Place::TooLong, _) => Place::TooLong,
            (_, b',') => Place::Before,
            (place, _) => {
                self.is_broken |= place == Place::Quote && byte != b'\r';
                Place::Plain
            }
        };
        false
    }

    /// Where a row without further quotation marks ends, as most are.
    fn end_of_plain(&self, rest: &[u8]) -> Option<usize> {
        let end = memchr2(b'"', b'\n', rest).filter(|_| self.place == Place::Before)?;
        (rest.get(end) == Some(&b'\n')).then_some(end)
    }

    /// The end of the row at a line feed, after which the next one begins.
    fn end(&mut self, bytes: &[u8], line_feed: usize) -> Cut {
        let row = std::mem::replace(self, Self::new());
        Cut { end: before_return(bytes, line_feed), next: line_feed.saturating_add(1), content: row.content() }
    }

    const fn content(&self) -> Content {
        if self.is_broken { Content::Unreadable(Unreadable::Quotes) } else { Content::Record }
    }
}

impl Boundaries for Rows {
    fn cut(&mut self, bytes: &[u8], mut at: usize) -> Option<Cut> {
        if let Some(end) = self.end_of_plain(bytes.get(at..)?) {
            return Some(self.end(bytes, at.saturating_add(end)));
        }
        loop {
            let rest = bytes.get(at..)?;
            let length = match self.place {
                Place::Before | Place::Quote => 0,
                Place::Plain => memchr2(b',', b'\n', rest)?,
                Place::Quoted => memchr(b'"', rest)?,
                Place::TooLong => memchr(b'\n', rest)?,
            };
            let ends = self.step(*rest.get(length)?);
            let place = at.saturating_add(length);
            if ends {
                return Some(self.end(bytes, place));
            }
            at = place.saturating_add(1);
        }
    }

    fn last(&self, rest: &[u8]) -> Content {
        match self.place {
            _ if rest.is_empty() => Content::Nothing,
            Place::Quoted => Content::Unreadable(Unreadable::Quotes),
            _ => self.content(),
        }
    }

    fn skip(&mut self) {
        self.place = Place::TooLong;
    }
}
