//! A text, and the kinds of its bytes, which are found in the loop that finds its end.

use std::borrow::Cow;

use crate::NotJson;

/// A byte that a user account must not have.
pub(crate) const ACCOUNT: u16 = 1;
/// A byte that a user name must not have.
pub(crate) const NAME: u16 = 1 << 1;
/// A byte that a password must not have.
pub(crate) const PASSWORD: u16 = 1 << 2;
pub(crate) const UPPER: u16 = 1 << 3;
pub(crate) const LOWER: u16 = 1 << 4;
pub(crate) const DIGIT: u16 = 1 << 5;
pub(crate) const SPECIAL: u16 = 1 << 6;
pub(crate) const NON_ASCII: u16 = 1 << 7;
/// A byte that is not `atext`, a dot or an `@`.
pub(crate) const ADDRESS: u16 = 1 << 9;
/// A byte that ends the text, starts an escape, or must be escaped.
const STOP: u16 = 1 << 8;

static FLAGS: [u16; 256] = {
    let mut flags = [0; 256];
    let mut rest: &mut [u16] = &mut flags;
    let mut byte = 0_u8;
    while let [first, tail @ ..] = rest {
        *first = flags_of(byte);
        rest = tail;
        byte = byte.wrapping_add(1);
    }
    flags
};

const fn flags_of(byte: u8) -> u16 {
    let mut flags = match byte {
        b'A'..=b'Z' => UPPER,
        b'a'..=b'z' => LOWER,
        b'0'..=b'9' => DIGIT,
        _ if byte.is_ascii_graphic() => SPECIAL,
        128.. => NON_ASCII | PASSWORD,
        _ => PASSWORD,
    };
    if !(byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'.' | b'-' | b'_')) {
        flags |= ACCOUNT;
    }
    if matches!(byte, b'"' | b'[' | b']' | b'\'' | b'&' | b'(' | b')' | b'=' | b';' | b'<' | b'>' | b',') {
        flags |= NAME;
    }
    if !byte.is_ascii_graphic()
        || matches!(byte, b'"' | b'(' | b')' | b',' | b':' | b';' | b'<' | b'>' | b'[' | b'\\' | b']')
    {
        flags |= ADDRESS;
    }
    if matches!(byte, b'"' | b'\\' | 0..0x20) {
        flags |= STOP;
    }
    flags
}

fn flags(byte: u8) -> u16 {
    FLAGS.get(usize::from(byte)).copied().unwrap_or(STOP)
}

pub(crate) struct Text<'a> {
    bytes: Cow<'a, [u8]>,
    pub(crate) flags: u16,
}

impl<'a> Text<'a> {
    /// Reads a text and its closing quotation mark, and returns how many bytes it read.
    #[inline]
    pub(crate) fn read(rest: &'a [u8]) -> Result<(Self, usize), NotJson> {
        let mut seen = 0;
        for (index, byte) in rest.iter().enumerate() {
            let flags = flags(*byte);
            if flags & STOP != 0 {
                if *byte != b'"' {
                    return Self::read_escaped(rest);
                }
                let bytes = rest.get(..index).unwrap_or_default();
                if seen & NON_ASCII != 0 {
                    std::str::from_utf8(bytes).map_err(|_| NotJson)?;
                }
                return Ok((Self { bytes: Cow::Borrowed(bytes), flags: seen }, index + 1));
            }
            seen |= flags;
        }
        Err(NotJson)
    }

    #[cold]
    fn read_escaped(rest: &'a [u8]) -> Result<(Self, usize), NotJson> {
        let mut bytes = Vec::new();
        let mut at = 0;
        loop {
            let byte = *rest.get(at).ok_or(NotJson)?;
            at += 1;
            match byte {
                b'"' => break,
                b'\\' => {
                    let (character, length) = unescape(rest.get(at..).unwrap_or_default())?;
                    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                    at += length;
                }
                0..0x20 => return Err(NotJson),
                _ => bytes.push(byte),
            }
        }
        std::str::from_utf8(&bytes).map_err(|_| NotJson)?;
        let flags = bytes.iter().fold(0, |seen, byte| seen | flags(*byte));
        Ok((Self { bytes: Cow::Owned(bytes), flags }, at))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the length in code points.
    #[inline]
    pub(crate) fn length(&self) -> usize {
        if self.flags & NON_ASCII == 0 {
            return self.bytes.len();
        }
        self.bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    /// Returns whether every byte is in an alphabet.
    #[inline]
    pub(crate) fn is_only(&self, outside: u16) -> bool {
        self.flags & outside == 0
    }
}

/// Returns the character of an escape, which starts after its backslash, and the length of the escape.
fn unescape(rest: &[u8]) -> Result<(char, usize), NotJson> {
    let simple = match rest.first() {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unescape_unicode(rest),
        _ => return Err(NotJson),
    };
    Ok((simple, 1))
}

fn unescape_unicode(rest: &[u8]) -> Result<(char, usize), NotJson> {
    let high = hexadecimal(rest.get(1..5))?;
    if let Some(character) = char::from_u32(high) {
        return Ok((character, 5));
    }
    let low = match (rest.get(5..7), rest.get(7..11)) {
        (Some(b"\\u"), digits) => hexadecimal(digits)?,
        _ => return Err(NotJson),
    };
    match (high, low) {
        (0xD800..0xDC00, 0xDC00..0xE000) => {
            let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            Ok((char::from_u32(code).ok_or(NotJson)?, 11))
        }
        _ => Err(NotJson),
    }
}

fn hexadecimal(digits: Option<&[u8]>) -> Result<u32, NotJson> {
    digits.ok_or(NotJson)?.iter().try_fold(0, |value, digit| {
        let digit = char::from(*digit).to_digit(16).ok_or(NotJson)?;
        Ok(value << 4 | digit)
    })
}
