//! Reads rows of text cells, such as lines of a CSV file or a spreadsheet, as request bodies.
//!
//! The heading of a column is a wire name, or a path for a nested member: `skills/0/skillId`. An empty cell is an absent member,
//! and elements whose cells are all empty are left out of their list. The interface's table decides which cells are numbers or
//! booleans; a cell that is neither stays a text, so that the check reports it. A list of numbers is one cell with commas
//! (reading R10).

mod cell;
mod names;
mod node;
mod row;
mod similar;

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::language::{Language, Wording};
use crate::spec::Interface;
pub use cell::Cell;
use names::named_rows;
use node::{MemberNode, Node, place};
pub use row::Row;
pub use similar::closest_name;

/// The columns of a table, made from the names in its heading.
#[derive(Clone, Debug)]
pub struct Columns {
    members: Vec<MemberNode>,
}

/// The error for a heading: one of its names is not the name of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnError {
    /// The interface has no such member.
    Unknown {
        /// The position of the name, counted from 1.
        position: usize,
        /// The name, if it is close to the name of a member. Any other text may be the first cell of a table without a heading,
        /// and a secret.
        column: Option<String>,
        /// The similar name of a member, if there is one.
        similar: Option<String>,
        /// The name of the interface.
        interface: &'static str,
    },
    /// The name occurs twice.
    Twice {
        /// The name.
        column: String,
    },
}

impl ColumnError {
    /// Returns the name that is not a column; `None` if it may be a cell.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Unknown { column, .. } => column.as_deref(),
            Self::Twice { column } => Some(column),
        }
    }

    /// Returns the similar name of a member, if there is one.
    #[must_use]
    pub fn similar(&self) -> Option<&str> {
        match self {
            Self::Unknown { similar, .. } => similar.as_deref(),
            Self::Twice { .. } => None,
        }
    }

    /// Returns the error for a name at an index that is not the name of a column.
    #[must_use]
    pub fn unknown(interface: &'static Interface, index: usize, name: &str) -> Self {
        let similar = similar::similar(interface, name);
        let column = similar.as_ref().filter(|similar| similar.shows_name).map(|_| name.to_owned());
        let similar = similar.map(|similar| similar.name);
        Self::Unknown { position: index.saturating_add(1), column, similar, interface: interface.name }
    }
}

impl ColumnError {
    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unknown { column: Some(column), interface, .. } => {
                UNKNOWN_NAME.filled(&[("column", column.as_str()), ("interface", interface)], language)
            }
            Self::Unknown { position, interface, .. } => UNKNOWN_POSITION
                .filled(&[("position", position.to_string().as_str()), ("interface", interface)], language),
            Self::Twice { column } => TWICE.filled(&[("column", column)], language),
        }
    }
}

const UNKNOWN_NAME: Wording = Wording {
    english: "\"{column}\" is not a column of {interface}",
    chinese: "“{column}”不是 {interface} 的列",
};

const UNKNOWN_POSITION: Wording = Wording {
    english: "the name of column {position} is not a column of {interface}",
    chinese: "第 {position} 列的名称不是 {interface} 的列",
};

const TWICE: Wording =
    Wording { english: "the column \"{column}\" occurs twice", chinese: "列“{column}”出现了两次" };

/// The sentence in English.
impl fmt::Display for ColumnError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for ColumnError {}

impl Columns {
    /// Returns the columns of an interface's request body with these names. An index in a name must be less than the number of
    /// names.
    ///
    /// # Errors
    ///
    /// Returns an error if a name is not a member of the interface or occurs twice.
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

    /// Returns the names that columns of an interface can have, with index 0 for the elements of an array of objects.
    #[must_use]
    pub fn names(interface: &'static Interface) -> Vec<String> {
        named_rows(interface.request.object, "").into_iter().map(|(name, _)| name).collect()
    }

    /// Returns the request body of a row of cells. Cells beyond the last column are ignored; missing cells are empty.
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
        // Cells can always be read. If one has no value, the body has no JSON form.
        Value::deserialize(self.row(cells)).unwrap_or_default()
    }

    /// Returns the same body as a deserializer, for [`Check::row`](crate::Check::row).
    #[must_use]
    pub const fn row<'a>(&'a self, cells: &'a [Cell<'a>]) -> Row<'a> {
        Row { members: self.members.as_slice(), cells }
    }

    /// Returns the index of the column that a finding about a row is about, by the JSON Pointer of the finding; `None` if no
    /// column has this value. A missing value has a column if the heading names it.
    ///
    /// ```
    /// use aicc_core::{Columns, interfaces};
    /// let names = ["userName", "skills/0/skillId", "skills/1/skillId"];
    /// let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &names)?;
    /// let cells = ["Li Na".into(), "".into(), "x".into()];
    /// // The first skill is empty, so that the second one is element 0 of the list.
    /// assert_eq!(columns.column(&cells, "/skills/0/skillId"), Some(2));
    /// assert_eq!(columns.column(&cells, "/email"), None);
    /// # Ok::<(), aicc_core::ColumnError>(())
    /// ```
    #[must_use]
    pub fn column(&self, cells: &[Cell<'_>], pointer: &str) -> Option<usize> {
        let path: Vec<&str> = pointer.strip_prefix('/')?.split('/').collect();
        self.row(cells).column(&path)
    }

    /// Returns whether a row is blank, and so not a record (reading R20).
    #[must_use]
    pub fn is_blank(&self, cells: &[Cell<'_>]) -> bool {
        cells.iter().all(Cell::is_blank) && !self.row(cells).holds_empty_text()
    }
}
