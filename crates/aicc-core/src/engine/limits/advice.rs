//! Finds probable mistakes in a text that breaks no rule (reading R20).

use crate::engine::limits::context::{CheckContext, distinct_characters};
use crate::engine::limits::damage::damage_of;
use crate::escape::is_invisible;
use crate::spec::rule::Rule;
use crate::spec::{Format, Text, Traits};

/// The characters by which a masked value is recognised.
const MASK: &str = "***";

/// The traits that a surveyed text has if there may be advice on it.
pub(super) const DOUBTS: Traits = Traits::ASTERISK.or(Traits::BEYOND_ASCII);

/// Returns whether there may be advice on a text whose characters were not surveyed. It looks at eight bytes at a time.
#[inline(always)]
pub(super) fn is_doubtful(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(last) = bytes.last_chunk() else { return bytes.iter().any(|byte| Traits::of_byte(*byte).have(DOUBTS)) };
    let (words, _) = bytes.as_chunks();
    words.iter().fold(doubts(*last), |distinct_characters, word| distinct_characters | doubts(*word)) != 0
}

/// Returns a number other than zero if one of the bytes is an asterisk or part of a character outside ASCII.
#[inline(always)]
fn doubts(bytes: [u8; 8]) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    const HIGH_BITS: u64 = EACH * 0x80;
    const ASTERISKS: u64 = EACH * b'*' as u64;
    let word = u64::from_ne_bytes(bytes);
    let asterisks = word ^ ASTERISKS;
    // The subtraction borrows into the high bit of a byte that is zero.
    (word | asterisks.wrapping_sub(EACH) & !asterisks) & HIGH_BITS
}

fn can_be_masked(limits: &Text, context: CheckContext<'_>) -> bool {
    context.secret || limits.format == Some(Format::Email)
}

/// Appends the advice on a text, in the order of the codes.
#[cold]
pub(super) fn text(limits: &Text, context: CheckContext<'_>, value: &str, advice: &mut Vec<Rule>) {
    if can_be_masked(limits, context) && value.contains(MASK) {
        advice.push(Rule::MaskedValue {});
    }
    if context.is_cell
        && let Some(damage) = damage_of(value)
    {
        advice.push(Rule::DamagedCell { reason: (!context.secret).then_some(damage) });
    }
    if value.contains(is_invisible) {
        advice.push(Rule::InvisibleCharacter { found: distinct_characters(context, value, is_invisible) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_is_found_at_every_place_of_a_text() {
        for length in 0..=40 {
            let plain: String = ('!'..='~').filter(|character| *character != '*').cycle().take(length).collect();
            assert!(!is_doubtful(&plain), "{plain}");
            for place in 0..length {
                for doubt in ["*", "\u{80}", "\u{10FFFF}"] {
                    let mut text = plain.clone();
                    text.replace_range(place..=place, doubt);
                    assert!(is_doubtful(&text), "{text}");
                }
            }
        }
    }
}
