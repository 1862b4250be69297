//! Values of replies, which keep what they do not know (reading R13).

use std::borrow::Cow;

use crate::message::slot::{Member, Scalar, Slot, View};
use crate::spec::JsonType;

/// A value of a reply: the documented type, or whatever the platform sent instead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReplyField<T> {
    /// A documented value.
    Known(T),
    /// Another value, as it came.
    Other(String),
}

impl<T> ReplyField<T> {
    /// The documented value, `None` for another.
    #[must_use]
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Other(_) => None,
        }
    }
}

/// A type that a reply's scalar can be read as and written from.
pub trait ReplyValue: Sized + 'static {
    /// The JSON type that the row documents.
    const JSON_TYPE: JsonType;

    /// Reads the scalar, `None` where it is not of the documented set or shape.
    fn read(scalar: &Scalar<'_>) -> Option<Self>;

    /// The scalar as it is written.
    fn write(&self) -> Scalar<'_>;
}

impl ReplyValue for i64 {
    const JSON_TYPE: JsonType = JsonType::Integer;

    fn read(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Integer(number) => Some(*number),
            _ => None,
        }
    }

    fn write(&self) -> Scalar<'_> {
        Scalar::Integer(*self)
    }
}

impl ReplyValue for bool {
    const JSON_TYPE: JsonType = JsonType::String;

    fn read(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    fn write(&self) -> Scalar<'_> {
        Scalar::Text(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

impl<T: ReplyValue> Slot for ReplyField<T> {
    fn clear(&mut self) {
        *self = Self::blank();
    }

    fn set(&mut self, value: Scalar<'_>) {
        *self = match (T::read(&value), value) {
            (Some(known), _) => Self::Known(known),
            (None, Scalar::Text(text)) => Self::Other(text.into_owned()),
            (None, Scalar::Integer(number)) => Self::Other(number.to_string()),
            (None, Scalar::Boolean(truth)) => Self::Other(truth.to_string()),
        };
    }

    fn view(&self) -> View<'_> {
        View::Scalar(match self {
            Self::Known(value) => value.write(),
            Self::Other(text) => Scalar::Text(Cow::Borrowed(text)),
        })
    }
}

impl<T: ReplyValue> Member for ReplyField<T> {
    const JSON_TYPE: JsonType = T::JSON_TYPE;

    fn blank() -> Self {
        Self::Other(String::new())
    }
}
