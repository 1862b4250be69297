//! A row as a serde deserializer: no JSON is made in between.

use std::ops::Range;

use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::column::{Column, Scalar, Values};

/// The members of a row.
#[derive(Clone, Copy)]
pub(crate) struct Row<'de, 'a> {
    pub(crate) members: &'de [(&'a str, Column<'a>)],
    pub(crate) row: usize,
}

/// The value of a column in a row.
struct Value<'de, 'a> {
    column: &'de Column<'a>,
    row: usize,
}

impl<'de> Deserializer<'de> for Row<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Members { rest: self.members, row: self.row, value: None })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> Deserializer<'de> for Value<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { column, row } = self;
        match column.at(row) {
            None => visitor.visit_unit(),
            Some(Values::Scalar(read)) => visit(read(row), visitor),
            Some(Values::Text(texts)) => match std::str::from_utf8(texts.at(row)) {
                Ok(text) => visitor.visit_borrowed_str(text),
                Err(_) => Err(serde::de::Error::custom("a text that is no UTF-8")),
            },
            Some(Values::List(rows, elements)) => visitor.visit_seq(Elements { elements, rows: rows(row) }),
            Some(Values::Struct(members)) => Row { members, row }.deserialize_any(visitor),
            Some(Values::Dictionary(key, values)) => Value { column: values, row: key(row) }.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn visit<'de, V: Visitor<'de>>(scalar: Scalar, visitor: V) -> Result<V::Value, Error> {
    match scalar {
        Scalar::Null => visitor.visit_unit(),
        Scalar::Boolean(truth) => visitor.visit_bool(truth),
        Scalar::Integer(number) => match i64::try_from(number) {
            Ok(number) => visitor.visit_i64(number),
            Err(_) => visitor.visit_i128(number),
        },
        Scalar::Number(number) => visitor.visit_f64(number),
    }
}

/// The members of a row that are not null.
struct Members<'de, 'a> {
    rest: &'de [(&'a str, Column<'a>)],
    row: usize,
    value: Option<&'de Column<'a>>,
}

impl<'de> MapAccess<'de> for Members<'de, '_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        while let Some(((name, column), rest)) = self.rest.split_first() {
            self.rest = rest;
            if !column.is_null(self.row) {
                self.value = Some(column);
                return seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        match self.value.take() {
            Some(column) => seed.deserialize(Value { column, row: self.row }),
            None => Err(serde::de::Error::custom("a value without its name")),
        }
    }
}

/// The elements of a list.
struct Elements<'de, 'a> {
    elements: &'de Column<'a>,
    rows: Range<usize>,
}

impl<'de> SeqAccess<'de> for Elements<'de, '_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.rows.next().map(|row| seed.deserialize(Value { column: self.elements, row })).transpose()
    }
}
