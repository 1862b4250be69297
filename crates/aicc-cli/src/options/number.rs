//! Numbers.

use std::ops::RangeInclusive;

use clap::builder::{StringValueParser, TypedValueParser};

use crate::usage::BadValue;

/// Returns a parser of the numbers in a range.
pub(crate) fn number(range: RangeInclusive<u64>) -> impl TypedValueParser<Value = u64> {
    StringValueParser::new().try_map(move |text: String| {
        let number = text.parse().ok().filter(|number| range.contains(number));
        let (first, last) = (range.start(), range.end());
        number.ok_or_else(|| BadValue {
            english: format!("it must be a number from {first} to {last}"),
            chinese: format!("应为 {first}～{last} 的数字"),
        })
    })
}

/// The most that a number of an option can be if nothing else limits it.
pub(crate) const MAXIMUM: u64 = 1_000_000_000_000;
