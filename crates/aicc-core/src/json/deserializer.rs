//! The cursor as a serde deserializer. Its calls for numbers and expected names are described in `engine/hint.rs`.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::json::cursor::{Cursor, JsonStopped};
use crate::json::number::Number;

impl<'de> Deserializer<'de> for &mut Cursor<'de> {
    type Error = JsonStopped;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonStopped> {
        loop {
            return match self.rest {
                [b'"', after @ ..] => {
                    self.rest = after;
                    match self.plain_string()? {
                        Some(string) => visitor.visit_borrowed_str(string),
                        None => visitor.visit_string(self.string()?),
                    }
                }
                [b'-' | b'0'..=b'9', ..] => match self.number()? {
                    Number::Integer(integer) => visitor.visit_i64(integer),
                    Number::Other(text) => visitor.visit_newtype_struct(BorrowedStrDeserializer::new(text)),
                },
                [b'{', inside @ ..] => {
                    self.enter(inside)?;
                    visitor.visit_map(Container { cursor: self, is_first: true })
                }
                [b'[', inside @ ..] => {
                    self.enter(inside)?;
                    visitor.visit_seq(Container { cursor: self, is_first: true })
                }
                [b't', ..] => {
                    self.word("true")?;
                    visitor.visit_bool(true)
                }
                [b'f', ..] => {
                    self.word("false")?;
                    visitor.visit_bool(false)
                }
                [b'n', ..] => {
                    self.word("null")?;
                    visitor.visit_unit()
                }
                // Last, since most writers put no white space here.
                [b' ' | b'\t' | b'\n' | b'\r', after @ ..] => {
                    self.rest = after;
                    continue;
                }
                other => Err(self.stop(other)),
            };
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonStopped> {
        self.skip()?;
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// The inside of an array or object. The visitor must read it to its end.
struct Container<'a, 'de> {
    cursor: &'a mut Cursor<'de>,
    is_first: bool,
}

impl Container<'_, '_> {
    #[inline(always)]
    fn step(&mut self, close: u8) -> Result<bool, JsonStopped> {
        self.cursor.step(std::mem::take(&mut self.is_first), close)
    }
}

impl<'de> SeqAccess<'de> for Container<'_, 'de> {
    type Error = JsonStopped;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, JsonStopped> {
        if !self.step(b']')? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.cursor).map(Some)
    }
}

impl<'de> MapAccess<'de> for Container<'_, 'de> {
    type Error = JsonStopped;

    #[inline(always)]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, JsonStopped> {
        // Most writers put no white space between members.
        if self.is_first || !self.cursor.skip_pair(*b",\"") {
            if !self.step(b'}')? {
                return Ok(None);
            }
            self.cursor.expect(b'"')?;
        }
        seed.deserialize(MemberName(self.cursor)).map(Some)
    }

    #[inline(always)]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, JsonStopped> {
        seed.deserialize(&mut *self.cursor)
    }
}

/// The name of a member, after its first quotation mark. Reading it reads the colon, too.
struct MemberName<'a, 'de>(&'a mut Cursor<'de>);

impl<'de> Deserializer<'de> for MemberName<'_, 'de> {
    type Error = JsonStopped;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonStopped> {
        match self.0.plain_string()? {
            Some(name) => {
                self.0.expect(b':')?;
                visitor.visit_borrowed_str(name)
            }
            None => {
                let name = self.0.string()?;
                self.0.expect(b':')?;
                visitor.visit_string(name)
            }
        }
    }

    /// Gives a unit if the name is the expected one.
    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        expected: &'static str,
        visitor: V,
    ) -> Result<V::Value, JsonStopped> {
        if self.0.skip_name_if(expected) {
            return visitor.visit_unit();
        }
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
