//! Cuts a stream of bytes into chunks of whole records.

use std::io::{self, Read};

use crate::batch::Batch;
use crate::error::Error;
use crate::unreadable::Unreadable;

/// A chunk has at most so many records, since each may have many findings.
const MOST_RECORDS: usize = 8192;

/// What may stand around a record of the maximum size: a byte order mark, the end of the line.
const SLACK: usize = 16;

/// That of UTF-8, which may stand before the first record.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// What a ZIP archive begins with, and so a workbook.
const ARCHIVE: &[u8] = b"PK\x03";

/// Finds the ends of records.
pub(crate) trait Boundaries {
    /// Goes on from `at` to the end of the record, or of what stands between two records; `None` where `bytes` end
    /// before. The next call goes on where this one stopped.
    fn cut(&mut self, bytes: &[u8], at: usize) -> Option<Cut>;

    /// What the rest is, which no cut has ended when the input ends, and where its content ends.
    fn last(&self, rest: &[u8]) -> (usize, Content);

    /// The record under way is too long: the next cut is its end.
    fn skip(&mut self) {}

    /// How many bytes before the place where it stopped belong to an end that is not yet known.
    fn held(&self) -> usize {
        0
    }
}

/// The end of a record or of what stands between two records.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Where the content ends.
    pub(crate) end: usize,
    /// Where the next content begins.
    pub(crate) next: usize,
    /// What the content is.
    pub(crate) content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing to check.
    Nothing,
    /// A record.
    Record,
    /// What should be a record and is none.
    Unreadable(Unreadable),
}

/// A record in the bytes of a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the next record begins.
    pub(crate) next: usize,
    /// Why it is none, where that shows without looking into it.
    pub(crate) unreadable: Option<Unreadable>,
}

/// Bytes with the records in them. Bytes before the first record are the rest of one that is too long, a byte order
/// mark, or stand between elements.
pub(crate) struct Cuts {
    pub(crate) bytes: Vec<u8>,
    /// Where in the input they begin.
    pub(crate) offset: u64,
    pub(crate) spans: Vec<Span>,
}

/// Reads an input and cuts it.
pub(crate) struct Chunker<R, B> {
    input: R,
    boundaries: B,
    /// What was read and not yet given out: from `offset` of the input on.
    bytes: Vec<u8>,
    offset: u64,
    spans: Vec<Span>,
    /// Where the content under way begins, and how far it was looked at.
    start: usize,
    at: usize,
    /// Whether the content under way is the rest of a record that is too long.
    is_skipping: bool,
    has_ended: bool,
    failure: Option<io::Error>,
}

impl<R: Read, B: Boundaries> Chunker<R, B> {
    pub(crate) const fn new(input: R, boundaries: B) -> Self {
        Self {
            input,
            boundaries,
            bytes: Vec::new(),
            offset: 0,
            spans: Vec::new(),
            start: 0,
            at: 0,
            is_skipping: false,
            has_ended: false,
            failure: None,
        }
    }

    /// The next records; `None` at the end of the input.
    pub(crate) fn next(&mut self, batch: &Batch<'_>) -> Result<Option<Cuts>, Error> {
        while !self.has_ended {
            self.scan(batch.profile.maximum_size.saturating_add(SLACK));
            if self.is_full(batch) {
                return Ok(Some(self.give(self.start)));
            }
            match self.read(batch.chunk_size.get()) {
                Ok(0) => return Ok(self.finish()),
                Ok(length) => self.begin(length)?,
                // The whole records before it come first.
                Err(error) if self.start > 0 => {
                    self.failure = Some(error);
                    return Ok(Some(self.give(self.start)));
                }
                Err(error) => return Err(Error::Read(error)),
            }
        }
        Ok(None)
    }

    /// Cuts what was read, as far as it goes; no record is looked at beyond its first `most` bytes.
    fn scan(&mut self, most: usize) {
        while self.spans.len() < MOST_RECORDS {
            let most = if self.is_skipping { usize::MAX } else { most };
            let end = self.bytes.len().min(self.start.saturating_add(most));
            match self.boundaries.cut(self.bytes.get(..end).unwrap_or_default(), self.at) {
                Some(cut) => self.push(cut),
                None if end < self.bytes.len() => self.skip(end),
                None => {
                    self.at = end;
                    break;
                }
            }
        }
        if self.is_skipping {
            self.skip_to(self.at.saturating_sub(self.boundaries.held()));
        }
    }

    /// Gives up the record under way: its bytes before `end` are enough to see that it is too long.
    fn skip(&mut self, end: usize) {
        self.push(Cut { end, next: end, content: Content::Record });
        self.boundaries.skip();
        self.is_skipping = true;
    }

    /// Adds the bytes before `end` to the record that is too long, where it began in this chunk.
    fn skip_to(&mut self, end: usize) {
        self.start = end;
        if let Some(last) = self.spans.last_mut() {
            last.next = end;
        }
    }

    fn push(&mut self, Cut { end, next, content }: Cut) {
        self.at = next;
        if std::mem::take(&mut self.is_skipping) {
            return self.skip_to(next);
        }
        let start = std::mem::replace(&mut self.start, next);
        let unreadable = match content {
            Content::Nothing => return,
            Content::Record => None,
            Content::Unreadable(unreadable) => Some(unreadable),
        };
        self.spans.push(Span { start, end, next, unreadable });
    }

    fn is_full(&self, batch: &Batch<'_>) -> bool {
        let has_enough = self.bytes.len() >= batch.chunk_size.get() || self.spans.len() >= MOST_RECORDS;
        self.start > 0 && (has_enough || self.is_skipping)
    }

    /// Reads on. Answers how many bytes there were, 0 at the end of the input.
    fn read(&mut self, most: usize) -> io::Result<usize> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let before = self.bytes.len();
        self.bytes.resize(before.saturating_add(most.max(BYTE_ORDER_MARK.len())), 0);
        let mut end = before;
        let read = loop {
            match self.input.read(self.bytes.get_mut(end..).unwrap_or_default()) {
                Ok(0) => break Ok(()),
                Ok(length) => end = end.saturating_add(length),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        self.bytes.truncate(end);
        let length = end.saturating_sub(before);
        match read {
            Err(error) if end > before => {
                self.failure = Some(error);
                Ok(length)
            }
            other => other.map(|()| length),
        }
    }

    /// Goes past a byte order mark, where the first `length` bytes were just read.
    fn begin(&mut self, length: usize) -> Result<(), Error> {
        if self.offset > 0 || self.bytes.len() > length {
            return Ok(());
        }
        if matches!(self.bytes.as_slice(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            return Err(Error::Utf16);
        }
        if self.bytes.starts_with(ARCHIVE) {
            return Err(Error::Archive);
        }
        if self.bytes.starts_with(BYTE_ORDER_MARK) {
            self.start = BYTE_ORDER_MARK.len();
            self.at = self.start;
        }
        Ok(())
    }

    /// The last records.
    fn finish(&mut self) -> Option<Cuts> {
        self.has_ended = true;
        let end = self.bytes.len();
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        let (length, content) = self.boundaries.last(rest);
        self.push(Cut { end: self.start.saturating_add(length), next: end, content });
        let last = self.give(end);
        (!last.bytes.is_empty() || !last.spans.is_empty()).then_some(last)
    }

    /// Gives out the bytes before `end`, with their records.
    fn give(&mut self, end: usize) -> Cuts {
        let rest = self.bytes.get(end..).unwrap_or_default().to_vec();
        let offset = self.offset;
        self.bytes.truncate(end);
        self.offset = self.offset.saturating_add(u64::try_from(end).unwrap_or_default());
        self.start = self.start.saturating_sub(end);
        self.at = self.at.saturating_sub(end);
        Cuts { bytes: std::mem::replace(&mut self.bytes, rest), offset, spans: std::mem::take(&mut self.spans) }
    }
}
