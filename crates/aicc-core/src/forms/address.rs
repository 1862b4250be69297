//! Finds the row that documents a JSON Pointer.

use crate::engine::limits::CheckContext;
use crate::profile::Profile;
use crate::report::place::{Location, Place, Trail, index_of};
use crate::spec::{Field, Interface, Kind, Object};

/// A place in a request, with its row.
pub(crate) struct Address {
    pub(crate) location: Location,
    pub(crate) place: Place,
    /// The kind of the row; for an element, the kind of the elements.
    pub(crate) kind: &'static Kind,
    row: &'static Field,
    is_element: bool,
}

impl Address {
    /// Returns the place of a pointer; `None` if no row documents it. The case of header names does not matter (reading R11).
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

    /// Returns what a check of the value needs to know.
    pub(crate) fn context<'p>(&self, profile: &'p Profile) -> CheckContext<'p> {
        if self.is_element { CheckContext::of_element(self.row, profile) } else { CheckContext::of(self.row, profile) }
    }

    /// Returns whether the value is a secret.
    pub(crate) const fn is_secret(&self) -> bool {
        self.row.secret
    }

    /// Returns whether the place is an element of an array.
    pub(crate) const fn is_element(&self) -> bool {
        self.is_element
    }

    /// Returns whether a person can type the value: arrays and objects are made of other fields.
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
