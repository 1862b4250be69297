//! Lines as a serde deserializer, which the engine reads.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Split;

use aicc_core::{Secret, visit_foreign, visit_secret};
use serde::de::value::Error;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// One line.
#[derive(Clone)]
pub(crate) enum Line<'a> {
    Open,
    Close,
    OpenArray,
    CloseArray,
    Text(Cow<'a, str>),
    Secret(Secret),
    Number(&'a str),
    Boolean(bool),
    Null,
    Foreign(Cow<'a, str>),
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let mut characters = line.chars();
        let first = characters.next()?;
        let rest = characters.as_str();
        Some(match first {
            '{' => Self::Open,
            '}' => Self::Close,
            '[' => Self::OpenArray,
            ']' => Self::CloseArray,
            '"' => Self::Text(unescaped(rest)),
            '*' => Self::Secret(unescaped(rest).into_owned().into()),
            '#' => Self::Number(rest),
            't' => Self::Boolean(true),
            'f' => Self::Boolean(false),
            'n' => Self::Null,
            '?' => Self::Foreign(unescaped(rest)),
            _ => return None,
        })
    }

    /// Returns the text of a text or secret.
    pub(crate) fn into_text(self) -> Option<Secret> {
        match self {
            Self::Text(text) => Some(text.into_owned().into()),
            Self::Secret(secret) => Some(secret),
            Self::Number(number) => Some(number.into()),
            _ => None,
        }
    }

    /// Returns the integer of a number.
    pub(crate) fn integer(&self) -> Option<i64> {
        match self {
            Self::Number(number) => number.parse().ok(),
            _ => None,
        }
    }
}

/// Returns a text as JavaScript had it.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.next() == Some('n') => plain.push('\n'),
            character => plain.push(character),
        }
    }
    Cow::Owned(plain)
}

/// The lines of a text, from the first to the last.
pub(crate) struct Lines<'a>(Peekable<Split<'a, char>>);

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self(text.split('\n').peekable())
    }

    /// Returns the next line; `None` at the end, and for what is not a line.
    pub(crate) fn next(&mut self) -> Option<Line<'a>> {
        Line::of(self.0.next()?)
    }

    /// Returns the name of the next member; `None` after the last member.
    pub(crate) fn next_name(&mut self) -> Option<Cow<'a, str>> {
        match self.next()? {
            Line::Text(name) => Some(name),
            _ => None,
        }
    }

    fn next_line(&mut self) -> Result<Line<'a>, Error> {
        self.next().ok_or_else(|| Error::custom("not a line"))
    }

    /// Passes over the next value.
    pub(crate) fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(line) = self.next() {
            match line {
                Line::Open | Line::OpenArray => depth = depth.saturating_add(1),
                Line::Close | Line::CloseArray => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}

impl<'de> Deserializer<'de> for &mut Lines<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.next_line()? {
            Line::Open => visitor.visit_map(self),
            Line::OpenArray => visitor.visit_seq(self),
            Line::Text(Cow::Borrowed(text)) => visitor.visit_str(text),
            // The engine owns the copy, and wipes it if it is a secret.
            Line::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Line::Secret(secret) => visit_secret(&secret, visitor),
            Line::Number(number) => match number.parse() {
                Ok(integer) => visitor.visit_i64(integer),
                Err(_) => visitor.visit_f64(number.parse().unwrap_or(f64::NAN)),
            },
            Line::Boolean(truth) => visitor.visit_bool(truth),
            Line::Null => visitor.visit_unit(),
            Line::Foreign(type_name) => visit_foreign(type_name.into_owned(), visitor),
            Line::Close | Line::CloseArray => Err(Error::custom("a value is missing")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.skip();
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

impl<'de> SeqAccess<'de> for &mut Lines<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.0.next_if_eq(&"]").is_some() {
            return Ok(None);
        }
        seed.deserialize(&mut **self).map(Some)
    }
}

impl<'de> MapAccess<'de> for &mut Lines<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.0.next_if_eq(&"}").is_some() {
            return Ok(None);
        }
        seed.deserialize(NameLine(self)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut **self)
    }
}

/// The line of a name.
struct NameLine<'l, 'de>(&'l mut Lines<'de>);

impl<'de> Deserializer<'de> for NameLine<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.deserialize_any(visitor)
    }

    /// Visits a unit if the name is the expected one, so that the engine does not search for it.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        expected: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.0.0.next_if(|line| line.strip_prefix('"') == Some(expected)).is_some() {
            return visitor.visit_unit();
        }
        self.0.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
