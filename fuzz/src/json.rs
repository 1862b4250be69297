//! JSON texts, as an independent reader reads them.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// Returns the value of a text. Returns `None` if the text is not JSON, or if the reader loses a part of it: the first of
/// two members with one name, or the integer `-0`, which it reads as a fraction.
pub(crate) fn lossless_value(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice::<Lossless>(bytes).ok()?;
    serde_json::from_slice(bytes).ok()
}

/// Returns whether a text is one JSON value, or `None` if it has a number that is too large for the reader.
pub(crate) fn is_json(bytes: &[u8]) -> Option<bool> {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(_) => Some(true),
        Err(error) if error.to_string().starts_with("number out of range") => None,
        Err(_) => Some(false),
    }
}

/// A text that a [`Value`] holds without loss.
struct Lossless;

impl<'de> Deserialize<'de> for Lossless {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Walk)
    }
}

struct Walk;

impl<'de> Visitor<'de> for Walk {
    type Value = Lossless;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Lossless, E> {
        Ok(Lossless)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Lossless, E> {
        Ok(Lossless)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Lossless, E> {
        Ok(Lossless)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Lossless, E> {
        Ok(Lossless)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Lossless, E> {
        if number == 0.0 { Err(E::custom("this may be an integer -0")) } else { Ok(Lossless) }
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Lossless, E> {
        Ok(Lossless)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Lossless, A::Error> {
        while elements.next_element::<Lossless>()?.is_some() {}
        Ok(Lossless)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<Lossless, M::Error> {
        let mut names = HashSet::new();
        while let Some((name, Lossless)) = members.next_entry::<String, Lossless>()? {
            if !names.insert(name) {
                return Err(M::Error::custom("a name occurs twice"));
            }
        }
        Ok(Lossless)
    }
}
