//! Where in a message a finding is.

use std::cmp::Ordering;
use std::fmt::Write as _;

use crate::language::Language;
use crate::spec::{Field, Kind, Wrapper};

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
    /// To a member that the document does not name. It is rare: in memory of its own, so that the other steps are small.
    Unknown(Box<UnknownMember>),
}

/// A member that the document does not name.
#[derive(Clone, Debug)]
pub(crate) struct UnknownMember {
    /// Among those of its object.
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

/// The steps from the root of a part to a place in it. Most places are one step from the root: it needs no memory of its own.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Root,
    Step(Step),
    Steps(Box<[Step]>),
}

impl Place {
    pub(crate) const fn steps(&self) -> &[Step] {
        match self {
            Self::Root => &[],
            Self::Step(step) => std::slice::from_ref(step),
            Self::Steps(steps) => steps,
        }
    }

    /// Documented members in the order of their rows, elements by index, then unknown members as they stand.
    pub(crate) fn document_order(&self, other: &Self) -> Ordering {
        self.steps().iter().map(Step::rank).cmp(other.steps().iter().map(Step::rank))
    }

    /// Whether the place stands in the member that names the body itself.
    pub(crate) const fn is_wrapped(&self) -> bool {
        matches!(self.steps(), [Step::Wrapper(_), ..])
    }

    /// Whether `other` is this place or inside it.
    pub(crate) fn encloses(&self, other: &Self) -> bool {
        let (steps, others) = (self.steps(), other.steps().iter());
        steps.iter().map(Step::rank).eq(others.map(Step::rank).take(steps.len()))
    }

    /// The RFC 6901 JSON Pointer.
    pub(crate) fn pointer(&self) -> String {
        self.written(|pointer, index| write!(pointer, "{index}").unwrap_or_default())
    }

    /// The pointer with `*` for the index of each element.
    pub(crate) fn pattern(&self) -> String {
        self.written(|pointer, _| pointer.push('*'))
    }

    /// A number for the pattern, whose digits are the steps; `None` for a member that the document does not name.
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
        // Room for most, so that it does not grow step by step.
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

    /// The row that documents the place: that of the nearest documented member.
    pub(crate) fn row(&self) -> Option<&'static str> {
        self.steps().iter().rev().find_map(|step| match step {
            Step::Wrapper(Wrapper { row, .. }) | Step::Member(_, Field { row, .. }) => Some(*row),
            Step::Element(_) | Step::Unknown(_) => None,
        })
    }

    /// The member's name, with the index of an element; `None` for the root.
    pub(crate) fn name(&self) -> Option<String> {
        name_of(self.steps())
    }

    /// What a person calls the place: the label of its row, with the number of an element, counted from 1; the name of a
    /// member that no row documents; `None` for the root.
    pub(crate) fn label(&self, language: Language) -> Option<String> {
        label_of(self.steps(), language)
    }

    /// The array that the place stands in, or the place itself where it stands in none.
    pub(crate) fn array(&self) -> Self {
        let is_array = |step: &Step| matches!(step, Step::Member(_, Field { kind: Kind::Array(_), .. }));
        let steps = self.steps();
        let array = steps.iter().position(is_array).and_then(|position| steps.get(..=position));
        Self::of(array.unwrap_or(steps).to_vec())
    }

    /// The same place with another index for each element, given the steps before it.
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
