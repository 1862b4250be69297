//! Reads rows of text cells, such as lines of a CSV file or a spreadsheet, as request bodies.
//!
//! The heading of a column is a wire name, or a path for a nested member: `skills/0/skillId`. An empty cell is an absent member,
//! and elements whose cells are all empty are left out of their list. The interface's table decides which cells are numbers or
//! booleans; a cell that is neither stays a text, so that the check reports it. A list of numbers is one cell with commas
//! (reading R10).

mod cell;
mod error;
mod fold;
mod heading_reader;
mod mistake;
mod names;
mod node;
mod note;
mod options;
mod read;
mod reading;
mod repair;
mod row;
mod similar;
mod vocabulary;

use serde::Deserialize;
use serde_json::Value;

use crate::language::Wording;
use crate::spec::Interface;
pub use cell::Cell;
pub use error::ColumnError;
pub use heading_reader::HeadingReader;
use names::named_rows;
use node::{CellKind, MemberNode, Node, place};
pub use note::ColumnNote;
pub use options::ColumnOptions;
pub use read::ReadColumns;
pub use reading::CellReading;
pub use repair::CellRepair;
pub use row::Row;
pub use similar::closest_name;

/// The columns of a table, made from the names in its heading.
#[derive(Clone, Debug)]
pub struct Columns {
    members: Vec<MemberNode>,
    /// How the cells of each column are read.
    kinds: Vec<CellKind>,
}

impl Columns {
    /// The heading of a column that this library adds to a table: [`read`](Self::read) skips it.
    pub const MARKS: &'static str = "aicc";

    /// The headings of the columns that this library adds to a table for the result of each record, side by side in this order:
    /// [`read`](Self::read) skips them.
    pub const RESULTS: [&'static str; 5] = ["status", "workNo", "code", "meaning", "action"];

    /// The name of the sheet of a template that explains the columns. The sheet has the names of columns too, one in each row.
    pub const GUIDE: Wording = Wording { english: "Guide", chinese: "填写说明" };

    /// Returns the columns of an interface's request body with these names. An index in a name must be less than the number of
    /// names.
    ///
    /// # Errors
    ///
    /// Returns an error if a name is not a member of the interface or occurs twice.
    pub fn new(interface: &'static Interface, names: &[&str]) -> Result<Self, ColumnError> {
        let (mut members, mut kinds) = (Vec::new(), Vec::new());
        for (column, name) in names.iter().enumerate() {
            let path: Vec<&str> = name.split('/').collect();
            match place(&mut members, interface.request.object, &path, names.len()) {
                Some((node @ Node::Empty, kind)) => {
                    *node = Node::Cell(column, kind);
                    kinds.push(kind);
                }
                Some(_) => return Err(ColumnError::Twice { column: (*name).to_owned() }),
                None => return Err(ColumnError::unknown(interface, column, name)),
            }
        }
        Ok(Self { members, kinds })
    }

    /// Returns the index of the first heading of the [`RESULTS`](Self::RESULTS), which follow each other; `None` if the row does not
    /// have them.
    ///
    /// ```
    /// use aicc_core::Columns;
    /// let headings = ["userAccount", "status", "workNo", "code", "meaning", "action"];
    /// assert_eq!(Columns::results(&headings), Some(1));
    /// assert_eq!(Columns::results(&["userAccount", "status"]), None);
    /// ```
    #[must_use]
    pub fn results(headings: &[&str]) -> Option<usize> {
        let is_same = |(heading, name): (&&str, &str)| heading.trim() == name;
        headings.windows(Self::RESULTS.len()).rposition(|found| found.iter().zip(Self::RESULTS).all(is_same))
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
        Row { members: self.members.as_slice(), cells, watch: None }
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

    /// Returns the cells of a row that are read although they do not have the plain form of their values, each with the index of
    /// its column (reading R20).
    ///
    /// ```
    /// use aicc_core::{CellReading, Columns, interfaces, spec::Literal};
    /// let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["userName", "agentType", "ccRoleId"])?;
    /// let cells = ["Li Na".into(), "音频座席".into(), "2.0".into()];
    /// let readings: Vec<_> = columns.readings(&cells).collect();
    /// assert_eq!(readings, [(1, CellReading::Label(Literal::Integer(4))), (2, CellReading::Integer(2))]);
    /// # Ok::<(), aicc_core::ColumnError>(())
    /// ```
    pub fn readings(&self, cells: &[Cell<'_>]) -> impl Iterator<Item = (usize, CellReading)> {
        let typed = self.kinds.iter().copied().zip(cells).enumerate();
        typed.filter_map(|(column, (kind, cell))| match cell {
            Cell::Text(text) if !kind.is_plain(text) => Some((column, CellReading::of(kind, text)?)),
            _ => None,
        })
    }

    /// Returns whether a row is blank, and so not a record (reading R20).
    #[must_use]
    pub fn is_blank(&self, cells: &[Cell<'_>]) -> bool {
        cells.iter().all(Cell::is_blank) && !self.row(cells).holds_empty_text()
    }
}
