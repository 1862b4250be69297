//! What is checked before the grammar: size, encoding, depth, surrogates.

use crate::json::NotJson;
use crate::param::{Argument, Param};

/// The deepest nesting of arrays and objects that is read.
const MAXIMUM_DEPTH: usize = 127;

/// Why a text is not one JSON value that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is larger than the size limit.
    Size,
    /// It is not UTF-8.
    Encoding,
    /// It is nested more than 127 arrays and objects deep.
    Depth,
    /// It has an escape of one half of a surrogate pair, which is no character.
    Surrogate,
    /// It ends too early.
    UnexpectedEnd,
    /// It breaks the grammar of RFC 8259.
    Grammar,
}

impl Reason {
    /// The name as it is written: `unexpectedEnd`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Encoding => "encoding",
            Self::Depth => "depth",
            Self::Surrogate => "surrogate",
            Self::UnexpectedEnd => "unexpectedEnd",
            Self::Grammar => "grammar",
        }
    }
}

impl Argument for Reason {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self.as_str()))
    }
}

pub(crate) fn check(bytes: &[u8], maximum_size: usize) -> Result<&str, NotJson> {
    if bytes.len() > maximum_size {
        return Err(NotJson { offset: maximum_size, reason: Reason::Size });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| NotJson { offset: error.valid_up_to(), reason: Reason::Encoding })?;
    // Most texts have too few brackets to be too deep, and no backslash: counting is far cheaper than following strings.
    if bytes.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > MAXIMUM_DEPTH {
        check_depth(bytes)?;
    }
    if bytes.contains(&b'\\') {
        check_surrogates(bytes)?;
    }
    Ok(text)
}

fn check_depth(bytes: &[u8]) -> Result<(), NotJson> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (offset, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > MAXIMUM_DEPTH {
                    return Err(NotJson { offset, reason: Reason::Depth });
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

fn check_surrogates(bytes: &[u8]) -> Result<(), NotJson> {
    let mut offset = 0;
    while let Some(distance) = bytes.get(offset..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        offset += distance;
        offset += match (unicode_escape(bytes, offset), unicode_escape(bytes, offset + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => return Err(NotJson { offset, reason: Reason::Surrogate }),
            _ => 2,
        };
    }
    Ok(())
}

/// The code unit of the escape `\uXXXX` at `offset`.
fn unicode_escape(bytes: &[u8], offset: usize) -> Option<u16> {
    let digits = bytes.get(offset..offset + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(unit << 4 | u16::try_from(digit).ok()?)
    })
}
