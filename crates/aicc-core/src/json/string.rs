//! Reads strings. A string without escapes is borrowed from the text.

use crate::json::Reason;
use crate::json::cursor::{Cursor, JsonStopped};
use crate::json::name::is_same;

impl<'de> Cursor<'de> {
    /// Reads a string without escapes, after its first quotation mark. Returns `None`, and reads nothing, if it has an escape.
    #[inline(always)]
    pub(super) fn plain_string(&mut self) -> Result<Option<&'de str>, JsonStopped> {
        let start = self.rest;
        match self.after_run(start) {
            end @ [b'"', after @ ..] => {
                self.rest = after;
                Ok(Some(self.between(start, end)))
            }
            [b'\\', ..] => Ok(None),
            other => Err(self.stop(other)),
        }
    }

    /// Skips the name of a member and its colon, after the first quotation mark, if the name is `expected` without escapes and
    /// there is no white space before the colon. Returns whether it did.
    #[inline(always)]
    pub(super) fn skip_name_if(&mut self, expected: &str) -> bool {
        match self.rest.split_at_checked(expected.len()) {
            Some((name, [b'"', b':', after @ ..])) if is_same(name, expected.as_bytes()) => {
                self.rest = after;
                true
            }
            _ => false,
        }
    }

    /// Reads any string, after its first quotation mark.
    #[cold]
    pub(super) fn string(&mut self) -> Result<String, JsonStopped> {
        // Allocated once: a string that grows leaves copies in memory, and it may be a secret.
        let start = self.rest;
        self.skip_string()?;
        let mut string = String::with_capacity(self.between(start, self.rest).len());
        self.rest = start;
        self.escaped_string(|part| match part {
            StringPart::Run(run) => string.push_str(run),
            StringPart::Escape(character) => string.push(character),
        })?;
        Ok(string)
    }

    /// Skips a string, after its first quotation mark.
    pub(super) fn skip_string(&mut self) -> Result<(), JsonStopped> {
        self.escaped_string(|_| {})
    }

    fn escaped_string(&mut self, mut on_part: impl FnMut(StringPart<'de>)) -> Result<(), JsonStopped> {
        loop {
            let start = self.rest;
            let end = self.after_run(start);
            on_part(StringPart::Run(self.between(start, end)));
            match end {
                [b'"', after @ ..] => {
                    self.rest = after;
                    return Ok(());
                }
                [b'\\', after @ ..] => on_part(StringPart::Escape(self.escape(end, after)?)),
                other => return Err(self.stop(other)),
            }
        }
    }

    /// Returns the rest of the text from the first byte on that ends or interrupts a string. It looks at eight bytes at a time.
    #[inline]
    fn after_run(&self, mut rest: &'de [u8]) -> &'de [u8] {
        let at_first =
            |rest: &'de [u8], stops: u64| rest.get(stops.trailing_zeros() as usize / 8..).unwrap_or_default();
        while let Some((word, after)) = rest.split_first_chunk() {
            let stops = stops(u64::from_le_bytes(*word));
            if stops != 0 {
                return at_first(rest, stops);
            }
            rest = after;
        }
        at_first(rest, stops(self.last_word(rest)))
    }

    /// Returns the last bytes of the text, fewer than eight, followed by zeros, which interrupt a string.
    #[inline]
    fn last_word(&self, bytes: &[u8]) -> u64 {
        match (self.text.as_bytes().last_chunk(), u32::try_from(bytes.len())) {
            (Some(last), Ok(length)) => {
                let others = u64::BITS.wrapping_sub(length.wrapping_mul(8));
                u64::from_le_bytes(*last).checked_shr(others).unwrap_or_default()
            }
            _ => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        }
    }

    /// Reads an escape that starts at `start`, after its backslash.
    fn escape(&mut self, start: &'de [u8], sign: &'de [u8]) -> Result<char, JsonStopped> {
        let (character, after) = match sign {
            [b'u', digits @ ..] => return self.unicode_escape(start, digits),
            [b'b', after @ ..] => ('\u{8}', after),
            [b'f', after @ ..] => ('\u{c}', after),
            [b'n', after @ ..] => ('\n', after),
            [b'r', after @ ..] => ('\r', after),
            [b't', after @ ..] => ('\t', after),
            [same @ (b'"' | b'\\' | b'/'), after @ ..] => (char::from(*same), after),
            other => return Err(self.stop(other)),
        };
        self.rest = after;
        Ok(character)
    }

    /// Reads the digits of a `\u` escape that starts at `start`; if it is the first half of a surrogate pair, the next escape,
    /// too.
    fn unicode_escape(&mut self, start: &'de [u8], digits: &'de [u8]) -> Result<char, JsonStopped> {
        let first = self.code_unit(digits)?;
        if let Some(character) = char::from_u32(u32::from(first)) {
            return Ok(character);
        }
        let [b'\\', b'u', digits @ ..] = self.rest else { return Err(self.stop_at(start, Reason::Surrogate)) };
        if first >= 0xDC00 {
            return Err(self.stop_at(start, Reason::Surrogate));
        }
        let pair = [first, self.code_unit(digits)?];
        let character = char::decode_utf16(pair).next().and_then(Result::ok);
        character.ok_or_else(|| self.stop_at(start, Reason::Surrogate))
    }

    fn code_unit(&mut self, digits: &'de [u8]) -> Result<u16, JsonStopped> {
        let (mut unit, mut rest) = (0, digits);
        for _ in 0..4 {
            let [digit, after @ ..] = rest else { return Err(self.stop(rest)) };
            let digit = hexadecimal_digit(*digit).ok_or_else(|| self.stop(rest))?;
            unit = unit << 4 | u16::from(digit);
            rest = after;
        }
        self.rest = rest;
        Ok(unit)
    }
}

fn hexadecimal_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

enum StringPart<'de> {
    Run(&'de str),
    Escape(char),
}

/// Sets the high bit of each byte that ends or interrupts a string. The lowest of these bits is right; bits above it may be
/// wrong, since the subtraction borrows.
#[inline(always)]
fn stops(word: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    let each = |byte: u8| EACH.wrapping_mul(u64::from(byte));
    let below = |bytes: u64, bound: u8| bytes.wrapping_sub(each(bound)) & !bytes;
    let quotation_mark = word ^ each(b'"');
    let solidus = word ^ each(b'\\');
    (below(quotation_mark, 1) | below(solidus, 1) | below(word, 0x20)) & each(0x80)
}
