//! The names that columns can have.

use crate::spec::{Array, Field, Kind, Object};

/// Returns the names of the columns of an object, each after `prefix` and with its row.
pub(super) fn named_rows(object: &'static Object, prefix: &str) -> Vec<(String, &'static Field)> {
    let rows = object.fields.iter().flat_map(|field| match &field.kind {
        Kind::Array(Array { element: Kind::Object(element), .. }) => {
            named_rows(element, &format!("{prefix}{}/0/", field.name))
        }
        _ => vec![(format!("{prefix}{}", field.name), field)],
    });
    rows.collect()
}
