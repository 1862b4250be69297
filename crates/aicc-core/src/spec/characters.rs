//! Sets of characters that a text may or may not contain.

use crate::spec::CharacterClass;
use crate::spec::traits::Traits;

/// A set of characters: ASCII as a table of bytes, the few others as a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharacterSet {
    bytes: [Traits; 256],
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
        Self { bytes: Traits::OF_BYTES, others: &[] }.and_ascii(characters)
    }

    /// The same set with the ASCII letters and digits (reading R6).
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

    /// The same set with characters outside ASCII.
    #[must_use]
    pub const fn and(self, others: &'static [char]) -> Self {
        Self { others, ..self }
    }

    /// Whether `character` is in the set.
    #[must_use]
    pub fn contains(&self, character: char) -> bool {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => self.traits(byte).have(Traits::IN_SET),
            _ => self.others.contains(&character),
        }
    }

    /// Its characters, ASCII in code order, then the others.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        let is_in = |byte: &u8| self.traits(*byte).have(Traits::IN_SET);
        (0..=u8::MAX).filter(is_in).map(char::from).chain(self.others.iter().copied())
    }

    #[inline(always)]
    fn traits(&self, byte: u8) -> Traits {
        self.bytes.get(usize::from(byte)).copied().unwrap_or_default()
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
    /// What the characters of `text` are.
    #[inline(always)]
    pub(crate) fn survey(self, text: &str) -> Survey {
        let (Self::Only(set) | Self::NoneOf(set)) = self;
        // It does not end at the first character that is not allowed: that would cost more than it saves.
        let (mut all, mut any) = (Traits::EVERY, Traits::NONE);
        for byte in text.bytes() {
            let traits = set.traits(byte);
            all = all.and(traits);
            any = any.or(traits);
        }
        let is_ascii = !any.have(Traits::BEYOND_ASCII);
        let bytes_tell = match self {
            Self::Only(_) => all.have(Traits::IN_SET),
            Self::NoneOf(_) => !any.have(Traits::IN_SET) && set.others.is_empty(),
        };
        let are_allowed = bytes_tell || text.chars().all(|character| self.allow(character));
        Survey { is_ascii, are_allowed, any }
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

    /// The class of a character that may stand in the text; `None` for any other character.
    #[must_use]
    pub fn class_of(&self, character: char) -> Option<CharacterClass> {
        self.allow(character).then_some(CharacterClass::of_character(character))
    }
}

/// What one look at the characters of a text tells.
#[derive(Clone, Copy)]
pub(crate) struct Survey {
    /// Whether all are ASCII.
    pub(crate) is_ascii: bool,
    /// Whether all may stand in the text.
    pub(crate) are_allowed: bool,
    /// What any of their bytes is.
    pub(crate) any: Traits,
}
