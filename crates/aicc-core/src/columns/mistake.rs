//! The mistakes that people and programs make with characters when they fill in cells (reading R20).

use crate::escape::is_invisible;

/// A kind of mistake in a text, which can be corrected without knowing what the text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    /// Blanks or invisible characters at the start or the end.
    Outer,
    /// A space other than U+0020, such as a no-break space, or a separator of lines.
    Space,
    /// An invisible character without width.
    Unseen,
    /// A full-width letter, digit or punctuation character, or an ideographic full stop, in place of the ASCII character.
    FullWidth,
    /// A curved quotation mark or a prime in place of `'` or `"`.
    Quote,
}

impl Mistake {
    pub(super) const ALL: [Self; 5] = [Self::Outer, Self::Space, Self::Unseen, Self::FullWidth, Self::Quote];

    /// Returns the text without this kind of mistake.
    pub(super) fn corrected(self, text: &str) -> String {
        match self {
            Self::Outer => {
                text.trim_matches(|character: char| character.is_whitespace() || is_invisible(character)).into()
            }
            Self::Space => replaced(text, |character| is_odd_space(character).then_some(' ')),
            Self::Unseen => without_unseen(text),
            Self::FullWidth => replaced(text, ascii_of_full_width),
            Self::Quote => replaced(text, ascii_of_quote),
        }
    }
}

/// Returns every combination of some kinds of mistakes: first each alone, then two together, and so on.
pub(super) fn combinations() -> impl Iterator<Item = Vec<Mistake>> {
    let of_size = |size: u32| (1_u8..1 << Mistake::ALL.len()).filter(move |chosen| chosen.count_ones() == size);
    let chosen = (1..).take(Mistake::ALL.len()).flat_map(of_size);
    chosen.map(|chosen| {
        let is_chosen = |place: &usize| chosen & (1 << *place) != 0;
        let kinds = Mistake::ALL.iter().enumerate().filter(|(place, _)| is_chosen(place));
        kinds.map(|(_, kind)| *kind).collect()
    })
}

/// Returns the text with another character for each one that has one.
fn replaced(text: &str, other: impl Fn(char) -> Option<char>) -> String {
    text.chars().map(|character| other(character).unwrap_or(character)).collect()
}

fn is_odd_space(character: char) -> bool {
    is_invisible(character) && character.is_whitespace()
}

/// A joiner between two characters beyond ASCII stays: emoji and some scripts need it.
fn without_unseen(text: &str) -> String {
    let is_letter =
        |character: Option<&char>| character.is_some_and(|found| !found.is_ascii() && !is_invisible(*found));
    let characters: Vec<char> = text.chars().collect();
    let stays = |(place, character): &(usize, &char)| {
        let is_joiner = matches!(character, '\u{200C}' | '\u{200D}');
        let before = place.checked_sub(1).and_then(|place| characters.get(place));
        let joins = is_joiner && is_letter(before) && is_letter(characters.get(place.saturating_add(1)));
        joins || !is_invisible(**character) || is_odd_space(**character)
    };
    characters.iter().enumerate().filter(stays).map(|(_, character)| *character).collect()
}

fn ascii_of_full_width(character: char) -> Option<char> {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character).saturating_sub(0xFEE0)),
        // What a Chinese keyboard writes for a full stop.
        '。' | '｡' => Some('.'),
        _ => None,
    }
}

fn ascii_of_quote(character: char) -> Option<char> {
    match character {
        '\u{2018}'..='\u{201B}' | '\u{2032}' => Some('\''),
        '\u{201C}'..='\u{201F}' | '\u{2033}' => Some('"'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_corrected() {
        for (mistake, text, corrected) in [
            (Mistake::Outer, "\u{3000}\t wang wei\u{a0}\u{200b}\r\n", "wang wei"),
            (Mistake::Space, "a\u{a0}b\u{2009}c\u{3000}d e", "a b c d e"),
            (Mistake::Unseen, "a\u{200b}b\u{feff}c\u{ad}d\u{a0}", "abcd\u{a0}"),
            (Mistake::FullWidth, "Ｗａｎｇ０１＠ｅｘａｍｐｌｅ。ｃｏｍ", "Wang01@example.com"),
            (Mistake::Quote, "‘a’ “b” 5′ 6″", "'a' \"b\" 5' 6\""),
        ] {
            assert_eq!(mistake.corrected(text), corrected);
            assert_eq!(mistake.corrected(corrected), corrected);
        }
    }

    #[test]
    fn a_joiner_of_emoji_and_of_other_scripts_stays() {
        for text in ["👩\u{200d}💻", "می\u{200c}خواهم"] {
            assert_eq!(Mistake::Unseen.corrected(text), text);
        }
        assert_eq!(Mistake::Unseen.corrected("li\u{200d}na"), "lina");
    }

    #[test]
    fn combinations_begin_with_one_kind() {
        let all: Vec<Vec<Mistake>> = combinations().collect();
        assert_eq!(all.len(), 31);
        assert_eq!(all[..5], Mistake::ALL.map(|kind| vec![kind]));
        assert!(all.is_sorted_by_key(Vec::len));
    }
}
