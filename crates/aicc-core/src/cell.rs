//! Cells of a table, and why a cell of a workbook has no value.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor, value};

use crate::param::{Argument, Param};

/// A cell of a row. It may hold a secret, and so has no text form.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    /// Nothing: the member is absent.
    Empty,
    /// A text. An empty one is the empty text where its row can be empty, and nothing elsewhere.
    Text(&'a str),
    /// What has no value.
    Fault(CellFault),
}

impl<'a> From<&'a str> for Cell<'a> {
    /// A plain cell, which is empty where its text is.
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl Cell<'_> {
    /// Whether there is nothing to see in the cell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(char::is_whitespace),
            Self::Fault(_) => false,
        }
    }
}

/// Why a cell of a workbook has no value (reading R20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellFault {
    /// The cell holds an error of the spreadsheet: `#N/A`, `#DIV/0!`.
    Error,
    /// The cell holds a formula, and the workbook has no result of it.
    Formula,
}

impl CellFault {
    /// The name as it is written: `formula`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Formula => "formula",
        }
    }
}

impl Argument for CellFault {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self.as_str()))
    }
}

/// Gives the engine a cell without a value: JSON has no enums, and one whose variant is a number stands for the fault.
pub(crate) fn visit_fault<'de, V: Visitor<'de>, E: Error>(fault: CellFault, visitor: V) -> Result<V::Value, E> {
    let fault: value::U32Deserializer<E> = u32::from(fault == CellFault::Formula).into_deserializer();
    visitor.visit_enum(fault)
}

/// What an enum stands for where a value is read.
pub(crate) enum Variant {
    /// The fault of a cell: see [`visit_fault`].
    Fault(CellFault),
    /// An object without a JSON form: see [`visit_foreign`](crate::visit_foreign).
    Foreign(String),
}

impl<'de> Deserialize<'de> for Variant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Kinds;

        impl Visitor<'_> for Kinds {
            type Value = Variant;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a type name or a fault")
            }

            fn visit_u32<E: Error>(self, fault: u32) -> Result<Variant, E> {
                Ok(Variant::Fault(if fault == 0 { CellFault::Error } else { CellFault::Formula }))
            }

            fn visit_str<E: Error>(self, type_name: &str) -> Result<Variant, E> {
                Ok(Variant::Foreign(type_name.to_owned()))
            }
        }

        deserializer.deserialize_identifier(Kinds)
    }
}
