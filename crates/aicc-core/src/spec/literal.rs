//! Constant values, and the types of JSON.

use std::fmt;

use serde::{Serialize, Serializer};

/// A value on a page: a default or a documented value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// A text.
    Text(&'static str),
}

impl Literal {
    /// Returns whether the value is this text.
    pub(crate) fn is_text(self, text: &str) -> bool {
        matches!(self, Self::Text(known) if known == text)
    }
}

/// The value as text: `4`, `true`.
impl fmt::Display for Literal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(formatter, "{number}"),
            Self::Boolean(truth) => write!(formatter, "{truth}"),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}

impl Serialize for Literal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Boolean(truth) => serializer.serialize_bool(*truth),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// The types of JSON values that findings distinguish (reading R4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// A string.
    String,
    /// A number without fraction or exponent that fits in a signed 64-bit integer.
    Integer,
    /// Any other number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An array.
    Array,
    /// An object.
    Object,
    /// `null`.
    Null,
}

impl JsonType {
    /// Returns the name in findings: `integer`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
            Self::Null => "null",
        }
    }
}
