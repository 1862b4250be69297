//! The Thrift compact protocol, in which a Parquet file has its footer and the headers of its pages.
//!
//! The library believes the sizes that it reads there. This reader looks first. It is stricter than the library, so that both read
//! the same: fields are in the order of their numbers, each once, and each has the type that the format gives it.

use std::io::{self, Read};

pub(super) const TRUE: u8 = 1;
pub(super) const FALSE: u8 = 2;
pub(super) const BYTE: u8 = 3;
const I16: u8 = 4;
pub(super) const I32: u8 = 5;
pub(super) const I64: u8 = 6;
const DOUBLE: u8 = 7;
pub(super) const BINARY: u8 = 8;
pub(super) const LIST: u8 = 9;
pub(super) const STRUCT: u8 = 12;

/// The maximum depth of what is skipped.
const MAXIMUM_DEPTH: u8 = 32;

/// Reads values, and counts their bytes.
pub(super) struct ThriftReader<R> {
    input: R,
    pub(super) position: u64,
}

impl<R: Read> ThriftReader<R> {
    pub(super) const fn new(input: R) -> Self {
        Self { input, position: 0 }
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        self.position = self.position.saturating_add(1);
        let [byte] = byte;
        Ok(byte)
    }

    pub(super) fn varint(&mut self) -> io::Result<u64> {
        let mut number = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            number |= bits << shift;
            if number >> shift != bits {
                break;
            }
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(malformed())
    }

    pub(super) fn zigzag(&mut self) -> io::Result<i64> {
        let number = self.varint()?;
        let half = (number >> 1).cast_signed();
        Ok(if number & 1 == 0 { half } else { !half })
    }

    /// Reads an integer of 32 bits that is not negative.
    pub(super) fn size(&mut self, kind: u8) -> io::Result<u32> {
        expect(kind, I32)?;
        i32::try_from(self.zigzag()?).ok().and_then(|number| number.try_into().ok()).ok_or_else(malformed)
    }

    /// Reads bytes.
    pub(super) fn bytes(&mut self) -> io::Result<Vec<u8>> {
        let length = self.varint()?;
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(length).read_to_end(&mut bytes)?;
        self.advance(length, u64::try_from(read).unwrap_or_default())?;
        Ok(bytes)
    }

    fn skip_bytes(&mut self, length: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.input.by_ref().take(length), &mut io::sink())?;
        self.advance(length, skipped)
    }

    fn advance(&mut self, wanted: u64, read: u64) -> io::Result<()> {
        self.position = self.position.saturating_add(read);
        if read == wanted { Ok(()) } else { Err(malformed()) }
    }

    /// Reads the fields of a struct. The callback gets the number and the type of each, and reads or skips it.
    pub(super) fn fields(&mut self, mut on_field: impl FnMut(&mut Self, i16, u8) -> io::Result<()>) -> io::Result<()> {
        let mut last = 0_i16;
        loop {
            let header = self.byte()?;
            let kind = header & 0x0f;
            if kind == 0 {
                return Ok(());
            }
            let number = match header >> 4 {
                0 => i16::try_from(self.zigzag()?).ok(),
                step => last.checked_add(step.into()),
            };
            last = number.filter(|number| *number > last).ok_or_else(malformed)?;
            on_field(self, last, kind)?;
        }
    }

    /// Reads the head of a list: the type and the number of its elements.
    pub(super) fn list(&mut self) -> io::Result<(u8, u32)> {
        let header = self.byte()?;
        let length = match header >> 4 {
            15 => i32::try_from(self.varint()?).ok().and_then(|length| length.try_into().ok()).ok_or_else(malformed)?,
            length => length.into(),
        };
        Ok((header & 0x0f, length))
    }

    /// Skips a value.
    pub(super) fn skip(&mut self, kind: u8) -> io::Result<()> {
        self.skip_within(kind, MAXIMUM_DEPTH)
    }

    fn skip_within(&mut self, kind: u8, depth: u8) -> io::Result<()> {
        let Some(depth) = depth.checked_sub(1) else { return Err(malformed()) };
        match kind {
            TRUE | FALSE => Ok(()),
            BYTE => self.byte().map(drop),
            I16 | I32 | I64 => self.varint().map(drop),
            DOUBLE => self.skip_bytes(8),
            BINARY => {
                let length = self.varint()?;
                self.skip_bytes(length)
            }
            LIST => {
                let (kind, length) = self.list()?;
                // The format has no list of booleans here, and the library skips one in another way.
                if length > 0 && matches!(kind, TRUE | FALSE) {
                    return Err(malformed());
                }
                (0..length).try_for_each(|_| self.skip_within(kind, depth))
            }
            STRUCT => self.fields(|reader, _, kind| reader.skip_within(kind, depth)),
            _ => Err(malformed()),
        }
    }
}

impl<'b> ThriftReader<&'b [u8]> {
    /// Returns the bytes that were not read.
    pub(super) const fn rest(self) -> &'b [u8] {
        self.input
    }
}

pub(super) fn expect(kind: u8, wanted: u8) -> io::Result<()> {
    if kind == wanted { Ok(()) } else { Err(malformed()) }
}

pub(super) fn malformed() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
