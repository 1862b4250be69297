//! Sets of characters that a text can or cannot contain.

use crate::spec::CharacterClass;
use crate::spec::traits::Traits;

/// A set of characters: a table of bytes for ASCII, and a list of the other characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharacterSet {
    bytes: [Traits; 256],
    others: &'static [char],
}

impl CharacterSet {
    /// Returns the set of the characters of an ASCII text.
    ///
    /// # Panics
    ///
    /// Panics if the text is not ASCII: such a table does not compile.
    #[must_use]
    pub const fn of(characters: &'static str) -> Self {
        Self { bytes: Traits::OF_BYTES, others: &[] }.and_ascii(characters)
    }

    /// Returns the set with the ASCII letters and digits (reading R6).
    #[must_use]
    pub const fn and_letters_and_digits(self) -> Self {
        self.and_ascii("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    }

    #[allow(clippy::indexing_slicing, reason = "a byte is less than 256")]
    const fn and_ascii(mut self, characters: &'static str) -> Self {
        let mut rest = characters.as_bytes();
        while let [byte, tail @ ..] = rest {
            assert!(byte.is_ascii(), "list characters outside ASCII with `and`");
            self.bytes[*byte as usize] = self.bytes[*byte as usize].or(Traits::IN_SET);
            rest = tail;
        }
        self
    }

    /// Returns the set with characters outside ASCII.
    #[must_use]
    pub const fn and(self, others: &'static [char]) -> Self {
        Self { others, ..self }
    }

    /// Returns whether a character is in the set.
    #[must_use]
    pub fn contains(&self, character: char) -> bool {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => self.traits(byte).have(Traits::IN_SET),
            _ => self.others.contains(&character),
        }
    }

    /// Returns the characters: ASCII in the order of codes, then the others.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        let is_in = |byte: &u8| self.traits(*byte).have(Traits::IN_SET);
        (0..=u8::MAX).filter(is_in).map(char::from).chain(self.others.iter().copied())
    }

    #[inline(always)]
    fn traits(&self, byte: u8) -> Traits {
        self.bytes.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

/// The characters that a text can contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    /// Only the characters of the set.
    Only(&'static CharacterSet),
    /// All characters except the set.
    NoneOf(&'static CharacterSet),
}

impl Characters {
    /// Surveys the characters of a text.
    #[inline(always)]
    pub(crate) fn survey(self, text: &str) -> Survey {
        let (Self::Only(set) | Self::NoneOf(set)) = self;
        // Looking at every byte is faster than a test after each byte whether to stop.
        let (mut all, mut any) = (Traits::EVERY, Traits::NONE);
        for byte in text.bytes() {
            let traits = set.traits(byte);
            all = all.and(traits);
            any = any.or(traits);
        }
        let is_ascii = !any.have(Traits::BEYOND_ASCII);
        let by_bytes = match self {
            Self::Only(_) => all.have(Traits::IN_SET),
            Self::NoneOf(_) => !any.have(Traits::IN_SET) && set.others.is_empty(),
        };
        let are_allowed = by_bytes || text.chars().all(|character| self.allow(character));
        Survey { is_ascii, are_allowed, any }
    }

    /// Returns whether a text can contain a character.
    #[must_use]
    #[inline]
    pub fn allow(&self, character: char) -> bool {
        match self {
            Self::Only(set) => set.contains(character),
            Self::NoneOf(set) => !set.contains(character),
        }
    }

    /// Returns the class of a character; `None` if a text cannot contain it.
    #[must_use]
    pub fn class_of(&self, character: char) -> Option<CharacterClass> {
        self.allow(character).then_some(CharacterClass::of_character(character))
    }
}

/// The facts about the characters of a text that one pass over it collects.
#[derive(Clone, Copy)]
pub(crate) struct Survey {
    /// Whether all characters are ASCII.
    pub(crate) is_ascii: bool,
    /// Whether all characters are allowed.
    pub(crate) are_allowed: bool,
    /// The traits of all bytes together.
    pub(crate) any: Traits,
}
