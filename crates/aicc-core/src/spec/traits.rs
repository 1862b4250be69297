//! The traits of the bytes of a text, as bits, so that one pass over a text serves several rules.

use crate::spec::CharacterClass;

/// A set of traits of a byte, or of several bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Traits(u8);

impl Traits {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const EVERY: Self = Self(u8::MAX);
    /// The byte is a character of the set.
    pub(crate) const IN_SET: Self = Self(1 << 4);
    /// The byte is part of a character outside ASCII.
    pub(crate) const BEYOND_ASCII: Self = Self(1 << 5);

    /// The byte is an asterisk, the character of masked values (reading R20).
    pub(crate) const ASTERISK: Self = Self(1 << 6);

    /// The traits of each byte that do not depend on a set.
    pub(crate) const OF_BYTES: [Self; 256] = {
        let mut of_bytes = [Self::NONE; 256];
        let mut rest: &mut [Self] = &mut of_bytes;
        let mut byte = 0_u8;
        while let [first, tail @ ..] = rest {
            *first = Self::of(byte);
            rest = tail;
            byte = byte.wrapping_add(1);
        }
        of_bytes
    };

    /// Returns the traits of a byte that do not depend on a set.
    #[inline(always)]
    pub(crate) fn of_byte(byte: u8) -> Self {
        Self::OF_BYTES.get(usize::from(byte)).copied().unwrap_or_default()
    }

    const fn of(byte: u8) -> Self {
        match byte {
            b'*' => Self::class(CharacterClass::Special).or(Self::ASTERISK),
            0x80.. => Self::BEYOND_ASCII,
            _ => Self::class(CharacterClass::of_character(byte as char)),
        }
    }

    /// Returns the trait of a character of a class.
    pub(crate) const fn class(class: CharacterClass) -> Self {
        Self(1 << class as u8)
    }

    /// Returns the traits in either set.
    #[inline(always)]
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns the traits in both sets.
    #[inline(always)]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns whether the sets have a trait in common.
    #[inline(always)]
    pub(crate) const fn have(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_of_one_class_or_beyond_ascii() {
        for byte in 0..=u8::MAX {
            let expected = match byte {
                b'A'..=b'Z' => Traits::class(CharacterClass::Uppercase),
                b'a'..=b'z' => Traits::class(CharacterClass::Lowercase),
                b'0'..=b'9' => Traits::class(CharacterClass::Digit),
                0x80.. => Traits::BEYOND_ASCII,
                b'*' => Traits::class(CharacterClass::Special).or(Traits::ASTERISK),
                _ => Traits::class(CharacterClass::Special),
            };
            assert_eq!(Traits::of(byte), expected, "{byte}");
            assert_eq!(Traits::OF_BYTES[usize::from(byte)], expected, "{byte}");
        }
    }
}
