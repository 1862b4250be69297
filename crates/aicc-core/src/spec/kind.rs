//! Types and limits: the third and fifth columns of a page.

use crate::spec::{ByEdition, Characters, Choice, Format, JsonType, Object};

/// The documented type of a row, with its limits.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A string.
    Text(Text),
    /// An integer.
    Integer(Integer),
    /// `true` or `false`.
    Boolean {
        /// Whether the strings `"true"` and `"false"` are accepted, too (reading R5).
        or_text: bool,
    },
    /// An array.
    Array(Array),
    /// An object, with its table.
    Object(&'static Object),
}

impl Kind {
    /// Returns the JSON type.
    #[must_use]
    pub const fn json_type(&self) -> JsonType {
        match self {
            Self::Text(_) => JsonType::String,
            Self::Integer(_) => JsonType::Integer,
            Self::Boolean { .. } => JsonType::Boolean,
            Self::Array(_) => JsonType::Array,
            Self::Object(_) => JsonType::Object,
        }
    }

    /// Returns the documented values; an empty slice if every value is allowed.
    #[must_use]
    pub const fn choices(&self) -> &'static [Choice] {
        match self {
            Self::Text(text) => text.choices,
            Self::Integer(integer) => integer.choices,
            _ => &[],
        }
    }
}

/// The limits of a string. Lengths are numbers of Unicode code points.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// The minimum length. A mandatory text has at least one character, unless it can be empty (reading R2).
    pub minimum: usize,
    /// The maximum length.
    pub maximum: Option<usize>,
    /// Whether a mandatory text can be empty.
    pub can_be_empty: bool,
    /// The characters that it can contain.
    pub characters: Option<Characters>,
    /// The format.
    pub format: Option<Format>,
    /// The maximum lengths of the parts of an e-mail address.
    pub email_parts: Option<EmailParts>,
    /// The range of the number in a decimal text.
    pub range: Option<(i64, ByEdition<i64>)>,
    /// The documented values.
    pub choices: &'static [Choice],
    /// Whether the caller's password policy decides lengths and character classes (reading R8).
    pub password_policy: bool,
}

/// The maximum lengths of the parts of an e-mail address (reading R9).
#[derive(Clone, Copy, Debug)]
pub struct EmailParts {
    /// The part before the `@`, with quotes.
    pub local: usize,
    /// The part after the `@`, with brackets.
    pub domain: usize,
    /// Each part between the dots of a domain that is not a literal.
    pub label: usize,
}

impl Text {
    /// Any text.
    pub const ANY: Self = Self {
        minimum: 0,
        maximum: None,
        can_be_empty: false,
        characters: None,
        format: None,
        email_parts: None,
        range: None,
        choices: &[],
        password_policy: false,
    };

    /// Returns a text of at most `maximum` characters.
    #[must_use]
    pub const fn up_to(maximum: usize) -> Self {
        Self { maximum: Some(maximum), ..Self::ANY }
    }

    /// Returns a text of `minimum` to `maximum` characters.
    #[must_use]
    pub const fn from_to(minimum: usize, maximum: usize) -> Self {
        Self { minimum, ..Self::up_to(maximum) }
    }

    /// Returns a text of a documented format.
    #[must_use]
    pub const fn of(format: Format) -> Self {
        Self { format: Some(format), ..Self::ANY }
    }

    /// Returns one of the documented values.
    #[must_use]
    pub const fn choice(choices: &'static [Choice]) -> Self {
        Self { choices, ..Self::ANY }
    }

    /// Returns a password under the caller's policy.
    #[must_use]
    pub const fn password(characters: Characters) -> Self {
        Self { password_policy: true, ..Self::ANY.with(characters) }
    }

    /// Returns the text with limited characters.
    #[must_use]
    pub const fn with(self, characters: Characters) -> Self {
        Self { characters: Some(characters), ..self }
    }

    /// Returns the text with a documented format.
    #[must_use]
    pub const fn shaped(self, format: Format) -> Self {
        Self { format: Some(format), ..self }
    }

    /// Returns the text as possibly empty, although it is mandatory.
    #[must_use]
    pub const fn can_be_empty(self) -> Self {
        Self { can_be_empty: true, ..self }
    }

    /// Returns the e-mail address with maximum lengths of its parts.
    #[must_use]
    pub const fn parts(self, local: usize, domain: usize, label: usize) -> Self {
        Self { email_parts: Some(EmailParts { local, domain, label }), ..self }
    }

    /// Returns the decimal text with a range of its number.
    #[must_use]
    pub const fn range(self, minimum: i64, maximum: ByEdition<i64>) -> Self {
        Self { range: Some((minimum, maximum)), ..self }
    }

    /// Returns the kind of a row.
    #[must_use]
    pub const fn kind(self) -> Kind {
        Kind::Text(self)
    }
}

/// The limits of an integer.
#[derive(Clone, Copy, Debug)]
pub struct Integer {
    /// The minimum.
    pub minimum: Option<i64>,
    /// The documented values.
    pub choices: &'static [Choice],
    /// Whether a string of decimal digits is accepted, too (reading R5).
    pub or_text: bool,
}

impl Integer {
    /// Any integer.
    pub const ANY: Self = Self { minimum: None, choices: &[], or_text: false };

    /// Returns an integer of at least `minimum`.
    #[must_use]
    pub const fn at_least(minimum: i64) -> Self {
        Self { minimum: Some(minimum), ..Self::ANY }
    }

    /// Returns one of the documented values.
    #[must_use]
    pub const fn choice(choices: &'static [Choice]) -> Self {
        Self { choices, ..Self::ANY }
    }

    /// Returns the integer that is also accepted as a string of decimal digits.
    #[must_use]
    pub const fn or_text(self) -> Self {
        Self { or_text: true, ..self }
    }

    /// Returns the kind of a row.
    #[must_use]
    pub const fn kind(self) -> Kind {
        Kind::Integer(self)
    }
}

/// The limits of an array.
#[derive(Clone, Copy, Debug)]
pub struct Array {
    /// The kind of each element.
    pub element: &'static Kind,
    /// The maximum number of elements.
    pub maximum: Option<usize>,
}
