//! A row as a serde deserializer, so that no JSON is written and parsed.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};

use super::column::{ArrowColumn, ArrowScalar, ColumnValues};

/// The members of a row.
#[derive(Clone, Copy)]
pub(crate) struct ArrowRow<'de, 'a> {
    pub(crate) members: &'de [(&'a str, ArrowColumn<'a>)],
    pub(crate) row: usize,
}

/// The value of a column in a row.
struct ArrowValue<'de, 'a> {
    column: &'de ArrowColumn<'a>,
    row: usize,
}

impl ArrowRow<'_, '_> {
    /// Whether every member is null.
    pub(crate) fn is_null(&self) -> bool {
        self.members.iter().all(|(_, column)| column.is_null(self.row))
    }

    /// Returns how many list elements the row has.
    pub(crate) fn elements(&self) -> usize {
        self.members.iter().fold(0, |sum, (_, column)| sum.saturating_add(column.elements(self.row)))
    }
}

impl<'de> Deserializer<'de> for ArrowRow<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { members, row } = self;
        // Null members are absent.
        let members = members.iter().filter(|(_, column)| !column.is_null(row));
        visitor.visit_map(MapDeserializer::new(members.map(|(name, column)| (*name, ArrowValue { column, row }))))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> Deserializer<'de> for ArrowValue<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { column, row } = self;
        match column.at(row) {
            None => visitor.visit_unit(),
            Some(ColumnValues::Scalar(read)) => visit(read(row), visitor),
            Some(ColumnValues::Text(texts)) => match std::str::from_utf8(texts.at(row).unwrap_or_default()) {
                Ok(text) => visitor.visit_borrowed_str(text),
                Err(_) => Err(serde::de::Error::custom("a text that is not UTF-8")),
            },
            Some(ColumnValues::List(rows, elements)) => {
                visitor.visit_seq(SeqDeserializer::new(rows(row).map(|row| ArrowValue { column: elements, row })))
            }
            Some(ColumnValues::Struct(members)) => ArrowRow { members, row }.deserialize_any(visitor),
            Some(ColumnValues::Dictionary(key, values)) => match key(row) {
                Some(row) => ArrowValue { column: values, row }.deserialize_any(visitor),
                None => visitor.visit_unit(),
            },
        }
    }

    /// The value of an unknown member is not read.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

impl<'de> IntoDeserializer<'de, Error> for ArrowValue<'de, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn visit<'de, V: Visitor<'de>>(scalar: ArrowScalar, visitor: V) -> Result<V::Value, Error> {
    match scalar {
        ArrowScalar::Null => visitor.visit_unit(),
        ArrowScalar::Boolean(value) => visitor.visit_bool(value),
        ArrowScalar::Integer(number) => match i64::try_from(number) {
            Ok(number) => visitor.visit_i64(number),
            Err(_) => visitor.visit_i128(number),
        },
        ArrowScalar::Number(number) => visitor.visit_f64(number),
    }
}
