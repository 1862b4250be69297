//! The columns of a template.

use aicc_core::spec::{Array, Field, Kind, Object};

use crate::template::definition::{MAXIMUM_GROUPS, Template};

/// A column of a template.
pub(super) struct TemplateColumn {
    /// The wire name, or the path of a nested member: `skills/0/skillId`.
    pub(super) name: String,
    /// The label in the language of the template, with the number of the element from 1: `Skill queue ID 1`.
    pub(super) label: String,
    pub(super) field: &'static Field,
    /// Whether every record must have a value. The members of an element are not mandatory, since the element is not.
    pub(super) is_mandatory: bool,
}

impl TemplateColumn {
    /// Returns the heading: the label, with an asterisk if the column is mandatory.
    pub(super) fn heading(&self) -> String {
        if self.is_mandatory { format!("{} *", self.label) } else { self.label.clone() }
    }
}

/// Returns the columns in the order of the page.
pub(super) fn columns(template: &Template<'_>) -> Vec<TemplateColumn> {
    columns_of(template, template.interface.request.object, None)
}

/// The element that an object is.
#[derive(Clone, Copy)]
struct Element<'a> {
    /// The path of its array.
    array: &'a str,
    index: usize,
}

fn columns_of(template: &Template<'_>, object: &'static Object, element: Option<Element<'_>>) -> Vec<TemplateColumn> {
    let columns = object.fields.iter().flat_map(|field| {
        let name = match element {
            Some(Element { array, index }) => format!("{array}/{index}/{}", field.name),
            None => field.name.to_owned(),
        };
        match &field.kind {
            Kind::Array(Array { element: Kind::Object(object), maximum }) => {
                let groups = template.groups.min(MAXIMUM_GROUPS).min(maximum.unwrap_or(usize::MAX));
                let elements = (0..groups).map(|index| Element { array: &name, index });
                elements.flat_map(|element| columns_of(template, object, Some(element))).collect()
            }
            _ => vec![column(template, field, name, element)],
        }
    });
    columns.collect()
}

fn column(
    template: &Template<'_>,
    field: &'static Field,
    name: String,
    element: Option<Element<'_>>,
) -> TemplateColumn {
    let label = field.label.in_language(template.language);
    TemplateColumn {
        name,
        label: match element {
            Some(Element { index, .. }) => format!("{label} {}", index.saturating_add(1)),
            None => label.to_owned(),
        },
        field,
        is_mandatory: element.is_none() && field.is_mandatory(template.profile.edition),
    }
}
