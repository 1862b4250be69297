//! What is probably a mistake in a text that breaks no rule (reading R20).

use crate::check::{Facts, found};
use crate::rule::Rule;
use crate::spec::{Format, Text, Traits};
use crate::visible::is_invisible;

/// What a masked log has in place of characters.
const MASK: &str = "***";

/// The traits of a surveyed text without which there is nothing to advise.
pub(super) const DOUBTS: Traits = Traits::ASTERISK.or(Traits::BEYOND_ASCII);

/// Whether a text without a survey of its characters can give rise to advice.
#[inline(always)]
pub(super) fn is_doubtful(limits: &Text, facts: Facts<'_>, text: &str) -> bool {
    // A documented value hides nothing.
    limits.choices.is_empty()
        && (!text.is_ascii() || can_be_masked(limits, facts) && text.bytes().any(|byte| byte == b'*'))
}

fn can_be_masked(limits: &Text, facts: Facts<'_>) -> bool {
    facts.secret || limits.format == Some(Format::Email)
}

/// Appends the advice on `value`, in the order of the codes.
#[cold]
pub(super) fn text(limits: &Text, facts: Facts<'_>, value: &str, advice: &mut Vec<Rule>) {
    if can_be_masked(limits, facts) && value.contains(MASK) {
        advice.push(Rule::MaskedValue {});
    }
    if value.contains(is_invisible) {
        advice.push(Rule::InvisibleCharacter { found: found(facts, value, is_invisible) });
    }
}
