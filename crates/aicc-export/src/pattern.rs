//! Writes sets of characters and ranges of numbers as patterns that Rust, ECMA-262, Python, Java and Go read in the same way.

use std::fmt::Write as _;

use aicc_core::spec::{CharacterClass, Characters};

/// A pattern for texts with a line end: in some dialects, `$` also matches before one at the end of the text.
pub(crate) const LINE_END: &str = "[\\n\\r\\x85\u{2028}\u{2029}]";

/// Returns a pattern for the decimal numbers of a range, written without a sign and leading zeros.
pub(crate) fn of_range(minimum: i64, maximum: i64) -> String {
    let alternatives: Vec<String> = RangeBlocks { low: minimum.max(0).into(), high: maximum.into() }.collect();
    format!("^(?:{})$", alternatives.join("|"))
}

/// Splits a range into patterns of numbers that differ in one digit and in all digits after it: `[2-9][0-9]{2}`.
struct RangeBlocks {
    low: i128,
    high: i128,
}

impl Iterator for RangeBlocks {
    type Item = String;

    #[allow(clippy::arithmetic_side_effects, reason = "128 bits hold ten times any number of 64 bits")]
    fn next(&mut self) -> Option<String> {
        let Self { low, high } = *self;
        if low > high {
            return None;
        }
        let (mut free, mut step) = (0, 1);
        while low >= step * 10 && low % (step * 10) == 0 && low + step * 10 - 1 <= high {
            (free, step) = (free + 1, step * 10);
        }
        let first = low / step % 10;
        let last = (first..10).take_while(|digit| low + (digit - first + 1) * step - 1 <= high).last()?;
        self.low = low + (last - first + 1) * step;
        let before = low / step / 10;
        let before = if before == 0 { String::new() } else { before.to_string() };
        let digit = if first == last { first.to_string() } else { format!("[{first}-{last}]") };
        let after = match free {
            0 => String::new(),
            1 => "[0-9]".to_owned(),
            _ => format!("[0-9]{{{free}}}"),
        };
        Some(format!("{before}{digit}{after}"))
    }
}

/// Returns a pattern for texts of allowed characters only.
pub(crate) fn of_characters(characters: Characters) -> String {
    match characters {
        Characters::Only(set) => format!("^[{}]*$", class(set.iter())),
        Characters::NoneOf(set) => format!("^[^{}]*$", class(set.iter())),
    }
}

/// Returns a pattern for texts with a character of a class.
pub(crate) fn with_class(wanted: CharacterClass, allowed: Characters) -> String {
    let (Characters::Only(set) | Characters::NoneOf(set)) = allowed;
    let members = set.iter().filter(|character| allowed.class_of(*character) == Some(wanted));
    format!("[{}]", class(members))
}

/// Returns the inside of a character class, with runs of characters as ranges.
fn class(characters: impl Iterator<Item = char>) -> String {
    let mut runs: Vec<(char, char)> = Vec::new();
    for character in characters {
        match runs.last_mut() {
            Some((_, end)) if after(*end) == u32::from(character) => *end = character,
            _ => runs.push((character, character)),
        }
    }
    runs.into_iter().fold(String::new(), |mut class, (start, end)| {
        push(&mut class, start);
        if u32::from(end) > after(start) {
            class.push('-');
        }
        if end != start {
            push(&mut class, end);
        }
        class
    })
}

/// Returns the code point after a character.
fn after(character: char) -> u32 {
    u32::from(character).saturating_add(1)
}

/// Adds a character, escaped if it has a meaning in a class of any dialect.
fn push(class: &mut String, character: char) {
    if character.is_ascii_alphanumeric() || !character.is_ascii() {
        class.push(character);
        return;
    }
    // Writing to a String does not fail.
    write!(class, "\\x{:02x}", u32::from(character)).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::of_range;

    #[test]
    fn the_documented_ranges_are_written_so() {
        assert_eq!(of_range(101, 59_999), "^(?:10[1-9]|1[1-9][0-9]|[2-9][0-9]{2}|[1-9][0-9]{3}|[1-5][0-9]{4})$");
        assert_eq!(
            of_range(101, 999_999),
            "^(?:10[1-9]|1[1-9][0-9]|[2-9][0-9]{2}|[1-9][0-9]{3}|[1-9][0-9]{4}|[1-9][0-9]{5})$"
        );
    }

    #[test]
    fn every_small_range_is_matched_number_by_number() {
        for minimum in 0..=112 {
            for maximum in minimum..=112 {
                let pattern = regex_lite::Regex::new(&of_range(minimum, maximum)).unwrap();
                let matched: Vec<i64> = (0..=121).filter(|number| pattern.is_match(&number.to_string())).collect();
                assert_eq!(matched, (minimum..=maximum).collect::<Vec<_>>(), "{minimum} to {maximum}");
            }
        }
    }

    #[test]
    fn other_spellings_of_a_number_are_not_matched() {
        let pattern = regex_lite::Regex::new(&of_range(0, i64::MAX)).unwrap();
        for text in ["0", "7", "10", "9223372036854775807"] {
            assert!(pattern.is_match(text), "{text}");
        }
        for text in ["", "00", "007", "+7", "-1", "1.0", "1e3", " 1", "1 ", "9223372036854775808", "٣"] {
            assert!(!pattern.is_match(text), "{text}");
        }
    }
}
