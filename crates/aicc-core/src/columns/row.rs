//! A row of cells as a serde deserializer.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};

use crate::columns::cell::Cell;
use crate::columns::node::{CellKind, MemberNode, Node};
use crate::columns::reading::CellReading;
use crate::engine::hint::visit_fault;
use crate::engine::{boolean_of_text, integer_of_text};
use crate::report::place::index_of;
use crate::spec::Literal;

/// The request body of a row of cells, as a deserializer: see [`Columns::row`](crate::Columns::row). It has no `Debug` form,
/// since a cell may be a secret.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub(super) members: &'a [MemberNode],
    pub(super) cells: &'a [Cell<'a>],
    /// Set when a cell is read that does not have the plain form of its value.
    pub(super) watch: Option<&'a AtomicBool>,
}

/// The value of a member or an element in a row.
#[derive(Clone, Copy)]
struct RowValue<'a> {
    node: &'a Node,
    cells: &'a [Cell<'a>],
    watch: Option<&'a AtomicBool>,
}

impl<'a> RowValue<'a> {
    /// Returns whether `is_wanted` is true for the value or for a value inside it. A value without a cell has the empty cell.
    fn any(self, is_wanted: fn(CellKind, Cell<'_>) -> bool) -> bool {
        let Self { node, cells, .. } = self;
        match node {
            Node::Empty => false,
            Node::Cell(column, kind) => is_wanted(*kind, cells.get(*column).copied().unwrap_or(Cell::Empty)),
            Node::Object(members) => members.iter().any(|(_, node)| Self { node, ..self }.any(is_wanted)),
            Node::Array(elements) => elements.iter().any(|node| Self { node, ..self }.any(is_wanted)),
        }
    }

    /// Returns whether the value has a cell that is not empty.
    fn is_present(self) -> bool {
        self.any(|kind, cell| match cell {
            Cell::Empty => false,
            Cell::Text("") => kind.can_be_empty(),
            Cell::Text(_) | Cell::Fault(_) => true,
        })
    }

    /// Returns the column of the value at a path inside this one. A value of several cells has the column of its first cell.
    fn column(self, path: &[&str]) -> Option<usize> {
        let Self { node, cells, watch } = self;
        match (node, path) {
            (Node::Empty, _) => None,
            // What follows is the index of a text in the cell.
            (Node::Cell(column, _), _) => Some(*column),
            (Node::Object(members), _) => Row { members, cells, watch }.column(path),
            (Node::Array(elements), []) => self.elements(elements).next()?.column(path),
            (Node::Array(elements), [index, rest @ ..]) => self.elements(elements).nth(index_of(index)?)?.column(rest),
        }
    }

    /// Returns the elements that are present: a list has no gaps (reading R20).
    fn elements(self, elements: &'a [Node]) -> impl Iterator<Item = Self> {
        elements.iter().map(move |node| Self { node, ..self }).filter(|value| value.is_present())
    }
}

impl<'a> Row<'a> {
    /// Sets `watch` when a cell is read that does not have the plain form of its value: [`Columns::readings`](crate::Columns::readings)
    /// returns these cells, and need not be called for other rows.
    #[must_use]
    pub const fn watched(self, watch: &'a AtomicBool) -> Self {
        Self { watch: Some(watch), ..self }
    }

    fn values(self) -> impl Iterator<Item = (&'static str, RowValue<'a>)> {
        self.members.iter().map(move |(name, node)| (*name, RowValue { node, cells: self.cells, watch: self.watch }))
    }

    /// Returns the column of the value at a path.
    pub(super) fn column(self, path: &[&str]) -> Option<usize> {
        match path {
            [] => self.values().find_map(|(_, value)| value.column(path)),
            [name, rest @ ..] => self.values().find(|(known, _)| known == name)?.1.column(rest),
        }
    }

    /// Returns whether an empty text is a value of the row.
    pub(super) fn holds_empty_text(self) -> bool {
        self.values().any(|(_, value)| value.any(|kind, cell| matches!(cell, Cell::Text("")) && kind.can_be_empty()))
    }
}

impl<'de> Deserializer<'de> for Row<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(MapDeserializer::new(self.values().filter(|(_, value)| value.is_present())))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> Deserializer<'de> for RowValue<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node {
            Node::Object(members) => Row { members, cells: self.cells, watch: self.watch }.deserialize_any(visitor),
            Node::Array(elements) => visitor.visit_seq(SeqDeserializer::new(self.elements(elements))),
            Node::Cell(column, kind) => match self.cells.get(*column) {
                Some(Cell::Text(text)) => visit(*kind, text, self.watch, visitor),
                Some(Cell::Fault(fault)) => visit_fault(*fault, visitor),
                Some(Cell::Empty) | None => visitor.visit_unit(),
            },
            Node::Empty => visitor.visit_unit(),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de> for RowValue<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Reads a cell as its row documents. A cell that cannot be read so stays a text.
fn visit<'de, V: Visitor<'de>>(
    kind: CellKind,
    text: &'de str,
    watch: Option<&AtomicBool>,
    visitor: V,
) -> Result<V::Value, Error> {
    match kind {
        CellKind::Text { .. } if kind.is_plain(text) => visitor.visit_borrowed_str(text),
        CellKind::Text { .. } => visit_reading(kind, text, watch, visitor),
        CellKind::Integer(_) => match integer_of_text(text) {
            Some(number) => visitor.visit_i64(number),
            None => visit_reading(kind, text, watch, visitor),
        },
        CellKind::Boolean => match boolean_of_text(text) {
            Some(truth) => visitor.visit_bool(truth),
            None => visit_reading(kind, text, watch, visitor),
        },
        CellKind::List => {
            let texts = text.split(',').map(|text| text.trim_matches(' ')).filter(|text| !text.is_empty());
            visitor.visit_seq(SeqDeserializer::new(texts.map(BorrowedStrDeserializer::new)))
        }
    }
}

/// Reads a cell that does not have the plain form of its value.
#[cold]
fn visit_reading<'de, V: Visitor<'de>>(
    kind: CellKind,
    text: &'de str,
    watch: Option<&AtomicBool>,
    visitor: V,
) -> Result<V::Value, Error> {
    if let Some(watch) = watch {
        watch.store(true, Ordering::Relaxed);
    }
    match CellReading::of(kind, text).map(CellReading::value) {
        Some(Literal::Integer(number)) => visitor.visit_i64(number),
        Some(Literal::Boolean(truth)) => visitor.visit_bool(truth),
        Some(Literal::Text(value)) => visitor.visit_borrowed_str(value),
        None => visitor.visit_borrowed_str(text),
    }
}
