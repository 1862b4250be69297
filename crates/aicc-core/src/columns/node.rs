//! The tree of members, elements and cells that the columns of a table describe.

use crate::engine::{boolean_of_text, integer_of_text};
use crate::report::place::index_of;
use crate::spec::{Array, Choice, Kind, Object, Text};

/// A member that has columns, with its name.
pub(super) type MemberNode = (&'static str, Node);

/// What the columns of a member or element describe.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Nothing: there is no column for it.
    Empty,
    /// A value in one cell: the number of its column, and how the cell is read.
    Cell(usize, CellKind),
    Object(Vec<MemberNode>),
    /// The elements, by index.
    Array(Vec<Node>),
}

/// How a cell is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum CellKind {
    Text {
        /// Whether an empty text is a value.
        can_be_empty: bool,
        choices: &'static [Choice],
    },
    Integer(&'static [Choice]),
    Boolean,
    List,
}

/// Returns the node of a path, which is created if it does not exist, and how its cells are read. An index must be less than
/// `limit`.
pub(super) fn place<'m>(
    members: &'m mut Vec<MemberNode>,
    object: &'static Object,
    path: &[&str],
    limit: usize,
) -> Option<(&'m mut Node, CellKind)> {
    let (name, rest) = path.split_first()?;
    let (_, field) = object.find(name)?;
    let node = member(members, field.name)?;
    match (&field.kind, rest) {
        (kind, []) => Some((node, CellKind::of(kind)?)),
        (Kind::Array(array), [index, rest @ ..]) => {
            let index = index_of(index).filter(|index| *index < limit)?;
            match (array.element, rest) {
                (Kind::Object(object), rest) => {
                    let Node::Object(members) = element(node, index, &Node::Object(Vec::new()))? else { return None };
                    place(members, object, rest, limit)
                }
                (kind, []) => Some((element(node, index, &Node::Empty)?, CellKind::of(kind)?)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn member<'m>(members: &'m mut Vec<MemberNode>, name: &'static str) -> Option<&'m mut Node> {
    let position = members.iter().position(|(known, _)| *known == name).unwrap_or(members.len());
    if position == members.len() {
        members.push((name, Node::Empty));
    }
    members.get_mut(position).map(|(_, node)| node)
}

/// Returns an element of an array. The elements before it that do not exist become `absent`.
fn element<'n>(array: &'n mut Node, index: usize, absent: &Node) -> Option<&'n mut Node> {
    if matches!(array, Node::Empty) {
        *array = Node::Array(Vec::new());
    }
    let Node::Array(elements) = array else { return None };
    elements.resize(elements.len().max(index.saturating_add(1)), absent.clone());
    elements.get_mut(index)
}

impl CellKind {
    pub(super) const fn can_be_empty(self) -> bool {
        matches!(self, Self::Text { can_be_empty: true, .. })
    }

    /// Returns whether a text has the plain form of a value: the form that it has in JSON.
    pub(super) fn is_plain(self, text: &str) -> bool {
        match self {
            Self::Text { choices, .. } => choices.is_empty() || choices.iter().any(|choice| choice.value.is_text(text)),
            Self::Integer(_) => integer_of_text(text).is_some(),
            Self::Boolean => boolean_of_text(text).is_some(),
            Self::List => true,
        }
    }

    fn of(kind: &Kind) -> Option<Self> {
        match kind {
            Kind::Text(Text { can_be_empty, choices, .. }) => Some(Self::Text { can_be_empty: *can_be_empty, choices }),
            Kind::Integer(integer) => Some(Self::Integer(integer.choices)),
            Kind::Boolean { .. } => Some(Self::Boolean),
            Kind::Array(Array { element: Kind::Text(_), .. }) => Some(Self::List),
            Kind::Array(_) | Kind::Object(_) => None,
        }
    }
}
