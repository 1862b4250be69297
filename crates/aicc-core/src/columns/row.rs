//! A row of cells as a serde deserializer.

use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};

use super::{Cell, Member, Node};
use crate::read::integer_of_text;

/// The request body that a row of cells stands for, as a deserializer: see [`Columns::row`](super::Columns::row). A cell may
/// be a secret: it has no text form.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub(super) members: &'a [Member],
    pub(super) cells: &'a [&'a str],
}

/// The value of a member or an element in a row.
#[derive(Clone, Copy)]
struct Value<'a> {
    node: &'a Node,
    cells: &'a [&'a str],
}

impl<'a> Value<'a> {
    /// Whether a cell of it is not empty.
    fn is_present(self) -> bool {
        let Self { node, cells } = self;
        match node {
            Node::Empty => false,
            Node::Cell(column, _) => cells.get(*column).is_some_and(|cell| !cell.is_empty()),
            Node::Object(members) => members.iter().any(|(_, node)| Self { node, cells }.is_present()),
            Node::Array(elements) => elements.iter().any(|node| Self { node, cells }.is_present()),
        }
    }

    /// The elements up to the last one that is present.
    fn elements(self, elements: &'a [Node]) -> impl Iterator<Item = Self> {
        let values = elements.iter().map(move |node| Self { node, cells: self.cells });
        let last = values.clone().rposition(Self::is_present);
        values.take(last.map_or(0, |last| last.saturating_add(1)))
    }
}

impl<'de> Deserializer<'de> for Row<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let members = self.members.iter().map(|(name, node)| (*name, Value { node, cells: self.cells }));
        // Those of which a cell is not empty.
        visitor.visit_map(MapDeserializer::new(members.filter(|(_, value)| value.is_present())))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node {
            Node::Object(members) => Row { members, cells: self.cells }.deserialize_any(visitor),
            Node::Array(elements) => visitor.visit_seq(SeqDeserializer::new(self.elements(elements))),
            Node::Cell(column, cell) if self.is_present() => {
                visit(*cell, self.cells.get(*column).copied().unwrap_or_default(), visitor)
            }
            Node::Cell(..) | Node::Empty => visitor.visit_unit(),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de> for Value<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Reads a cell as the table types it; what is no value of its row stays text.
fn visit<'de, V: Visitor<'de>>(cell: Cell, text: &'de str, visitor: V) -> Result<V::Value, Error> {
    match cell {
        Cell::Text => visitor.visit_borrowed_str(text),
        Cell::Integer => match integer_of_text(text) {
            Some(number) => visitor.visit_i64(number),
            None => visitor.visit_borrowed_str(text),
        },
        // Spreadsheets write TRUE and FALSE.
        Cell::Boolean if text.eq_ignore_ascii_case("true") => visitor.visit_bool(true),
        Cell::Boolean if text.eq_ignore_ascii_case("false") => visitor.visit_bool(false),
        Cell::Boolean => visitor.visit_borrowed_str(text),
        Cell::List => {
            let texts = text.split(',').map(|text| BorrowedStrDeserializer::new(text.trim_matches(' ')));
            visitor.visit_seq(SeqDeserializer::new(texts))
        }
    }
}
