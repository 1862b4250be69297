//! The names that columns can have.

use crate::spec::{Array, Field, Kind, Object};

/// The names of the columns of an object, each with its row of the table. `prefix` stands before each name.
pub(super) fn named_rows(object: &'static Object, prefix: &str) -> Vec<(String, &'static Field)> {
    let rows = object.fields.iter().flat_map(|field| match &field.kind {
        Kind::Array(Array { element: Kind::Object(element), .. }) => {
            named_rows(element, &format!("{prefix}{}/0/", field.name))
        }
        _ => vec![(format!("{prefix}{}", field.name), field)],
    });
    rows.collect()
}
