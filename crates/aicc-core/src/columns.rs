//! Rows of a table of text cells (a spreadsheet, a CSV file) as request bodies.
//!
//! A column is named by its wire name, a nested one by its path: `skills/0/skillId`. An empty cell is an absent member.
//! Numbers and booleans are typed by the interface's table; a cell that is no value of its row stays text, so that the
//! check finds it. A list of numbers is comma-separated in its cell (reading R10).

use std::fmt;

use serde_json::{Map, Value};

use crate::read::integer_of_text;
use crate::spec::{Interface, Kind, Object};

/// The columns of a table, by the names in its first row.
#[derive(Clone, Debug)]
pub struct Columns {
    columns: Vec<Column>,
}

#[derive(Clone, Debug)]
struct Column {
    steps: Vec<Step>,
    cell: Cell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Member(&'static str),
    Element(usize),
}

/// How a cell is read.
#[derive(Clone, Copy, Debug)]
enum Cell {
    Text,
    Integer,
    Boolean,
    List,
}

/// Why a name is no column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnError {
    /// The interface has no such member.
    Unknown {
        /// The name.
        column: String,
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
    /// The name that is no column.
    #[must_use]
    pub fn column(&self) -> &str {
        match self {
            Self::Unknown { column, .. } | Self::Twice { column } => column,
        }
    }
}

impl fmt::Display for ColumnError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { column, interface } => write!(formatter, "{column:?} is not a column of {interface}"),
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
        let mut columns: Vec<Column> = Vec::with_capacity(names.len());
        for name in names {
            let unknown = || ColumnError::Unknown { column: (*name).to_owned(), interface: interface.name };
            let column = Column::parse(interface.request.object, name, names.len()).ok_or_else(unknown)?;
            if columns.iter().any(|known| known.steps == column.steps) {
                return Err(ColumnError::Twice { column: (*name).to_owned() });
            }
            columns.push(column);
        }
        Ok(Self { columns })
    }

    /// The names that columns of an interface can have, with index 0 for the elements of an array of objects.
    #[must_use]
    pub fn names(interface: &'static Interface) -> Vec<String> {
        names_of(interface.request.object, "")
    }

    /// The request body that a row of cells stands for. Cells beyond the columns are left alone, missing ones are
    /// empty.
    ///
    /// ```
    /// use aicc_core::{Columns, interfaces};
    /// let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["userName", "agentType", "skills/0/skillId"])?;
    /// let body = columns.body(&["Li Na", "11", ""]);
    /// assert_eq!(body, serde_json::json!({"userName": "Li Na", "agentType": 11}));
    /// # Ok::<(), aicc_core::ColumnError>(())
    /// ```
    #[must_use]
    pub fn body(&self, cells: &[&str]) -> Value {
        let mut body = Value::Object(Map::new());
        for (column, cell) in self.columns.iter().zip(cells) {
            if !cell.is_empty() {
                put(&mut body, &column.steps, column.cell.read(cell));
            }
        }
        body
    }
}

impl Column {
    fn parse(object: &'static Object, name: &str, limit: usize) -> Option<Self> {
        let mut steps = Vec::new();
        let kind = follow(object, &name.split('/').collect::<Vec<_>>(), limit, &mut steps)?;
        Some(Self { steps, cell: Cell::of(kind)? })
    }
}

/// The kind that a path leads to, with the steps to it.
fn follow(object: &'static Object, path: &[&str], limit: usize, steps: &mut Vec<Step>) -> Option<&'static Kind> {
    let (name, rest) = path.split_first()?;
    let (_, field) = object.find(name)?;
    steps.push(Step::Member(field.name));
    match (&field.kind, rest) {
        (kind, []) => Some(kind),
        (Kind::Array(array), [index, rest @ ..]) => {
            let index = usize::try_from(integer_of_text(index)?).ok().filter(|index| *index < limit)?;
            steps.push(Step::Element(index));
            match (array.element, rest) {
                (Kind::Object(element), rest) => follow(element, rest, limit, steps),
                (kind, []) => Some(kind),
                _ => None,
            }
        }
        _ => None,
    }
}

impl Cell {
    fn of(kind: &Kind) -> Option<Self> {
        match kind {
            Kind::Text(_) => Some(Self::Text),
            Kind::Integer(_) => Some(Self::Integer),
            Kind::Boolean { .. } => Some(Self::Boolean),
            Kind::Array(array) => matches!(array.element, Kind::Text(_)).then_some(Self::List),
            Kind::Object(_) => None,
        }
    }

    fn read(self, cell: &str) -> Value {
        let typed = match self {
            Self::Text => None,
            Self::Integer => integer_of_text(cell).map(Value::from),
            // Spreadsheets write TRUE and FALSE.
            Self::Boolean => cell.to_ascii_lowercase().parse::<bool>().ok().map(Value::from),
            Self::List => Some(cell.split(',').map(|number| Value::from(number.trim_matches(' '))).collect()),
        };
        typed.unwrap_or_else(|| Value::from(cell))
    }
}

/// Puts a value where the steps lead, making the objects and arrays on the way.
fn put(target: &mut Value, steps: &[Step], value: Value) {
    let Some((step, rest)) = steps.split_first() else {
        *target = value;
        return;
    };
    match step {
        Step::Member(name) => {
            if let Some(object) = as_object(target) {
                put(object.entry(*name).or_insert(Value::Null), rest, value);
            }
        }
        Step::Element(index) => {
            if let Some(array) = as_array(target) {
                // An element that has no cell stays in its place, so that the others keep their index.
                let absent = if rest.is_empty() { Value::Null } else { Value::Object(Map::new()) };
                array.resize(array.len().max(index + 1), absent);
                if let Some(element) = array.get_mut(*index) {
                    put(element, rest, value);
                }
            }
        }
    }
}

fn as_object(target: &mut Value) -> Option<&mut Map<String, Value>> {
    if target.is_null() {
        *target = Value::Object(Map::new());
    }
    target.as_object_mut()
}

fn as_array(target: &mut Value) -> Option<&mut Vec<Value>> {
    if target.is_null() {
        *target = Value::Array(Vec::new());
    }
    target.as_array_mut()
}

fn names_of(object: &'static Object, prefix: &str) -> Vec<String> {
    let names = object.fields.iter().flat_map(|field| match &field.kind {
        Kind::Array(array) => match array.element {
            Kind::Object(element) => names_of(element, &format!("{prefix}{}/0/", field.name)),
            _ => vec![format!("{prefix}{}", field.name)],
        },
        _ => vec![format!("{prefix}{}", field.name)],
    });
    names.collect()
}
