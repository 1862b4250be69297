//! Reduces the calls of a serde visitor to the kinds of JSON values.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::engine::hint::Variant;
use crate::spec::JsonType;
use crate::spec::actual_type::ActualType;
use crate::spec::cell_fault::CellFault;

/// A value other than an array or object; or an array or object whose content was skipped.
pub(crate) enum JsonScalar<'t> {
    Null,
    Boolean(bool),
    Integer(i64),
    /// The text of a number that is not a 64-bit integer.
    Number(Cow<'t, str>),
    Text(Cow<'t, str>),
    Array,
    Object,
    /// A cell without a value.
    Fault(CellFault),
    /// A value that JSON does not have.
    Other(ActualType),
}

impl JsonScalar<'_> {
    pub(crate) fn actual_type(self) -> ActualType {
        ActualType::Json(match self {
            Self::Null | Self::Fault(_) => JsonType::Null,
            Self::Boolean(_) => JsonType::Boolean,
            Self::Integer(_) => JsonType::Integer,
            Self::Number(_) => JsonType::Number,
            Self::Text(_) => JsonType::String,
            Self::Array => JsonType::Array,
            Self::Object => JsonType::Object,
            Self::Other(found) => return found,
        })
    }
}

/// Receives a value.
pub(crate) trait JsonSink<'de>: Sized {
    type Output;

    /// Receives a scalar, or an array or object whose content was skipped.
    fn scalar(self, value: JsonScalar<'_>) -> Self::Output;

    /// Receives a text.
    fn text(self, text: Cow<'_, str>) -> Self::Output {
        self.scalar(JsonScalar::Text(text))
    }

    /// Receives the text of a secret, which is a text only in a row that holds a secret.
    fn secret(self, _secret: &str) -> Self::Output {
        self.scalar(JsonScalar::Other(ActualType::Secret))
    }

    /// Receives an integer.
    fn integer(self, number: i64) -> Self::Output {
        self.scalar(JsonScalar::Integer(number))
    }

    /// Receives an array. The default skips its elements.
    fn array<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Output, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self.scalar(JsonScalar::Array))
    }

    /// Receives an object. The default skips its members.
    fn object<M: MapAccess<'de>>(self, mut members: M) -> Result<Self::Output, M::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(self.scalar(JsonScalar::Object))
    }
}

/// Reads a value from any deserializer and passes it to a sink.
pub(crate) struct JsonVisitor<'de, R>(R, PhantomData<&'de ()>);

impl<R> JsonVisitor<'_, R> {
    pub(crate) const fn new(sink: R) -> Self {
        Self(sink, PhantomData)
    }
}

impl<'de, R: JsonSink<'de>> DeserializeSeed<'de> for JsonVisitor<'de, R> {
    type Value = R::Output;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<R::Output, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, R: JsonSink<'de>> Visitor<'de> for JsonVisitor<'de, R> {
    type Value = R::Output;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<R::Output, E> {
        Ok(self.0.scalar(JsonScalar::Boolean(truth)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<R::Output, E> {
        Ok(self.0.integer(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<R::Output, E> {
        self.visit_i128(number.into())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<R::Output, E> {
        Ok(match i64::try_from(number) {
            Ok(number) => self.0.integer(number),
            Err(_) => self.0.scalar(JsonScalar::Number(number.to_string().into())),
        })
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<R::Output, E> {
        Ok(self.0.scalar(match number.is_nan() {
            true => JsonScalar::Other(ActualType::NotANumber),
            false => JsonScalar::Number(number.to_string().into()),
        }))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<R::Output, E> {
        Ok(self.0.text(Cow::Borrowed(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<R::Output, E> {
        Ok(self.0.text(Cow::Owned(text)))
    }

    fn visit_unit<E: Error>(self) -> Result<R::Output, E> {
        Ok(self.0.scalar(JsonScalar::Null))
    }

    fn visit_none<E: Error>(self) -> Result<R::Output, E> {
        self.visit_unit()
    }

    /// A number that is not a 64-bit integer, as its text: see [`hint`](crate::engine::hint).
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<R::Output, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        Ok(self.0.scalar(JsonScalar::Number(text)))
    }

    /// A secret: see [`hint`](crate::engine::hint).
    fn visit_bytes<E: Error>(self, secret: &[u8]) -> Result<R::Output, E> {
        Ok(self.0.secret(std::str::from_utf8(secret).unwrap_or_default()))
    }

    /// A value without a JSON form: see [`Variant`].
    fn visit_enum<A: EnumAccess<'de>>(self, object: A) -> Result<R::Output, A::Error> {
        Ok(self.0.scalar(match object.variant()?.0 {
            Variant::Fault(fault) => JsonScalar::Fault(fault),
            Variant::Foreign(type_name) => JsonScalar::Other(ActualType::Foreign(type_name.into())),
        }))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<R::Output, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<R::Output, A::Error> {
        self.0.array(elements)
    }

    fn visit_map<M: MapAccess<'de>>(self, members: M) -> Result<R::Output, M::Error> {
        self.0.object(members)
    }
}
