//! JSON text as a serde deserializer that is exact where `serde_json` by itself is not.
//!
//! Three things the specification decides and `serde_json` does otherwise: numbers keep their text, so that `-0` is an
//! integer and `1e400` a number (reading R4); what is skipped is held to the limit of depth as well; a lone surrogate
//! is refused wherever it stands. The grammar itself is `serde_json`'s.

mod exact;
mod guard;

use serde::de::{DeserializeSeed, IgnoredAny};

pub(crate) use exact::Exact;
pub use guard::Reason;

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
    let text = guard::check(bytes, maximum_size)?;
    seed.deserialize(Exact::document(text)).map_err(|error| syntax_error(text, &error))
}

fn syntax_error(text: &str, error: &serde_json::Error) -> NotJson {
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let offset = (line_start + error.column().saturating_sub(1)).min(text.len());
    if error.is_eof() || is_in_unfinished_number(text, offset) {
        return NotJson { offset: text.len(), reason: Reason::UnexpectedEnd };
    }
    NotJson { offset, reason: Reason::Grammar }
}

/// Whether the text ends, at `offset` or later, in a number that one more digit would complete: `-`, `1e`.
fn is_in_unfinished_number(text: &str, offset: usize) -> bool {
    let before = text.trim_end_matches(|character: char| matches!(character, '0'..='9' | '+' | '-' | '.' | 'e' | 'E'));
    let Some(number) = text.get(before.len()..).filter(|number| !number.is_empty()) else { return false };
    offset >= before.len() && serde_json::from_str::<IgnoredAny>(&format!("{number}0")).is_ok()
}
