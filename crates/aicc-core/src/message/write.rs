//! Writes the content of slots: as JSON, or as a deserializer for the engine.

use std::io;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::message::slot::{AnySlot, Scalar, View};
use crate::spec::{Field, Object, Wrapper};

/// Returns the members that are not absent, in the order of their rows.
fn members<'a>(object: &'static Object, slot: &'a AnySlot) -> impl Iterator<Item = (&'static Field, View<'a>)> {
    object.fields.iter().enumerate().filter_map(|(position, field)| match slot.view_at(position) {
        View::Absent => None,
        view => Some((field, view)),
    })
}

fn elements(count: usize, slot: &AnySlot) -> impl Iterator<Item = View<'_>> {
    (0..count).map(|position| slot.view_at(position))
}

/// Whether secrets are written or masked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secrets {
    Written,
    Hidden,
}

/// The content of a slot, which serializes as JSON.
struct Written<'a> {
    view: View<'a>,
    is_secret: bool,
    secrets: Secrets,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let secrets = self.secrets;
        match &self.view {
            _ if self.is_secret && secrets == Secrets::Hidden => serializer.serialize_str("***"),
            View::Absent => serializer.serialize_unit(),
            View::Scalar(Scalar::Text(text)) => serializer.serialize_str(text),
            View::Scalar(Scalar::Integer(number)) => serializer.serialize_i64(*number),
            View::Scalar(Scalar::Boolean(truth)) => serializer.serialize_bool(*truth),
            View::Array(count, slot) => serializer.collect_seq(elements(*count, *slot).map(|view| Written {
                view,
                is_secret: self.is_secret,
                secrets,
            })),
            View::Object(object, slot) => serializer.collect_map(
                members(object, *slot)
                    .map(|(field, view)| (field.name, Written { view, is_secret: field.secret, secrets })),
            ),
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
            View::Scalar(Scalar::Text(text)) => visitor.visit_str(&text),
            View::Scalar(Scalar::Integer(number)) => visitor.visit_i64(number),
            View::Scalar(Scalar::Boolean(truth)) => visitor.visit_bool(truth),
            View::Array(count, slot) => visitor.visit_seq(SeqDeserializer::new(elements(count, slot))),
            View::Object(object, slot) => {
                visitor.visit_map(MapDeserializer::new(members(object, slot).map(|(field, view)| (field.name, view))))
            }
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Returns the compact JSON of a slot, with members in the order of their rows, under a wrapper if there is one (reading R1). The
/// text is allocated at its exact length: a text that grows leaves copies of its secrets in memory.
pub(crate) fn json(view: View<'_>, wrapper: Option<&Wrapper>, secrets: Secrets) -> String {
    let written = Written { view, is_secret: false, secrets };
    let (start, end) = wrapper.map_or_else(Default::default, |wrapper| (format!("{{\"{}\":", wrapper.name), "}"));
    let mut length = Length(start.len().saturating_add(end.len()));
    write(&written, &mut length);
    let mut json = Vec::with_capacity(length.0);
    json.extend_from_slice(start.as_bytes());
    write(&written, &mut json);
    json.extend_from_slice(end.as_bytes());
    String::from_utf8(json).unwrap_or_default()
}

/// Writes a value. This cannot fail: slots contain only what JSON can have, and the writers are in memory.
fn write(value: &Written<'_>, writer: &mut dyn io::Write) {
    serde_json::to_writer(writer, value).unwrap_or_default();
}

/// Counts the bytes that are written to it.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
