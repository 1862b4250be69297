//! The type of a value in a finding, also of a value that JSON does not have.

use crate::spec::JsonType;

/// The type that a value has, when its row documents another type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActualType {
    /// A type of JSON.
    Json(JsonType),
    /// A text that a person types in a field of another type. As data, it is a string.
    TypedText,
    /// The number `NaN`.
    NotANumber,
    /// A [`Secret`](crate::Secret), in a row that is not a secret.
    Secret,
    /// An object without a JSON form, by the name of its type.
    Foreign(Box<str>),
}

impl From<JsonType> for ActualType {
    fn from(json_type: JsonType) -> Self {
        Self::Json(json_type)
    }
}
