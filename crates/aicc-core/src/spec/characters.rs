//! Sets of characters that a text may or may not contain.

use crate::param::{Argument, Param};

/// A set of characters: ASCII as a table, the few others as a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharacterSet {
    ascii: [bool; 128],
    others: &'static [char],
}

impl CharacterSet {
    /// The characters of an ASCII text.
    ///
    /// # Panics
    ///
    /// When the text is not ASCII: a table that does so does not compile.
    #[must_use]
    pub const fn of(characters: &'static str) -> Self {
        Self { ascii: [false; 128], others: &[] }.and_ascii(characters)
    }

    /// The same set with the ASCII letters and digits (reading R6).
    #[must_use]
    pub const fn and_letters_and_digits(self) -> Self {
        self.and_ascii("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    }

    #[allow(clippy::indexing_slicing, reason = "the index is ASCII, or the table does not compile")]
    const fn and_ascii(mut self, characters: &'static str) -> Self {
        let mut rest = characters.as_bytes();
        while let [byte, tail @ ..] = rest {
            assert!(byte.is_ascii(), "list characters outside ASCII with `and`");
            self.ascii[*byte as usize] = true;
            rest = tail;
        }
        self
    }

    /// The same set with characters outside ASCII.
    #[must_use]
    pub const fn and(self, others: &'static [char]) -> Self {
        Self { others, ..self }
    }

    /// Whether `character` is in the set.
    #[must_use]
    #[inline]
    pub fn contains(&self, character: char) -> bool {
        match self.ascii.get(character as usize) {
            Some(is_in) => *is_in,
            None => self.others.contains(&character),
        }
    }

    /// Its characters, ASCII in code order, then the others.
    pub fn iter(&self) -> impl Iterator<Item = char> + use<> {
        let (ascii, others) = (self.ascii, self.others);
        let is_in = move |code: &u8| ascii.get(usize::from(*code)) == Some(&true);
        (0..128).filter(is_in).map(char::from).chain(others.iter().copied())
    }
}

/// Which characters a text may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    /// Only those of the set.
    Only(&'static CharacterSet),
    /// Any but those of the set.
    NoneOf(&'static CharacterSet),
}

impl Characters {
    /// Whether every character of `text` may stand in the text.
    #[must_use]
    pub fn allow_all(&self, text: &str) -> bool {
        match self {
            Self::Only(set) => text.chars().all(|character| set.contains(character)),
            Self::NoneOf(set) => !text.chars().any(|character| set.contains(character)),
        }
    }

    /// Whether `character` may stand in the text.
    #[must_use]
    #[inline]
    pub fn allow(&self, character: char) -> bool {
        match self {
            Self::Only(set) => set.contains(character),
            Self::NoneOf(set) => !set.contains(character),
        }
    }
}

/// The classes of characters that a password policy can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CharacterClass {
    /// `A` to `Z`.
    Uppercase,
    /// `a` to `z`.
    Lowercase,
    /// `0` to `9`.
    Digit,
    /// Any other character that the password's row lists.
    Special,
}

impl CharacterClass {
    /// Every class, in the order of the page.
    pub const ALL: &'static [Self] = &[Self::Uppercase, Self::Lowercase, Self::Digit, Self::Special];

    /// The name as it is written: `uppercase`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uppercase => "uppercase",
            Self::Lowercase => "lowercase",
            Self::Digit => "digit",
            Self::Special => "special",
        }
    }

    /// The class of a character that `allowed` lets into a password; `None` for any other character.
    #[must_use]
    pub fn of(character: char, allowed: Characters) -> Option<Self> {
        if !allowed.allow(character) {
            return None;
        }
        Some(match character {
            'A'..='Z' => Self::Uppercase,
            'a'..='z' => Self::Lowercase,
            '0'..='9' => Self::Digit,
            _ => Self::Special,
        })
    }
}

impl Argument for CharacterClass {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self.as_str()))
    }
}
