//! Writing what slots hold: as JSON, or as a deserializer for the engine.

use std::borrow::Cow;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::slot::{Scalar, View};

/// Members in the order of their rows, those that are absent left out.
fn members<'a>(view: &View<'a>) -> impl Iterator<Item = (&'static str, View<'a>)> + use<'a> {
    let (fields, slot) = match view {
        View::Object(object, slot) => (object.fields, Some(*slot)),
        _ => (&[][..], None),
    };
    fields.iter().enumerate().filter_map(move |(position, field)| match slot?.view_at(position) {
        View::Absent => None,
        view => Some((field.name, view)),
    })
}

fn elements<'a>(view: &View<'a>) -> impl Iterator<Item = View<'a>> + use<'a> {
    let (count, slot) = match view {
        View::Array(count, slot) => (*count, Some(*slot)),
        _ => (0, None),
    };
    (0..count).filter_map(move |position| Some(slot?.view_at(position)))
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            View::Absent => serializer.serialize_unit(),
            View::Scalar(Scalar::Text(text)) => serializer.serialize_str(text),
            View::Scalar(Scalar::Integer(number)) => serializer.serialize_i64(*number),
            View::Scalar(Scalar::Boolean(truth)) => serializer.serialize_bool(*truth),
            View::Array(..) => serializer.collect_seq(elements(self)),
            View::Object(..) => serializer.collect_map(members(self)),
        }
    }
}

impl<'de> IntoDeserializer<'de, serde::de::value::Error> for View<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for View<'de> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self {
            View::Absent => visitor.visit_unit(),
            View::Scalar(Scalar::Text(Cow::Borrowed(text))) => visitor.visit_borrowed_str(text),
            View::Scalar(Scalar::Text(Cow::Owned(text))) => visitor.visit_string(text),
            View::Scalar(Scalar::Integer(number)) => visitor.visit_i64(number),
            View::Scalar(Scalar::Boolean(truth)) => visitor.visit_bool(truth),
            View::Array(..) => visitor.visit_seq(SeqDeserializer::new(elements(&self))),
            View::Object(..) => visitor.visit_map(MapDeserializer::new(members(&self))),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// An object under the name of its wrapper (reading R1).
pub(crate) struct Wrapped<'a>(pub(crate) &'static str, pub(crate) View<'a>);

impl Serialize for Wrapped<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut wrapper = serializer.serialize_map(Some(1))?;
        wrapper.serialize_entry(self.0, &self.1)?;
        wrapper.end()
    }
}

/// Compact JSON. Slots hold nothing that JSON cannot, so the empty text is never answered.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
