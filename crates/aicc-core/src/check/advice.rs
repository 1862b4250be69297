//! What is probably a mistake in a text that breaks no rule (reading R20).

use crate::check::{Facts, found};
use crate::rule::Rule;
use crate::spec::{Format, Text, Traits};
use crate::visible::is_invisible;

/// What a masked log has in place of characters.
const MASK: &str = "***";

/// The traits of bytes without which there is nothing to advise.
pub(super) const DOUBTS: Traits = Traits::ASTERISK.or(Traits::BEYOND_ASCII);

/// Which of the [`DOUBTS`] a text raises, and perhaps one too many. Eight bytes are looked at together.
#[inline(always)]
pub(super) fn doubts(text: &str) -> Traits {
    let (mut any, mut asterisks) = (0, 0);
    let mut look_at = |word: u64| {
        any |= word;
        // The high bit of a byte that is an asterisk; those above it may not be, as subtraction borrows.
        let difference = word ^ EACH.wrapping_mul(u64::from(b'*'));
        asterisks |= difference.wrapping_sub(EACH) & !difference;
    };
    let bytes = text.as_bytes();
    match bytes.last_chunk() {
        // It overlaps the word before it.
        Some(last) => {
            bytes.as_chunks().0.iter().for_each(|word| look_at(u64::from_le_bytes(*word)));
            look_at(u64::from_le_bytes(*last));
        }
        None => look_at(bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))),
    }
    let is_set = |bits: u64, doubt| if bits & HIGH_BITS == 0 { Traits::NONE } else { doubt };
    is_set(any, Traits::BEYOND_ASCII).or(is_set(asterisks, Traits::ASTERISK))
}

const EACH: u64 = u64::MAX / 0xFF;
const HIGH_BITS: u64 = EACH << 7;

/// Appends the advice on `value`, in the order of the codes.
#[cold]
pub(super) fn text(limits: &Text, facts: Facts<'_>, value: &str, advice: &mut Vec<Rule>) {
    let can_be_masked = facts.secret || limits.format == Some(Format::Email);
    if can_be_masked && value.contains(MASK) {
        advice.push(Rule::MaskedValue {});
    }
    if value.contains(is_invisible) {
        advice.push(Rule::InvisibleCharacter { found: found(facts, value, is_invisible) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_doubt_is_missed() {
        for length in 0..40 {
            let plain = "a".repeat(length);
            assert_eq!(doubts(&plain), Traits::NONE, "{length}");
            for (position, (sign, doubt)) in (0..=length)
                .flat_map(|position| [(position, ('*', Traits::ASTERISK)), (position, ('é', Traits::BEYOND_ASCII))])
            {
                let mut text = plain.clone();
                text.insert(position, sign);
                assert!(doubts(&text).have(doubt), "{text}");
            }
        }
    }
}
