//! Checks a text.

use crate::engine::limits::advice;
use crate::engine::limits::context::{CheckContext, distinct_characters};
use crate::engine::limits::damage::may_be_damaged;
use crate::engine::limits::password::broken_classes;
use crate::spec::param::Param;
use crate::spec::rule::Rule;
use crate::spec::{ByEdition, Characters, EmailParts, Format, Text};

/// Appends the rules that a text breaks, in the order of the codes. If it breaks no rule, appends the advice on it, if the
/// context asks for advice.
pub(crate) fn check_text(limits: &Text, context: CheckContext<'_>, value: &str, broken: &mut Vec<Rule>) {
    let survey = limits.characters.map(|characters| (characters, characters.survey(value)));
    let (minimum, maximum) = limits.length_range(context.mandatory, &context.profile.password);
    let is_ascii = survey.is_some_and(|(_, survey)| survey.is_ascii);
    if !is_surely_within(value, is_ascii, minimum, maximum) {
        check_length(value, minimum, maximum, broken);
        if value.len() < minimum.min(1) {
            return;
        }
    }
    if let Some((characters, survey)) = survey {
        if !survey.are_allowed {
            broken.push(refused(characters, context, value));
        }
        if limits.password_policy {
            broken.extend(broken_classes(&context.profile.password, characters, value, survey));
        }
    }
    if let Some(format) = limits.format {
        check_format(format, limits, context, value, broken);
    }
    if !limits.choices.is_empty() && !limits.choices.iter().any(|choice| choice.value.is_text(value)) {
        broken.push(Rule::Enum { allowed: limits.choices, actual: Param::Text(value.to_owned()) });
    }
    if context.advised && broken.is_empty() {
        let is_doubtful = match survey {
            Some((_, survey)) => survey.any.have(advice::DOUBTS),
            // A documented value needs no advice.
            None => limits.choices.is_empty() && advice::is_doubtful(value),
        };
        if is_doubtful || context.is_cell && may_be_damaged(value) {
            advice::text(limits, context, value, broken);
        }
    }
}

/// Returns the rules that a text breaks.
pub(crate) fn broken_by_text(limits: &Text, context: CheckContext<'_>, value: &str) -> Vec<Rule> {
    let mut broken = Vec::new();
    check_text(limits, context, value, &mut broken);
    broken
}

/// Returns whether the number of bytes alone shows that the length is right, as for nearly all texts. A text has at most as many
/// characters as bytes, exactly as many if it is ASCII, and at least one if it has a byte.
#[inline(always)]
fn is_surely_within(value: &str, is_ascii: bool, minimum: usize, maximum: Option<usize>) -> bool {
    let bytes = value.len();
    bytes >= minimum && (is_ascii || minimum <= 1) && maximum.is_none_or(|maximum| bytes <= maximum)
}

#[cold]
fn check_length(value: &str, minimum: usize, maximum: Option<usize>, broken: &mut Vec<Rule>) {
    let actual = value.chars().count();
    if actual < minimum {
        broken.push(Rule::MinLength { minimum, actual });
    }
    if let Some(maximum) = maximum
        && actual > maximum
    {
        broken.push(Rule::MaxLength { maximum, actual });
    }
}

/// Returns the rule that the characters break.
#[cold]
fn refused(characters: Characters, context: CheckContext<'_>, value: &str) -> Rule {
    Rule::Characters { found: distinct_characters(context, value, |character| !characters.allow(character)) }
}

fn check_format(format: Format, limits: &Text, context: CheckContext<'_>, value: &str, broken: &mut Vec<Rule>) {
    if !format.matches(value) {
        broken.push(Rule::Format { format: format.as_str() });
        return;
    }
    if let Some(parts) = limits.email_parts {
        check_email_parts(parts, value, broken);
    }
    if let Some(range) = limits.range {
        check_range(range, context, value, broken);
    }
}

/// Splits an e-mail address into the local part, with its quotes, and the domain, with its brackets.
fn split_address(address: &str) -> (&str, &str) {
    let local_length = if address.starts_with('"') { quoted_length(address) } else { address.find('@').unwrap_or(0) };
    let (local, rest) = address.split_at_checked(local_length).unwrap_or((address, ""));
    (local, rest.strip_prefix('@').unwrap_or(rest))
}

/// Returns the length of the quoted string at the start of a text, with its quotation marks.
fn quoted_length(text: &str) -> usize {
    let mut is_escaped = false;
    let is_within = |byte: &u8| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        !is_end
    };
    // Both quotation marks are outside of it.
    text.bytes().skip(1).take_while(is_within).count().saturating_add(2)
}

fn check_email_parts(parts: EmailParts, address: &str, broken: &mut Vec<Rule>) {
    if address.len() <= parts.local.min(parts.domain).min(parts.label) {
        return;
    }
    let (local, domain) = split_address(address);
    if local.len() > parts.local {
        broken.push(Rule::LocalPartLength { maximum: parts.local, actual: local.len() });
    }
    if domain.len() > parts.domain {
        broken.push(Rule::DomainPartLength { maximum: parts.domain, actual: domain.len() });
    }
    if domain.starts_with('[') {
        return;
    }
    if let Some(label) = domain.split('.').find(|label| label.len() > parts.label) {
        broken.push(Rule::LabelLength { maximum: parts.label, actual: label.len() });
    }
}

fn check_range(range: (i64, ByEdition<i64>), context: CheckContext<'_>, value: &str, broken: &mut Vec<Rule>) {
    let (minimum, maximum) = (range.0, range.1.get(context.edition()));
    let Ok(number) = value.parse::<i64>() else {
        broken.push(Rule::Maximum { maximum, actual: Param::Text(value.to_owned()) });
        return;
    };
    let actual = Param::Integer(number);
    if number < minimum {
        broken.push(Rule::Minimum { minimum, actual });
    } else if number > maximum {
        broken.push(Rule::Maximum { maximum, actual });
    }
}
