//! A row as a serde deserializer: no JSON is made in between.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};

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

impl Row<'_, '_> {
    /// Whether every member is null.
    pub(crate) fn is_null(&self) -> bool {
        self.members.iter().all(|(_, column)| column.is_null(self.row))
    }

    /// How many elements the row has in lists.
    pub(crate) fn elements(&self) -> usize {
        self.members.iter().fold(0, |sum, (_, column)| sum.saturating_add(column.elements(self.row)))
    }
}

impl<'de> Deserializer<'de> for Row<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { members, row } = self;
        // Those that are not null.
        let members = members.iter().filter(|(_, column)| !column.is_null(row));
        visitor.visit_map(MapDeserializer::new(members.map(|(name, column)| (*name, Value { column, row }))))
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
            Some(Values::Text(texts)) => match std::str::from_utf8(texts.at(row).unwrap_or_default()) {
                Ok(text) => visitor.visit_borrowed_str(text),
                Err(_) => Err(serde::de::Error::custom("a text that is no UTF-8")),
            },
            Some(Values::List(rows, elements)) => {
                visitor.visit_seq(SeqDeserializer::new(rows(row).map(|row| Value { column: elements, row })))
            }
            Some(Values::Struct(members)) => Row { members, row }.deserialize_any(visitor),
            Some(Values::Dictionary(key, values)) => match key(row) {
                Some(row) => Value { column: values, row }.deserialize_any(visitor),
                None => visitor.visit_unit(),
            },
        }
    }

    /// A value that no table documents is not looked at.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

impl<'de> IntoDeserializer<'de, Error> for Value<'de, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
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
