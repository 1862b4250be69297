//! Names without differences of spelling: capitals, blanks, punctuation.

/// The length of the longest text that is compared with names, in characters.
const MOST_CHARACTERS: usize = 64;

/// Returns the letters and digits of a text, in lower case.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Returns whether a heading is a name, in any spelling.
pub(super) fn is_same(name: &str, heading: &str) -> bool {
    name == heading || !is_long(heading) && folded(name).next().is_some() && folded(name).eq(folded(heading))
}

/// Returns whether a text is longer than any name.
pub(super) fn is_long(text: &str) -> bool {
    text.chars().nth(MOST_CHARACTERS).is_some()
}
