//! Fields of replies, which keep values that the page does not document (reading R13).

use std::borrow::Cow;

use crate::message::slot::{Member, Scalar, Slot, View};
use crate::spec::JsonType;

/// A field of a reply: a documented value, or another value that the platform sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReplyField<T> {
    /// A documented value.
    Known(T),
    /// Another value, as text.
    Other(String),
}

impl<T> ReplyField<T> {
    /// Returns the documented value; `None` for another value.
    #[must_use]
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Other(_) => None,
        }
    }
}

/// The type of the documented values of a [`ReplyField`].
pub trait ReplyValue: Sized + 'static {
    /// The JSON type that the row documents.
    const JSON_TYPE: JsonType;

    /// Returns the value of a scalar; `None` if the page does not document the scalar.
    fn read(scalar: &Scalar<'_>) -> Option<Self>;

    /// Returns the scalar that writes the value.
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
