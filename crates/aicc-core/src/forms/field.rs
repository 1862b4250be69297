//! The fields of a form.

use crate::profile::Profile;
use crate::report::place::Location;
use crate::spec::{Field, Format, Interface, Kind, Object};

/// A field of a form, as the interface's tables describe it.
#[derive(Clone, Debug)]
pub struct FormField {
    /// The part of the request that it stands in: the path or the body.
    pub location: Location,
    /// Its JSON Pointer, with `*` for the index of an array element: `/skills/*/skillId`.
    pub pointer: String,
    /// Its row, with its label and description.
    pub row: &'static Field,
    /// What is typed in it: the kind of the row, or of an element where the row is an array of scalars.
    pub kind: &'static Kind,
    /// The most elements of the array that it stands in, where the page names a maximum.
    pub maximum_items: Option<usize>,
}

/// The keyboard that suits a field.
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
    /// The least and the greatest number of characters, Unicode code points; `None` for a field that is no text.
    #[must_use]
    pub fn length_range(&self, profile: &Profile) -> Option<(usize, Option<usize>)> {
        match self.kind {
            Kind::Text(text) => Some(text.length_range(self.is_mandatory(profile), &profile.password)),
            _ => None,
        }
    }

    /// Whether the request is refused without it.
    #[must_use]
    pub fn is_mandatory(&self, profile: &Profile) -> bool {
        self.row.is_mandatory(profile.edition) && !matches!(self.row.kind, Kind::Array(_))
    }

    /// The keyboard that suits it.
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

/// Every field of an interface's form, in the order of the page.
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
