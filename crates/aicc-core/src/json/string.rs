//! Strings, borrowed from the text where nothing in them is escaped.

use crate::json::Reason;
use crate::json::cursor::{Cursor, Stopped};
use crate::spec::is_same;

impl<'de> Cursor<'de> {
    /// Reads a string in which nothing is escaped, after its quotation mark; `None` for another, which is not read.
    #[inline(always)]
    pub(super) fn plain_string(&mut self) -> Result<Option<&'de str>, Stopped> {
        let start = self.offset;
        if self.run()? == b'"' {
            let string = self.since(start);
            self.pass(1);
            return Ok(Some(string));
        }
        self.offset = start;
        Ok(None)
    }

    /// Goes past the name of a member and its colon, after its quotation mark, if it is `expected` letter for letter and no
    /// white space comes before the colon.
    #[inline(always)]
    pub(super) fn skip_name_if(&mut self, expected: &str) -> bool {
        let end = self.offset.wrapping_add(expected.len()).wrapping_add(2);
        let is_it = match self.text.as_bytes().get(self.offset..end) {
            Some([name @ .., b'"', b':']) => is_same(name, expected.as_bytes()),
            _ => false,
        };
        if is_it {
            self.offset = end;
        }
        is_it
    }

    /// Reads any string, after its quotation mark.
    #[cold]
    pub(super) fn string(&mut self) -> Result<String, Stopped> {
        // In memory that is large enough: a string that grows leaves copies behind, and it may be a secret.
        let start = self.offset;
        self.skip_string()?;
        let mut string = String::with_capacity(self.since(start).len());
        self.offset = start;
        self.escaped_string(|part| match part {
            Part::Run(run) => string.push_str(run),
            Part::Escape(character) => string.push(character),
        })?;
        Ok(string)
    }

    /// Goes past a string, after its quotation mark.
    pub(super) fn skip_string(&mut self) -> Result<(), Stopped> {
        self.escaped_string(|_| {})
    }

    fn escaped_string(&mut self, mut take: impl FnMut(Part<'de>)) -> Result<(), Stopped> {
        loop {
            let start = self.offset;
            let stop = self.run()?;
            take(Part::Run(self.since(start)));
            if stop == b'"' {
                self.pass(1);
                return Ok(());
            }
            let character = self.escape()?;
            take(Part::Escape(character));
        }
    }

    /// Goes past ordinary characters to the quotation mark or reverse solidus after them.
    #[inline(always)]
    fn run(&mut self) -> Result<u8, Stopped> {
        self.pass(run_length(self.rest()));
        match self.peek() {
            Some(stop @ (b'"' | b'\\')) => Ok(stop),
            _ => Err(self.stop()),
        }
    }

    /// Reads an escape, at its reverse solidus.
    fn escape(&mut self) -> Result<char, Stopped> {
        let start = self.offset;
        self.pass(1);
        let character = match self.peek() {
            Some(b'u') => {
                self.pass(1);
                return self.unicode_escape(start);
            }
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(same @ (b'"' | b'\\' | b'/')) => char::from(same),
            _ => return Err(self.stop()),
        };
        self.pass(1);
        Ok(character)
    }

    /// Reads the digits of a `\u` escape that starts at `start`, and of the one after it where the two are a pair.
    fn unicode_escape(&mut self, start: usize) -> Result<char, Stopped> {
        let first = self.code_unit()?;
        if let Some(character) = char::from_u32(u32::from(first)) {
            return Ok(character);
        }
        if first >= 0xDC00 || !self.rest().starts_with(b"\\u") {
            return Err(self.stop_at(start, Reason::Surrogate));
        }
        self.pass(2);
        let pair = [first, self.code_unit()?];
        let character = char::decode_utf16(pair).next().and_then(Result::ok);
        character.ok_or_else(|| self.stop_at(start, Reason::Surrogate))
    }

    fn code_unit(&mut self) -> Result<u16, Stopped> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(hexadecimal_digit).ok_or_else(|| self.stop())?;
            unit = unit << 4 | u16::from(digit);
            self.pass(1);
        }
        Ok(unit)
    }
}

fn hexadecimal_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

enum Part<'de> {
    Run(&'de str),
    Escape(char),
}

/// How many bytes come before the first that ends or interrupts a string; eight are looked at together.
#[inline(always)]
fn run_length(bytes: &[u8]) -> usize {
    // What is left is an end of the bytes: there are no fewer of them.
    let (mut rest, before) = (bytes, |rest: &[u8]| bytes.len().wrapping_sub(rest.len()));
    while let Some((word, after)) = rest.split_first_chunk() {
        let stops = stops(u64::from_le_bytes(*word));
        if stops != 0 {
            return before(rest).wrapping_add(stops.trailing_zeros() as usize / 8);
        }
        rest = after;
    }
    let is_stop = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    before(rest).wrapping_add(rest.iter().position(is_stop).unwrap_or(rest.len()))
}

/// The high bit of each byte that cannot stand in a run. The lowest bit that is set is right; those above it may not be, as
/// subtraction borrows.
#[inline(always)]
fn stops(word: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    let each = |byte: u8| EACH.wrapping_mul(u64::from(byte));
    let below = |bytes: u64, bound: u8| bytes.wrapping_sub(each(bound)) & !bytes;
    let quotation_mark = word ^ each(b'"');
    let solidus = word ^ each(b'\\');
    (below(quotation_mark, 1) | below(solidus, 1) | below(word, 0x20)) & each(0x80)
}
