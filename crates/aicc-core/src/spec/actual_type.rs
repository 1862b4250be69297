//! The type of a value that was found, also of one that JSON has no form for.

use crate::spec::JsonType;

/// The type of a value that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActualType {
    /// A JSON value.
    Json(JsonType),
    /// The text of a field while it is typed, which is no value of its row. As data it is a string.
    TypedText,
    /// The number `NaN`, which JSON does not have.
    NotANumber,
    /// A [`Secret`](crate::Secret) where the row holds no secret.
    Secret,
    /// An object that has no JSON form, by the name of its type.
    Foreign(Box<str>),
}

impl From<JsonType> for ActualType {
    fn from(json_type: JsonType) -> Self {
        Self::Json(json_type)
    }
}
