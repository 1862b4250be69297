//! A deserializer over a JSON text that hands out numbers by their text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Error;
use serde_json::value::RawValue;

/// A JSON text with one value. Only `deserialize_any` and what forwards to it are exact; that is all the engine calls.
#[derive(Clone, Copy)]
pub(crate) struct Exact<'de> {
    text: &'de str,
    /// Whether the grammar was already checked, and no white space is around the value.
    checked: bool,
}

impl<'de> Exact<'de> {
    /// A whole document, whose grammar is checked while it is read.
    pub(crate) const fn document(text: &'de str) -> Self {
        Self { text, checked: false }
    }

    fn value(raw: &'de RawValue) -> Self {
        Self { text: raw.get(), checked: true }
    }

    fn visit_container<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut inner = serde_json::Deserializer::from_str(self.text);
        // The guard has checked the depth of the whole document.
        let value = (&mut inner).deserialize_any(Container(visitor))?;
        inner.end()?;
        Ok(value)
    }

    fn visit_scalar<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.text.as_bytes() {
            [b'"', .., b'"'] if !self.text.contains('\\') => {
                visitor.visit_borrowed_str(self.text.get(1..self.text.len() - 1).unwrap_or_default())
            }
            [b'"', ..] => visitor.visit_string(serde_json::from_str(self.text)?),
            b"true" => visitor.visit_bool(true),
            b"false" => visitor.visit_bool(false),
            b"null" => visitor.visit_unit(),
            _ => visit_number(self.text, visitor),
        }
    }
}

fn visit_number<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Error> {
    if let Ok(integer) = text.parse::<i64>() {
        return visitor.visit_i64(integer);
    }
    if let Ok(integer) = text.parse::<i128>() {
        return visitor.visit_i128(integer);
    }
    visitor.visit_f64(text.parse().unwrap_or(f64::NAN))
}

impl<'de> Deserializer<'de> for Exact<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let start = self.text.trim_start_matches([' ', '\t', '\n', '\r']);
        if start.starts_with(['{', '[']) {
            return self.visit_container(visitor);
        }
        if self.checked {
            return self.visit_scalar(visitor);
        }
        let raw: &RawValue = serde_json::from_str(self.text)?;
        Exact::value(raw).visit_scalar(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// Passes an array or object on, with its values exact.
struct Container<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Container<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Values(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Values(members))
    }
}

struct Values<A>(A);

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Values<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Value(seed))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Values<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Value(seed))
    }
}

/// Takes one value by its text.
struct Value<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Value<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        let raw = <&RawValue as serde::Deserialize>::deserialize(deserializer)?;
        self.0.deserialize(Exact::value(raw)).map_err(serde::de::Error::custom)
    }
}
