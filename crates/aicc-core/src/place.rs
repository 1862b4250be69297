//! Where in a message a finding is.

use std::cmp::Ordering;
use std::fmt::Write as _;

use crate::spec::{Field, Wrapper};

/// The part of a message, in the order in which findings are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// The parameters of the path.
    Path,
    /// The header fields.
    Header,
    /// The body.
    Body,
}

impl Location {
    /// The name as it is written: `body`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// The index that a token of a JSON Pointer writes: digits without leading zeros (RFC 6901).
pub(crate) fn index_of(token: &str) -> Option<usize> {
    token.parse().ok().filter(|index: &usize| index.to_string() == token)
}

/// One step from an object or array to what it holds.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Into the member that names the body itself.
    Wrapper(&'static Wrapper),
    /// To a documented member: the position of its row, and the row.
    Member(usize, &'static Field),
    /// To an element of an array.
    Element(usize),
    /// To a member that the document does not name: the position among those of its object.
    Unknown(usize, Box<str>),
}

impl Step {
    const fn rank(&self) -> (u8, usize) {
        match self {
            Self::Wrapper(_) => (0, 0),
            Self::Member(position, _) | Self::Element(position) => (0, *position),
            Self::Unknown(position, _) => (1, *position),
        }
    }
}

/// The steps from the root of a part to a place in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place(Box<[Step]>);

impl Place {
    /// Documented members in the order of their rows, elements by index, then unknown members as they stand.
    pub(crate) fn document_order(&self, other: &Self) -> Ordering {
        self.0.iter().map(Step::rank).cmp(other.0.iter().map(Step::rank))
    }

    /// Whether `other` is this place or inside it.
    pub(crate) fn encloses(&self, other: &Self) -> bool {
        self.0.iter().map(Step::rank).eq(other.0.iter().map(Step::rank).take(self.0.len()))
    }

    /// The RFC 6901 JSON Pointer.
    pub(crate) fn pointer(&self) -> String {
        self.written(|pointer, index| write!(pointer, "{index}").unwrap_or_default())
    }

    /// The pointer with `*` for the index of each element.
    pub(crate) fn pattern(&self) -> String {
        self.written(|pointer, _| pointer.push('*'))
    }

    fn written(&self, element: impl Fn(&mut String, usize)) -> String {
        // Room for most, so that it does not grow step by step.
        let mut pointer = String::with_capacity(32);
        for step in &self.0 {
            pointer.push('/');
            match step {
                Step::Element(index) => element(&mut pointer, *index),
                Step::Wrapper(Wrapper { name, .. }) | Step::Member(_, Field { name, .. }) => pointer.push_str(name),
                Step::Unknown(_, name) => pointer.push_str(&name.replace('~', "~0").replace('/', "~1")),
            }
        }
        pointer
    }

    /// The row that documents the place: that of the nearest documented member.
    pub(crate) fn row(&self) -> Option<&'static str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Wrapper(Wrapper { row, .. }) | Step::Member(_, Field { row, .. }) => Some(*row),
            Step::Element(_) | Step::Unknown(..) => None,
        })
    }

    /// What a sentence calls the place: its member's name, with the index of an element; `None` for the root.
    pub(crate) fn name(&self) -> Option<String> {
        let (last, before) = self.0.split_last()?;
        Some(match last {
            Step::Wrapper(Wrapper { name, .. }) | Step::Member(_, Field { name, .. }) => (*name).to_owned(),
            Step::Unknown(_, name) => name.to_string(),
            Step::Element(index) => {
                format!("{}/{index}", Self(before.into()).name().unwrap_or_default())
            }
        })
    }
}

/// The same steps while reading: a list on the stack, so that a valid message builds no path.
#[derive(Clone, Copy)]
pub(crate) enum Trail<'a> {
    Root,
    Wrapper(&'static Wrapper),
    Member(&'a Trail<'a>, usize, &'static Field),
    Element(&'a Trail<'a>, usize),
    Unknown(&'a Trail<'a>, usize, &'a str),
}

impl Trail<'_> {
    pub(crate) fn place(&self) -> Place {
        let trails = || std::iter::successors(Some(self), |trail| trail.parent());
        let depth = trails().filter(|trail| !matches!(trail, Trail::Root)).count();
        let mut steps = Vec::with_capacity(depth);
        steps.extend(trails().filter_map(Trail::step));
        steps.reverse();
        Place(steps.into())
    }

    const fn parent(&self) -> Option<&Self> {
        match self {
            Trail::Root | Trail::Wrapper(_) => None,
            Trail::Member(parent, ..) | Trail::Element(parent, _) | Trail::Unknown(parent, ..) => Some(*parent),
        }
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Trail::Root => return None,
            Trail::Wrapper(wrapper) => Step::Wrapper(wrapper),
            Trail::Member(_, position, field) => Step::Member(*position, field),
            Trail::Element(_, index) => Step::Element(*index),
            Trail::Unknown(_, position, name) => Step::Unknown(*position, (*name).into()),
        })
    }
}
