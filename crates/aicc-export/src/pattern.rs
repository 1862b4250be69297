//! Sets of characters as patterns that Rust, ECMA-262 and Python read alike.

use std::fmt::Write as _;

use aicc_core::spec::{CharacterClass, Characters};

/// A pattern for texts of nothing but allowed characters.
pub(crate) fn of_characters(characters: Characters) -> String {
    match characters {
        Characters::Only(set) => format!("^[{}]*$", class(set.iter())),
        Characters::NoneOf(set) => format!("^[^{}]*$", class(set.iter())),
    }
}

/// A pattern for texts with a character of a class.
pub(crate) fn with_class(wanted: CharacterClass, allowed: Characters) -> String {
    let (Characters::Only(set) | Characters::NoneOf(set)) = allowed;
    let members = set.iter().filter(|character| CharacterClass::of(*character, allowed) == Some(wanted));
    format!("[{}]", class(members))
}

/// The inside of a character class, runs written as ranges.
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

/// The code after that of a character.
fn after(character: char) -> u32 {
    u32::from(character).saturating_add(1)
}

/// A character, escaped where any dialect gives it a meaning in a class.
fn push(class: &mut String, character: char) {
    if character.is_ascii_alphanumeric() || !character.is_ascii() {
        class.push(character);
        return;
    }
    // Writing to a String does not fail.
    write!(class, "\\x{:02x}", u32::from(character)).unwrap_or_default();
}
