//! Reads JSON text (RFC 8259) as a serde deserializer.
//!
//! The project has its own reader because the specification asks for what libraries do not offer: numbers keep their text, so
//! that `-0` is an integer and `1e400` a number (reading R4); the limit of depth holds for skipped values, too; a lone surrogate
//! is refused everywhere; an error has the offset of its byte.
//!
//! Six functions are written for speed: `Cursor::skip_pair`, `skip_name_if`, `plain_string`, `after_run` with `stops`, `number`
//! and `is_same`. Without the first three, everything is read by the general functions, with the same result.

mod cursor;
mod deserializer;
mod name;
mod number;
mod reason;
mod string;

use serde::de::{DeserializeSeed, Error};

pub(crate) use name::is_same;
pub use reason::Reason;

use cursor::{Cursor, JsonStopped};

/// Why a text is not one JSON value, with the offset of the byte where reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotJson {
    pub(crate) offset: usize,
    pub(crate) reason: Reason,
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Reads one JSON value of at most `maximum_size` bytes. With `skips_mark`, a byte order mark before it is allowed.
pub(crate) fn read<'de, S: DeserializeSeed<'de>>(
    bytes: &'de [u8],
    maximum_size: usize,
    skips_mark: bool,
    seed: S,
) -> Result<S::Value, NotJson> {
    check_size(bytes.len(), maximum_size)?;
    let mut cursor = Cursor::new(text_of(bytes)?);
    if skips_mark {
        cursor.skip_mark();
    }
    parse(cursor, seed)
}

/// Reads one JSON value of at most `maximum_size` bytes from a text that is UTF-8, without a byte order mark.
pub(crate) fn read_text<'de, S: DeserializeSeed<'de>>(
    text: &'de str,
    maximum_size: usize,
    seed: S,
) -> Result<S::Value, NotJson> {
    check_size(text.len(), maximum_size)?;
    parse(Cursor::new(text), seed)
}

/// Returns bytes as a text, or the offset of the first byte that is not UTF-8.
fn text_of(bytes: &[u8]) -> Result<&str, NotJson> {
    #[cfg(feature = "fast-utf8")]
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text);
    }
    str::from_utf8(bytes).map_err(|error| NotJson { offset: error.valid_up_to(), reason: Reason::Encoding })
}

fn parse<'de, S: DeserializeSeed<'de>>(mut cursor: Cursor<'de>, seed: S) -> Result<S::Value, NotJson> {
    let read = seed.deserialize(&mut cursor).and_then(|value| cursor.finish().map(|()| value));
    let starts_with_mark = cursor.text.starts_with(BYTE_ORDER_MARK);
    read.map_err(|_: JsonStopped| match cursor.fault() {
        NotJson { offset: 0, .. } if starts_with_mark => NotJson { offset: 0, reason: Reason::ByteOrderMark },
        fault => fault,
    })
}

const fn check_size(size: usize, maximum_size: usize) -> Result<(), NotJson> {
    if size <= maximum_size { Ok(()) } else { Err(NotJson { offset: maximum_size, reason: Reason::Size }) }
}

impl std::fmt::Display for JsonStopped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the text is not JSON")
    }
}

impl std::error::Error for JsonStopped {}

/// The engine accepts every value, so it makes no errors of its own.
impl Error for JsonStopped {
    fn custom<T: std::fmt::Display>(_message: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use std::marker::PhantomData;

    use super::*;

    #[test]
    fn a_value_that_a_seed_refuses_stops_the_reading() {
        let refused = read(b"[7]", 3, false, PhantomData::<String>).unwrap_err();
        assert_eq!(refused, NotJson { offset: 1, reason: Reason::Grammar });
        assert_eq!(read(br#""a""#, 3, false, PhantomData::<String>), Ok("a".to_owned()));
        assert_eq!(JsonStopped.to_string(), "the text is not JSON");
    }
}
