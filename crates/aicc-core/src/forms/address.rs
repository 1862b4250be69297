//! From a JSON Pointer to the row that documents its place.

use crate::engine::limits::CheckContext;
use crate::profile::Profile;
use crate::report::place::{Location, Place, Trail, index_of};
use crate::spec::{Field, Interface, Kind, Object};

/// A place of a request that a row documents.
pub(crate) struct Address {
    pub(crate) location: Location,
    pub(crate) place: Place,
    /// The kind of the row, or of an element of its array.
    pub(crate) kind: &'static Kind,
    row: &'static Field,
    is_element: bool,
}

impl Address {
    /// The place that a pointer leads to; `None` where no row documents it. Header names are matched without regard to
    /// case (reading R11).
    pub(crate) fn of(interface: &'static Interface, location: Location, pointer: &str) -> Option<Self> {
        let object = match location {
            Location::Path => interface.path_parameters,
            Location::Header => interface.headers,
            Location::Body => interface.request.object,
        };
        let tokens: Vec<&str> = pointer.strip_prefix('/')?.split('/').collect();
        let wrapper = interface.request.wrapper.as_ref().filter(|_| location == Location::Body);
        match (wrapper, tokens.split_first()) {
            (Some(wrapper), Some((name, rest))) if *name == wrapper.name => {
                in_object(location, object, rest, &Trail::Wrapper(wrapper))
            }
            _ => in_object(location, object, &tokens, &Trail::Root),
        }
    }

    /// What the checks have to know of the row.
    pub(crate) fn context<'p>(&self, profile: &'p Profile) -> CheckContext<'p> {
        if self.is_element { CheckContext::of_element(self.row, profile) } else { CheckContext::of(self.row, profile) }
    }

    /// Whether its text must not be shown.
    pub(crate) const fn is_secret(&self) -> bool {
        self.row.secret
    }

    /// Whether it is an element of an array.
    pub(crate) const fn is_element(&self) -> bool {
        self.is_element
    }

    /// Whether a text can be typed there.
    pub(crate) const fn is_scalar(&self) -> bool {
        !matches!(self.kind, Kind::Array(_) | Kind::Object(_))
    }
}

fn in_object(location: Location, object: &'static Object, tokens: &[&str], trail: &Trail<'_>) -> Option<Address> {
    let (name, rest) = tokens.split_first()?;
    let (position, row) = match location {
        Location::Header => object.find_ignoring_case(name),
        _ => object.find(name),
    }?;
    let member = Trail::Member(trail, position, row);
    match (&row.kind, rest) {
        (kind, []) => Some(Address { location, place: member.place(), kind, row, is_element: false }),
        (Kind::Object(inner), rest) => in_object(location, inner, rest, &member),
        (Kind::Array(array), [index, rest @ ..]) => {
            let element = Trail::Element(&member, index_of(index)?);
            match (array.element, rest) {
                (kind, []) => Some(Address { location, place: element.place(), kind, row, is_element: true }),
                (Kind::Object(inner), rest) => in_object(location, inner, rest, &element),
                _ => None,
            }
        }
        _ => None,
    }
}
