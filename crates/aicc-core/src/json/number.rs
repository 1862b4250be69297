//! Reads numbers. A number that is not a 64-bit integer is kept as text.

use crate::json::cursor::{Cursor, JsonStopped};

/// A number of a JSON text.
pub(super) enum Number<'de> {
    /// An integer of 64 bits, without fraction or exponent.
    Integer(i64),
    /// The text of any other number.
    Other(&'de str),
}

impl<'de> Cursor<'de> {
    /// Reads a number, at its first byte.
    #[inline(always)]
    pub(super) fn number(&mut self) -> Result<Number<'de>, JsonStopped> {
        let start = self.rest;
        // Nearly all numbers of messages have one digit.
        if let [digit @ b'0'..=b'9', after @ ..] = start
            && let [b',' | b'}' | b']', ..] = after
        {
            self.rest = after;
            return Ok(Number::Integer(i64::from(digit.wrapping_sub(b'0'))));
        }
        let (is_negative, digits) = match start {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        let (magnitude, count, after) = whole_digits(digits);
        if count == 0 {
            return Err(self.stop(after));
        }
        if let [b'0', second @ ..] = digits
            && count > 1
        {
            return Err(self.stop(second));
        }
        self.rest = after;
        if let [b'.' | b'e' | b'E', ..] = after {
            self.fraction_and_exponent()?;
            return Ok(Number::Other(self.between(start, self.rest)));
        }
        // 18 digits always fit.
        if count <= 18 {
            return Ok(Number::Integer(if is_negative { magnitude.wrapping_neg() } else { magnitude }));
        }
        // The sum of 19 digits or more can wrap, for example for the least 64-bit integer.
        let text = self.between(start, after);
        Ok(text.parse().map_or(Number::Other(text), Number::Integer))
    }

    #[cold]
    fn fraction_and_exponent(&mut self) -> Result<(), JsonStopped> {
        if let [b'.', after @ ..] = self.rest {
            self.digits(after)?;
        }
        if let [b'e' | b'E', b'+' | b'-', after @ ..] | [b'e' | b'E', after @ ..] = self.rest {
            self.digits(after)?;
        }
        Ok(())
    }

    /// Skips the digits that `digits` starts with: at least one.
    fn digits(&mut self, digits: &'de [u8]) -> Result<(), JsonStopped> {
        let (_, count, after) = whole_digits(digits);
        if count == 0 {
            return Err(self.stop(after));
        }
        self.rest = after;
        Ok(())
    }
}

/// Reads the digits that a text starts with. Returns their value, which is right if it fits 64 bits, their number, and the rest
/// of the text.
#[inline(always)]
fn whole_digits(text: &[u8]) -> (i64, usize, &[u8]) {
    let (mut value, mut count, mut rest): (i64, usize, _) = (0, 0, text);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit.wrapping_sub(b'0')));
        count = count.wrapping_add(1);
        rest = after;
    }
    (value, count, rest)
}
