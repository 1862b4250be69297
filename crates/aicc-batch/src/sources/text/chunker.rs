//! Cuts a stream of bytes into chunks of whole records.

use std::io::{self, Read};

use crate::error::Error;
use crate::malformed::Malformed;
use crate::settings::Settings;

/// The maximum number of records in a chunk, since each may have many findings.
const MAXIMUM_RECORDS: usize = 8192;

/// The bytes that may surround a record of the maximum size: a byte order mark, the end of the line.
const SLACK: usize = 16;

/// The byte order mark of UTF-8, which may come before the first record.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Returns the length of the byte order mark at the start of an input; 0 if there is none.
pub(crate) fn length_of_mark(input: &[u8]) -> usize {
    if input.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK.len() } else { 0 }
}

/// Finds the ends of records.
pub(crate) trait Boundaries {
    /// Searches from `at` for the end of the record, or of the bytes between two records. Returns `None` if `bytes` end
    /// before it; the next call continues where this one stopped.
    fn cut(&mut self, bytes: &[u8], at: usize) -> Option<Cut>;

    /// Returns the length and the content of the bytes after the last cut, when the input has ended.
    fn last(&self, rest: &[u8]) -> (usize, CutContent);

    /// Skips the rest of the current record, which is too long: the next cut is its end.
    fn skip(&mut self) {}

    /// Returns how many of the last bytes belong to a record end that is not complete.
    fn held(&self) -> usize {
        0
    }
}

/// The end of a record, or of the bytes between two records.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Where the content ends.
    pub(crate) end: usize,
    /// Where the next content begins.
    pub(crate) next: usize,
    pub(crate) content: CutContent,
}

/// What a cut ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CutContent {
    /// Nothing to check.
    Nothing,
    /// A record.
    Record,
    /// A malformed record.
    Malformed(Malformed),
}

/// The position of a record in the bytes of a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordSpan {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the next record begins.
    pub(crate) next: usize,
    /// Why the record is malformed, if the boundaries alone show it.
    pub(crate) malformed: Option<Malformed>,
}

/// The bytes of a chunk, and the positions of its records. Bytes before the first record are the rest of a record that is
/// too long, a byte order mark, or come between elements.
pub(crate) struct RawChunk {
    pub(crate) bytes: Vec<u8>,
    /// The position of the first byte in the input.
    pub(crate) offset: u64,
    pub(crate) spans: Vec<RecordSpan>,
    /// Whether the rest of the last record, which is too long, is in the next chunk.
    pub(crate) is_cut: bool,
}

/// Reads an input and cuts it into chunks.
pub(crate) struct Chunker<R, B> {
    input: R,
    boundaries: B,
    /// The bytes that were read and not yet returned, from `offset` of the input on.
    bytes: Vec<u8>,
    offset: u64,
    spans: Vec<RecordSpan>,
    /// Where the current content begins, and how far it was searched.
    start: usize,
    at: usize,
    /// Whether the current content is the rest of a record that is too long.
    is_skipping: bool,
    has_ended: bool,
    /// An error to return after the records that were read before it.
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

    /// Returns the input.
    pub(crate) const fn input(&mut self) -> &mut R {
        &mut self.input
    }

    /// Returns the next records, or `None` at the end of the input.
    pub(crate) fn next(&mut self, settings: &Settings<'_>) -> Result<Option<RawChunk>, Error> {
        while !self.has_ended {
            self.scan(settings.profile.maximum_size.saturating_add(SLACK));
            if self.is_full(settings) {
                return Ok(Some(self.split_off(self.start)));
            }
            match self.read(settings.chunk_size.get()) {
                Ok(0) => return Ok(self.finish()),
                Ok(length) => self.begin(length),
                // The whole records before the error come first.
                Err(error) if self.start > 0 => {
                    self.failure = Some(error);
                    return Ok(Some(self.split_off(self.start)));
                }
                Err(error) => return Err(Error::Read(error)),
            }
        }
        Ok(None)
    }

    /// Cuts the bytes that were read. Looks at no more than the first `most` bytes of a record.
    fn scan(&mut self, most: usize) {
        while self.spans.len() < MAXIMUM_RECORDS {
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

    /// Skips the rest of the current record: its bytes before `end` are enough to report that it is too long.
    fn skip(&mut self, end: usize) {
        self.push(Cut { end, next: end, content: CutContent::Record });
        self.boundaries.skip();
        self.is_skipping = true;
    }

    /// Adds the bytes before `end` to the record that is too long, if it began in this chunk.
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
        let malformed = match content {
            CutContent::Nothing => return,
            CutContent::Record => None,
            CutContent::Malformed(malformed) => Some(malformed),
        };
        self.spans.push(RecordSpan { start, end, next, malformed });
    }

    fn is_full(&self, settings: &Settings<'_>) -> bool {
        let has_enough = self.bytes.len() >= settings.chunk_size.get() || self.spans.len() >= MAXIMUM_RECORDS;
        self.start > 0 && (has_enough || self.is_skipping)
    }

    /// Reads up to `most` more bytes and returns their number, 0 at the end of the input.
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

    /// Skips a byte order mark if the `length` bytes that were just read are the first ones.
    fn begin(&mut self, length: usize) {
        if self.offset == 0 && self.bytes.len() == length {
            self.start = length_of_mark(&self.bytes);
            self.at = self.start;
        }
    }

    /// Returns the last records.
    fn finish(&mut self) -> Option<RawChunk> {
        self.has_ended = true;
        let end = self.bytes.len();
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        let (length, content) = self.boundaries.last(rest);
        self.push(Cut { end: self.start.saturating_add(length), next: end, content });
        let last = self.split_off(end);
        (!last.bytes.is_empty() || !last.spans.is_empty()).then_some(last)
    }

    /// Returns the bytes before `end` with their records, and keeps the rest.
    fn split_off(&mut self, end: usize) -> RawChunk {
        let rest = self.bytes.get(end..).unwrap_or_default().to_vec();
        let offset = self.offset;
        self.bytes.truncate(end);
        self.offset = self.offset.saturating_add(u64::try_from(end).unwrap_or_default());
        self.start = self.start.saturating_sub(end);
        self.at = self.at.saturating_sub(end);
        RawChunk {
            bytes: std::mem::replace(&mut self.bytes, rest),
            offset,
            spans: std::mem::take(&mut self.spans),
            is_cut: self.is_skipping,
        }
    }
}
