//! Checks an integer.

use crate::spec::param::Param;
use crate::spec::rule::Rule;
use crate::spec::{Choice, Integer, Literal};

/// Appends the rules that an integer breaks.
#[inline(always)]
pub(crate) fn check_integer(limits: &Integer, value: i64, broken: &mut Vec<Rule>) {
    if !limits.choices.is_empty() && !is_one_of(limits.choices, value) {
        broken.push(Rule::Enum { allowed: limits.choices, actual: Param::Integer(value) });
    }
    if let Some(minimum) = limits.minimum
        && value < minimum
    {
        broken.push(Rule::Minimum { minimum, actual: Param::Integer(value) });
    }
}

/// Returns whether a number is among the documented values. It compares all of them: a processor cannot predict where to stop.
#[inline(always)]
fn is_one_of(choices: &[Choice], value: i64) -> bool {
    choices.iter().filter(|choice| choice.value == Literal::Integer(value)).count() != 0
}

/// Returns the rules that an integer breaks.
pub(crate) fn broken_by_integer(limits: &Integer, value: i64) -> Vec<Rule> {
    let mut broken = Vec::new();
    check_integer(limits, value, &mut broken);
    broken
}
