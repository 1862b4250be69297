//! The fields of a form.

use crate::profile::Profile;
use crate::report::place::Location;
use crate::spec::{Field, Format, Interface, Kind, Object};

/// A field of a form, with its row.
#[derive(Clone, Debug)]
pub struct FormField {
    /// The part of the request: the path or the body.
    pub location: Location,
    /// The JSON Pointer, with `*` for the index of an array element: `/skills/*/skillId`.
    pub pointer: String,
    /// The row, with its label and description.
    pub row: &'static Field,
    /// The kind of what is typed: the kind of the row; if the row is an array of scalars, the kind of its elements.
    pub kind: &'static Kind,
    /// The greatest number of elements of the array that the field is part of; `None` if there is no array or no maximum.
    pub maximum_items: Option<usize>,
}

/// The keyboard for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keyboard {
    /// Any text.
    Text,
    /// Digits.
    Digits,
    /// An e-mail address.
    Email,
    /// An IP address: digits and dots.
    Ip,
}

impl FormField {
    /// Returns the least and the greatest number of characters (Unicode code points); `None` if the field is not a text.
    #[must_use]
    pub fn length_range(&self, profile: &Profile) -> Option<(usize, Option<usize>)> {
        match self.kind {
            Kind::Text(text) => Some(text.length_range(self.is_mandatory(profile), &profile.password)),
            _ => None,
        }
    }

    /// Returns whether the field must have a value.
    #[must_use]
    pub fn is_mandatory(&self, profile: &Profile) -> bool {
        self.row.is_mandatory(profile.edition) && !matches!(self.row.kind, Kind::Array(_))
    }

    /// Returns the keyboard for the field.
    #[must_use]
    pub fn keyboard(&self) -> Keyboard {
        match self.kind {
            Kind::Integer(_) => Keyboard::Digits,
            Kind::Text(text) => match text.format {
                Some(Format::Email) => Keyboard::Email,
                Some(Format::Ipv4) => Keyboard::Ip,
                Some(Format::Decimal) => Keyboard::Digits,
                _ => Keyboard::Text,
            },
            _ => Keyboard::Text,
        }
    }
}

/// Returns every field of an interface's form, in the order of the page.
pub(super) fn fields(interface: &'static Interface) -> Vec<FormField> {
    let mut fields = Vec::new();
    collect(Location::Path, "", interface.path_parameters, None, &mut fields);
    collect(Location::Body, "", interface.request.object, None, &mut fields);
    fields
}

fn collect(
    location: Location,
    prefix: &str,
    object: &'static Object,
    maximum_items: Option<usize>,
    fields: &mut Vec<FormField>,
) {
    for row in object.fields {
        let pointer = format!("{prefix}/{}", row.name);
        let (pointer, kind, maximum_items) = match &row.kind {
            Kind::Array(array) => (format!("{pointer}/*"), array.element, array.maximum),
            kind => (pointer, kind, maximum_items),
        };
        match kind {
            Kind::Object(inner) => collect(location, &pointer, inner, maximum_items, fields),
            kind => fields.push(FormField { location, pointer, row, kind, maximum_items }),
        }
    }
}
