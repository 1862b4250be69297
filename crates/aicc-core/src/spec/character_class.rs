//! The classes of characters that a password policy counts.

/// A class of characters that a password policy can require.
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

    /// Returns the name in findings: `uppercase`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uppercase => "uppercase",
            Self::Lowercase => "lowercase",
            Self::Digit => "digit",
            Self::Special => "special",
        }
    }

    pub(crate) const fn of_character(character: char) -> Self {
        match character {
            'A'..='Z' => Self::Uppercase,
            'a'..='z' => Self::Lowercase,
            '0'..='9' => Self::Digit,
            _ => Self::Special,
        }
    }
}
