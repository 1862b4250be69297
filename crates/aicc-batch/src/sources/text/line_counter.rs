//! Counts lines, and only as far as a line is reported.

use memchr::memchr_iter;

/// Counts the lines of a chunk.
pub(crate) struct LineCounter<'a> {
    bytes: &'a [u8],
    /// Whether a carriage return alone ends a line too.
    return_ends_line: bool,
    /// How many bytes were counted.
    counted: usize,
    lines: usize,
}

impl<'a> LineCounter<'a> {
    pub(crate) const fn new(bytes: &'a [u8], return_ends_line: bool) -> Self {
        Self { bytes, return_ends_line, counted: 0, lines: 0 }
    }

    /// Returns the line of the byte at `at`, counted from 1.
    pub(crate) fn line_of(&mut self, at: usize) -> u64 {
        self.count_to(at).saturating_add(1)
    }

    /// Returns how many lines end before `at`, which must not decrease from call to call.
    pub(crate) fn count_to(&mut self, at: usize) -> u64 {
        let bytes = self.bytes.get(self.counted..at).unwrap_or_default();
        self.lines = self.lines.saturating_add(memchr_iter(b'\n', bytes).count());
        if self.return_ends_line {
            let returns = memchr_iter(b'\r', bytes).filter(|place| !self.has_line_feed_after(*place)).count();
            self.lines = self.lines.saturating_add(returns);
        }
        self.counted = at;
        u64::try_from(self.lines).unwrap_or(u64::MAX)
    }

    /// Whether a line feed follows the carriage return at `place`, counted from the first byte that was not counted before.
    fn has_line_feed_after(&self, place: usize) -> bool {
        self.bytes.get(self.counted.saturating_add(place).saturating_add(1)) == Some(&b'\n')
    }
}
