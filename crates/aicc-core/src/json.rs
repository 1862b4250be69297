//! JSON text as a serde deserializer, exact to RFC 8259 and to the readings.
//!
//! It stands in place of a library's reader for what the specification decides and libraries do otherwise: numbers keep
//! their text, so that `-0` is an integer and `1e400` a number (reading R4); what is skipped is held to the limit of depth as
//! well; a lone surrogate is refused wherever it stands; a fault has the offset of its byte.

mod cursor;
mod deserializer;
mod number;
mod reason;
mod string;

use serde::de::{DeserializeSeed, Error};

pub use reason::Reason;

use cursor::{Cursor, Stopped};

/// Why a text is not one JSON value, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotJson {
    pub(crate) offset: usize,
    pub(crate) reason: Reason,
}

/// Reads one JSON value of at most `maximum_size` bytes.
pub(crate) fn read<'de, S: DeserializeSeed<'de>>(
    bytes: &'de [u8],
    maximum_size: usize,
    seed: S,
) -> Result<S::Value, NotJson> {
    hold_size(bytes.len(), maximum_size)?;
    let text = std::str::from_utf8(bytes)
        .map_err(|error| NotJson { offset: error.valid_up_to(), reason: Reason::Encoding })?;
    parse(text, seed)
}

/// The same, of a text.
pub(crate) fn read_text<'de, S: DeserializeSeed<'de>>(
    text: &'de str,
    maximum_size: usize,
    seed: S,
) -> Result<S::Value, NotJson> {
    hold_size(text.len(), maximum_size)?;
    parse(text, seed)
}

fn parse<'de, S: DeserializeSeed<'de>>(text: &'de str, seed: S) -> Result<S::Value, NotJson> {
    let mut cursor = Cursor::new(text);
    let read = seed.deserialize(&mut cursor).and_then(|value| cursor.finish().map(|()| value));
    read.map_err(|_: Stopped| match text.starts_with('\u{FEFF}') {
        true => NotJson { offset: 0, reason: Reason::ByteOrderMark },
        false => cursor.fault(),
    })
}

const fn hold_size(size: usize, maximum_size: usize) -> Result<(), NotJson> {
    if size <= maximum_size { Ok(()) } else { Err(NotJson { offset: maximum_size, reason: Reason::Size }) }
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the text is not JSON")
    }
}

impl std::error::Error for Stopped {}

/// The engine takes every value: it makes no errors of its own.
impl Error for Stopped {
    fn custom<T: std::fmt::Display>(_message: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use std::marker::PhantomData;

    use super::*;

    #[test]
    fn what_a_seed_does_not_take_stops_the_reading() {
        let refused = read(b"[7]", 3, PhantomData::<String>).unwrap_err();
        assert_eq!(refused, NotJson { offset: 1, reason: Reason::Grammar });
        assert_eq!(read(br#""a""#, 3, PhantomData::<String>), Ok("a".to_owned()));
        assert_eq!(Stopped.to_string(), "the text is not JSON");
    }
}
