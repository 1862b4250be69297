//! The place of a finding in a message.

use std::cmp::Ordering;
use std::fmt::Write as _;

use crate::language::Language;
use crate::spec::{Field, Interface, Kind, Wrapper};

/// The parts of a message, in the order in which findings are reported.
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
    /// Returns the name in findings: `body`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// Returns the index in a token of a JSON Pointer: digits without leading zeros (RFC 6901).
pub(crate) fn index_of(token: &str) -> Option<usize> {
    token.parse().ok().filter(|index: &usize| index.to_string() == token)
}

/// A step from an object or array to a value in it.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Into the wrapper of the body.
    Wrapper(&'static Wrapper),
    /// To a documented member: the position of its row, and the row.
    Member(usize, &'static Field),
    /// To an element of an array.
    Element(usize),
    /// To a member that the page does not name. It is rare, and boxed to keep the other steps small.
    Unknown(Box<UnknownMember>),
}

/// A member that the page does not name.
#[derive(Clone, Debug)]
pub(crate) struct UnknownMember {
    /// The position among the unknown members of the object.
    position: usize,
    name: Box<str>,
}

impl Step {
    const fn rank(&self) -> (u8, usize) {
        match self {
            Self::Wrapper(_) => (0, 0),
            Self::Member(position, _) | Self::Element(position) => (0, *position),
            Self::Unknown(unknown) => (1, unknown.position),
        }
    }
}

/// The steps from the root of a part to a place in it. Most places are one step from the root, which is stored without an
/// allocation.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Root,
    Step(Step),
    Steps(Box<[Step]>),
}

impl Place {
    /// Returns the place of the member that is unique among many records; `None` if there is none.
    pub(crate) fn of_unique_member(interface: &'static Interface, is_wrapped: bool) -> Option<Self> {
        let (position, field) = interface.request.object.find(interface.unique?)?;
        let wrapper = interface.request.wrapper.as_ref().filter(|_| is_wrapped).map(Step::Wrapper);
        Some(Self::of(wrapper.into_iter().chain([Step::Member(position, field)]).collect()))
    }

    pub(crate) const fn steps(&self) -> &[Step] {
        match self {
            Self::Root => &[],
            Self::Step(step) => std::slice::from_ref(step),
            Self::Steps(steps) => steps,
        }
    }

    /// Compares places: documented members in the order of their rows, elements by index, then unknown members as they occur.
    pub(crate) fn document_order(&self, other: &Self) -> Ordering {
        self.steps().iter().map(Step::rank).cmp(other.steps().iter().map(Step::rank))
    }

    /// Returns whether a row of the place is a secret.
    pub(crate) fn is_secret(&self) -> bool {
        self.steps().iter().any(|step| matches!(step, Step::Member(_, field) if field.secret))
    }

    /// Returns whether the place is under the wrapper of the body.
    pub(crate) const fn is_wrapped(&self) -> bool {
        matches!(self.steps(), [Step::Wrapper(_), ..])
    }

    /// Returns whether `other` is this place or inside it.
    pub(crate) fn encloses(&self, other: &Self) -> bool {
        let (steps, others) = (self.steps(), other.steps().iter());
        steps.iter().map(Step::rank).eq(others.map(Step::rank).take(steps.len()))
    }

    /// Returns the JSON Pointer (RFC 6901).
    pub(crate) fn pointer(&self) -> String {
        self.written(|pointer, index| write!(pointer, "{index}").unwrap_or_default())
    }

    /// Returns the pointer with `*` for the index of each element.
    pub(crate) fn pattern(&self) -> String {
        self.written(|pointer, _| pointer.push('*'))
    }

    /// Returns a number for the pattern, with a digit for each step; `None` for a member that the page does not name.
    pub(crate) fn pattern_number(&self) -> Option<u64> {
        self.steps().iter().try_fold(0_u64, |number, step| {
            // A table has at most 64 rows.
            let digit = match step {
                Step::Wrapper(_) => 1,
                Step::Element(_) => 2,
                Step::Member(position, _) => u64::try_from(*position).ok()?.checked_add(3)?,
                Step::Unknown(_) => return None,
            };
            number.checked_mul(128)?.checked_add(digit)
        })
    }

    fn written(&self, element: impl Fn(&mut String, usize)) -> String {
        // Enough for most pointers, so that the text does not grow step by step.
        let mut pointer = String::with_capacity(32);
        for step in self.steps() {
            pointer.push('/');
            match step {
                Step::Element(index) => element(&mut pointer, *index),
                Step::Wrapper(Wrapper { name, .. }) | Step::Member(_, Field { name, .. }) => pointer.push_str(name),
                Step::Unknown(unknown) => pointer.push_str(&unknown.name.replace('~', "~0").replace('/', "~1")),
            }
        }
        pointer
    }

    /// Returns the number of the row that documents the place: the row of the nearest documented member.
    pub(crate) fn row(&self) -> Option<&'static str> {
        self.steps().iter().rev().find_map(|step| match step {
            Step::Wrapper(Wrapper { row, .. }) | Step::Member(_, Field { row, .. }) => Some(*row),
            Step::Element(_) | Step::Unknown(_) => None,
        })
    }

    /// Returns the member's name, with the index of an element; `None` for the root.
    pub(crate) fn name(&self) -> Option<String> {
        name_of(self.steps())
    }

    /// Returns the label of the member's row, with the number of an element, counted from 1; the name of a member that no row
    /// documents;
    /// `None` for the root.
    pub(crate) fn label(&self, language: Language) -> Option<String> {
        label_of(self.steps(), language)
    }

    /// Returns the array that contains the place; the place itself if there is no array.
    pub(crate) fn array(&self) -> Self {
        let is_array = |step: &Step| matches!(step, Step::Member(_, Field { kind: Kind::Array(_), .. }));
        let steps = self.steps();
        let array = steps.iter().position(is_array).and_then(|position| steps.get(..=position));
        Self::of(array.unwrap_or(steps).to_vec())
    }

    /// Returns the place with a new index for each element: `other` gets the steps before it and the old index.
    pub(crate) fn with_indices(&self, other: impl Fn(&[Step], usize) -> usize) -> Self {
        let mut steps: Vec<Step> = Vec::with_capacity(self.steps().len());
        for step in self.steps() {
            let step = match step {
                Step::Element(index) => Step::Element(other(&steps, *index)),
                step => step.clone(),
            };
            steps.push(step);
        }
        Self::of(steps)
    }

    fn of(steps: Vec<Step>) -> Self {
        match <[Step; 1]>::try_from(steps) {
            Ok([step]) => Self::Step(step),
            Err(steps) => Self::Steps(steps.into()),
        }
    }
}

fn name_of(steps: &[Step]) -> Option<String> {
    let (last, before) = steps.split_last()?;
    Some(match last {
        Step::Wrapper(Wrapper { name, .. }) | Step::Member(_, Field { name, .. }) => (*name).to_owned(),
        Step::Unknown(unknown) => unknown.name.to_string(),
        Step::Element(index) => format!("{}/{index}", name_of(before).unwrap_or_default()),
    })
}

fn label_of(steps: &[Step], language: Language) -> Option<String> {
    let (last, before) = steps.split_last()?;
    Some(match last {
        Step::Wrapper(Wrapper { label, .. }) | Step::Member(_, Field { label, .. }) => {
            label.in_language(language).to_owned()
        }
        Step::Unknown(unknown) => unknown.name.to_string(),
        Step::Element(index) => {
            let number = index.saturating_add(1);
            format!("{} {number}", label_of(before, language).unwrap_or_default())
        }
    })
}

/// The steps to the value that is being read: a list on the stack, so that no place is built for a valid message.
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
        let Some(last) = self.step() else { return Place::Root };
        let before = || std::iter::successors(self.parent(), |trail| trail.parent());
        let depth = before().filter(|trail| !matches!(trail, Trail::Root)).count();
        if depth == 0 {
            return Place::Step(last);
        }
        let mut steps = Vec::with_capacity(depth.saturating_add(1));
        steps.push(last);
        steps.extend(before().filter_map(Trail::step));
        steps.reverse();
        Place::Steps(steps.into())
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
            Trail::Unknown(_, position, name) => {
                Step::Unknown(Box::new(UnknownMember { position: *position, name: (*name).into() }))
            }
        })
    }
}
