//! Types and limits: the third and fifth columns of a page.

use crate::spec::{ByEdition, Characters, Choice, Format, JsonType, Object};

/// The documented type of a row, with its limits.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A string.
    Text(Text),
    /// An integer.
    Integer(Integer),
    /// `true` or `false`; a string of either where `or_text` (reading R5).
    Boolean {
        /// Whether the strings `"true"` and `"false"` are accepted.
        or_text: bool,
    },
    /// An array.
    Array(Array),
    /// An object: a table of its own.
    Object(&'static Object),
}

impl Kind {
    /// The JSON type of the kind.
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

    /// The documented values, empty where the page names none.
    #[must_use]
    pub const fn choices(&self) -> &'static [Choice] {
        match self {
            Self::Text(text) => text.choices,
            Self::Integer(integer) => integer.choices,
            _ => &[],
        }
    }
}

/// Limits of a string. Lengths count Unicode code points.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// The least length; a mandatory text has at least one character in any case, unless it can be empty (reading R2).
    pub minimum: usize,
    /// The greatest length.
    pub maximum: Option<usize>,
    /// Whether a mandatory text can be empty.
    pub can_be_empty: bool,
    /// Which characters it may contain.
    pub characters: Option<Characters>,
    /// Its shape.
    pub format: Option<Format>,
    /// The greatest lengths of the parts of an e-mail address.
    pub email_parts: Option<EmailParts>,
    /// The range of the number that a decimal text writes.
    pub range: Option<(i64, ByEdition<i64>)>,
    /// Its documented values.
    pub choices: &'static [Choice],
    /// Whether lengths and character classes are those of the caller's password policy (reading R8).
    pub password_policy: bool,
}

/// The greatest lengths of the parts of an e-mail address (reading R9).
#[derive(Clone, Copy, Debug)]
pub struct EmailParts {
    /// Before the `@`, quotes included.
    pub local: usize,
    /// After the `@`, brackets included.
    pub domain: usize,
    /// Between the dots of a domain that is not a literal.
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

    /// At most `maximum` characters.
    #[must_use]
    pub const fn up_to(maximum: usize) -> Self {
        Self { maximum: Some(maximum), ..Self::ANY }
    }

    /// From `minimum` to `maximum` characters.
    #[must_use]
    pub const fn from_to(minimum: usize, maximum: usize) -> Self {
        Self { minimum, ..Self::up_to(maximum) }
    }

    /// A text of a documented shape.
    #[must_use]
    pub const fn of(format: Format) -> Self {
        Self { format: Some(format), ..Self::ANY }
    }

    /// One of the documented values.
    #[must_use]
    pub const fn choice(choices: &'static [Choice]) -> Self {
        Self { choices, ..Self::ANY }
    }

    /// A password under the caller's policy.
    #[must_use]
    pub const fn password(characters: Characters) -> Self {
        Self { password_policy: true, ..Self::ANY.with(characters) }
    }

    /// The same text, of `characters` only.
    #[must_use]
    pub const fn with(self, characters: Characters) -> Self {
        Self { characters: Some(characters), ..self }
    }

    /// The same text, of a documented shape.
    #[must_use]
    pub const fn shaped(self, format: Format) -> Self {
        Self { format: Some(format), ..self }
    }

    /// The same text, mandatory and yet possibly empty.
    #[must_use]
    pub const fn can_be_empty(self) -> Self {
        Self { can_be_empty: true, ..self }
    }

    /// The same e-mail address, with bounds on its parts.
    #[must_use]
    pub const fn parts(self, local: usize, domain: usize, label: usize) -> Self {
        Self { email_parts: Some(EmailParts { local, domain, label }), ..self }
    }

    /// The same decimal text, with a range of its number.
    #[must_use]
    pub const fn range(self, minimum: i64, maximum: ByEdition<i64>) -> Self {
        Self { range: Some((minimum, maximum)), ..self }
    }

    /// As the kind of a row.
    #[must_use]
    pub const fn kind(self) -> Kind {
        Kind::Text(self)
    }
}

/// Limits of an integer.
#[derive(Clone, Copy, Debug)]
pub struct Integer {
    /// The least value.
    pub minimum: Option<i64>,
    /// Its documented values.
    pub choices: &'static [Choice],
    /// Whether a string of decimal digits is accepted (reading R5).
    pub or_text: bool,
}

impl Integer {
    /// Any integer.
    pub const ANY: Self = Self { minimum: None, choices: &[], or_text: false };

    /// At least `minimum`.
    #[must_use]
    pub const fn at_least(minimum: i64) -> Self {
        Self { minimum: Some(minimum), ..Self::ANY }
    }

    /// One of the documented values.
    #[must_use]
    pub const fn choice(choices: &'static [Choice]) -> Self {
        Self { choices, ..Self::ANY }
    }

    /// The same integer, also as a string of decimal digits.
    #[must_use]
    pub const fn or_text(self) -> Self {
        Self { or_text: true, ..self }
    }

    /// As the kind of a row.
    #[must_use]
    pub const fn kind(self) -> Kind {
        Kind::Integer(self)
    }
}

/// Limits of an array.
#[derive(Clone, Copy, Debug)]
pub struct Array {
    /// What each element is.
    pub element: &'static Kind,
    /// The most elements.
    pub maximum: Option<usize>,
}
