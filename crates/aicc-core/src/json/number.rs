//! Numbers, by their text.

use crate::json::cursor::{Cursor, Stopped};

/// A number of a JSON text.
pub(super) enum Number<'de> {
    /// Without fraction or exponent, and within 64 bits.
    Integer(i64),
    /// Any other, as it stands.
    Other(&'de str),
}

impl<'de> Cursor<'de> {
    /// Reads a number, at its first byte.
    #[inline(always)]
    pub(super) fn number(&mut self) -> Result<Number<'de>, Stopped> {
        let start = self.offset;
        let is_negative = self.peek() == Some(b'-');
        self.pass(usize::from(is_negative));
        let whole = self.whole_digits()?;
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            self.fraction_and_exponent()?;
            return Ok(Number::Other(self.since(start)));
        }
        let text = match whole {
            Some(whole) => return Ok(Number::Integer(if is_negative { whole.wrapping_neg() } else { whole })),
            // Too long to be added up without care, such as the least 64-bit integer.
            None => self.since(start),
        };
        Ok(text.parse().map_or(Number::Other(text), Number::Integer))
    }

    /// Reads the digits before a fraction: their value, where it is sure to fit.
    #[inline(always)]
    fn whole_digits(&mut self) -> Result<Option<i64>, Stopped> {
        let start = self.offset;
        let rest = self.rest();
        let (mut value, mut count): (i64, usize) = (0, 0);
        while let Some(digit @ b'0'..=b'9') = rest.get(count) {
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit.wrapping_sub(b'0')));
            count = count.wrapping_add(1);
        }
        self.pass(count);
        if count == 0 {
            return Err(self.stop());
        }
        if count > 1 && self.text.as_bytes().get(start) == Some(&b'0') {
            self.offset = start;
            self.pass(1);
            return Err(self.stop());
        }
        // 18 digits always fit.
        Ok((count <= 18).then_some(value))
    }

    fn fraction_and_exponent(&mut self) -> Result<(), Stopped> {
        if self.peek() == Some(b'.') {
            self.pass(1);
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.pass(1);
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.pass(1);
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Goes past one digit or more.
    fn digits(&mut self) -> Result<(), Stopped> {
        let count = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.pass(count);
        if count == 0 { Err(self.stop()) } else { Ok(()) }
    }
}
