//! Rows of a table of text cells (a spreadsheet, a CSV file) as request bodies.
//!
//! A column is named by its wire name, a nested one by its path: `skills/0/skillId`. An empty cell is an absent member, and
//! a list has no gaps. Numbers and booleans are typed by the interface's table; a cell that is no value of its row stays text,
//! so that the check finds it. A list of numbers is comma-separated in its cell (reading R10).

mod cell;
mod names;
mod node;
mod row;
mod similar;

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::spec::Interface;
pub use cell::Cell;
use names::named_rows;
use node::{MemberNode, Node, place};
pub use row::Row;

/// The columns of a table, by the names in its first row.
#[derive(Clone, Debug)]
pub struct Columns {
    members: Vec<MemberNode>,
}

/// Why a name is no column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnError {
    /// The interface has no such member.
    Unknown {
        /// Which of the names it is, counted from 1.
        position: usize,
        /// The name, where it is close to that of a member: any other may be a cell of a table without a heading, and a secret.
        column: Option<String>,
        /// The name that may be meant.
        similar: Option<String>,
        /// The interface.
        interface: &'static str,
    },
    /// The name occurs twice.
    Twice {
        /// The name.
        column: String,
    },
}

impl ColumnError {
    /// The name that is not a column; `None` where it may be a cell.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Unknown { column, .. } => column.as_deref(),
            Self::Twice { column } => Some(column),
        }
    }

    /// The name that may be meant.
    #[must_use]
    pub fn similar(&self) -> Option<&str> {
        match self {
            Self::Unknown { similar, .. } => similar.as_deref(),
            Self::Twice { .. } => None,
        }
    }

    /// What is wrong with the name at an index, which is not a column.
    #[must_use]
    pub fn unknown(interface: &'static Interface, index: usize, name: &str) -> Self {
        let similar = similar::similar(interface, name);
        let column = similar.as_ref().filter(|similar| similar.shows_name).map(|_| name.to_owned());
        let similar = similar.map(|similar| similar.name);
        Self::Unknown { position: index.saturating_add(1), column, similar, interface: interface.name }
    }
}

impl fmt::Display for ColumnError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { column: Some(column), interface, .. } => {
                write!(formatter, "{column:?} is not a column of {interface}")
            }
            Self::Unknown { position, interface, .. } => {
                write!(formatter, "the name of column {position} is not a column of {interface}")
            }
            Self::Twice { column } => write!(formatter, "the column {column:?} occurs twice"),
        }
    }
}

impl std::error::Error for ColumnError {}

impl Columns {
    /// The columns of an interface's request body, by their names.
    ///
    /// # Errors
    ///
    /// When a name is not a member of the interface or occurs twice. An index is below the number of columns.
    pub fn new(interface: &'static Interface, names: &[&str]) -> Result<Self, ColumnError> {
        let mut members = Vec::new();
        for (column, name) in names.iter().enumerate() {
            let path: Vec<&str> = name.split('/').collect();
            match place(&mut members, interface.request.object, &path, names.len()) {
                Some((node @ Node::Empty, kind)) => *node = Node::Cell(column, kind),
                Some(_) => return Err(ColumnError::Twice { column: (*name).to_owned() }),
                None => return Err(ColumnError::unknown(interface, column, name)),
            }
        }
        Ok(Self { members })
    }

    /// The names that columns of an interface can have, with index 0 for the elements of an array of objects.
    #[must_use]
    pub fn names(interface: &'static Interface) -> Vec<String> {
        named_rows(interface.request.object, "").into_iter().map(|(name, _)| name).collect()
    }

    /// The request body that a row of cells stands for. Cells beyond the columns are left alone, missing ones are
    /// empty.
    ///
    /// ```
    /// use aicc_core::{Columns, interfaces};
    /// let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["userName", "agentType", "skills/0/skillId"])?;
    /// let body = columns.body(&["Li Na".into(), "11".into(), "".into()]);
    /// assert_eq!(body, serde_json::json!({"userName": "Li Na", "agentType": 11}));
    /// # Ok::<(), aicc_core::ColumnError>(())
    /// ```
    #[must_use]
    pub fn body(&self, cells: &[Cell<'_>]) -> Value {
        // Cells can always be read; one without a value has no JSON form.
        Value::deserialize(self.row(cells)).unwrap_or_default()
    }

    /// The same body as a deserializer, for [`Check::row`](crate::Check::row): no JSON is made in between.
    #[must_use]
    pub const fn row<'a>(&'a self, cells: &'a [Cell<'a>]) -> Row<'a> {
        Row { members: self.members.as_slice(), cells }
    }

    /// Whether a row of cells is none: all of them are blank (reading R20).
    #[must_use]
    pub fn is_blank(&self, cells: &[Cell<'_>]) -> bool {
        cells.iter().all(Cell::is_blank) && !self.row(cells).holds_empty_text()
    }
}
