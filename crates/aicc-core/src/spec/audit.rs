//! Checks that run while the tables compile: a bad table is a compile error.
#![expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "what fails here does not compile")]

use crate::spec::{Field, Kind, Object, Text};

impl Object {
    /// Fails the compilation when a row contradicts itself or its neighbours.
    pub(crate) const fn audit(&self) {
        assert!(self.fields.len() <= 64, "the engine marks seen rows in 64 bits");
        let mut index = 0;
        while index < self.fields.len() {
            let field = &self.fields[index];
            audit_field(field);
            let mut other = index + 1;
            while other < self.fields.len() {
                assert!(!same(field.name, self.fields[other].name), "two rows with one name");
                assert!(!same(field.row, self.fields[other].row), "two rows with one number");
                other += 1;
            }
            index += 1;
        }
    }
}

const fn audit_field(field: &Field) {
    assert!(!field.row.is_empty(), "a row without a number");
    assert!(!field.name.is_empty(), "a row without a name");
    assert!(!field.description.is_empty(), "a row without a description");
    if let Kind::Text(text) = &field.kind {
        audit_text(text);
    }
    if let Kind::Array(array) = &field.kind {
        assert!(matches!(array.element, Kind::Text(_) | Kind::Object(_)), "an array of texts or of objects");
    }
}

const fn audit_text(text: &Text) {
    if let Some(maximum) = text.maximum {
        assert!(text.minimum <= maximum, "a minimum above its maximum");
    }
    assert!(text.email_parts.is_none() || text.format.is_some(), "parts of a text without a form");
    assert!(text.range.is_none() || text.format.is_some(), "a range of a text without a form");
}

const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}
