//! Checks the tables while they compile: an error in a table is a compile error.
#![expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "what fails here does not compile")]

use crate::spec::{Field, Interface, Kind, Object, Text};

impl Interface {
    /// Fails the compilation if the key, or the member without duplicates, is not a member of the request that can be shown.
    pub(crate) const fn audit(&self) {
        let mut index = 0;
        while index < self.key.len() {
            let field = self.request.object.named(self.key[index]);
            assert!(field.is_some(), "a key that is not a member of the request");
            if let Some(field) = field {
                assert!(!field.secret, "a key that is a secret");
                assert!(!matches!(field.kind, Kind::Array(_) | Kind::Object(_)), "a key that is not one value");
            }
            index += 1;
        }
        if let Some(name) = self.unique {
            let field = self.request.object.named(name);
            assert!(field.is_some(), "a unique member that is not a member of the request");
            if let Some(field) = field {
                assert!(!field.secret, "a unique member that is a secret");
                assert!(matches!(field.kind, Kind::Text(_)), "a unique member that is not a text");
            }
        }
    }
}

impl Object {
    /// Fails the compilation if a row contradicts itself or another row. [`Names`](crate::spec::Names) fails if two rows have the
    /// same name.
    pub(crate) const fn audit(&self) {
        assert!(self.fields.len() <= 64, "the engine marks seen rows in 64 bits");
        let mut index = 0;
        while index < self.fields.len() {
            let field = &self.fields[index];
            audit_field(field);
            let mut other = index + 1;
            while other < self.fields.len() {
                assert!(!same(field.row, self.fields[other].row), "two rows with one number");
                other += 1;
            }
            if let Some(name) = field.other_name {
                assert!(self.named(name).is_none(), "another name that is the name of a row");
            }
            index += 1;
        }
    }

    const fn named(&self, name: &str) -> Option<&Field> {
        let mut index = 0;
        while index < self.fields.len() {
            if same(self.fields[index].name, name) {
                return Some(&self.fields[index]);
            }
            index += 1;
        }
        None
    }
}

const fn audit_field(field: &Field) {
    assert!(!field.row.is_empty(), "a row without a number");
    assert!(!field.name.is_empty(), "a row without a name");
    assert!(!field.label.english.is_empty() && !field.label.chinese.is_empty(), "a row without a label");
    assert!(field.note.english.is_empty() == field.note.chinese.is_empty(), "a note in one language alone");
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

#[cfg(test)]
mod tests {
    use crate::language::Wording;
    use crate::spec::*;

    const A: Wording = Wording { english: "A", chinese: "甲" };
    const ROW: Field = Field::new("1", "a", Text::ANY.kind(), A);

    /// Audits a table whose names are not checked.
    fn audit(fields: impl Into<Vec<Field>>) {
        let fields = fields.into().leak();
        Object { name: "Table", description: A, fields, names: Names::of(&[]) }.audit();
    }

    const fn of(kind: Kind) -> Field {
        Field { kind, ..ROW }
    }

    #[test]
    fn a_table_may_say_all_that_fits_together() {
        const EMAIL: Kind = Text::of(Format::Email).parts(1, 2, 3).kind();
        const DECIMAL: Kind = Text::of(Format::Decimal).range(1, ByEdition::always(2)).kind();
        const TEXTS: Kind = Kind::Array(Array { element: &Text::ANY.kind(), maximum: None });
        const SKILL: Object = Object { name: "Skill", description: A, fields: &[], names: Names::of(&[]) };
        const SKILLS: Kind = Kind::Array(Array { element: &Kind::Object(&SKILL), maximum: Some(1) });
        audit([]);
        audit([ROW; 1]);
        audit([ROW, Field { row: "2", ..ROW }, Field { row: "1.1", ..ROW }]);
        audit([of(Text::from_to(2, 2).kind())]);
        audit([ROW.other_name("b")]);
        for kind in [EMAIL, DECIMAL, TEXTS, SKILLS] {
            audit([of(kind)]);
        }
    }

    #[test]
    #[should_panic(expected = "the engine marks seen rows in 64 bits")]
    fn a_table_has_at_most_64_rows() {
        audit([ROW; 65]);
    }

    /// Audits the key of an interface whose request has these rows.
    fn audit_key(key: &'static [&'static str], fields: impl Into<Vec<Field>>) {
        let fields = fields.into().leak();
        let object = Box::leak(Box::new(Object { name: "Table", description: A, fields, names: Names::of(&[]) }));
        let request = Body { wrapper: None, object };
        Interface { key, request, ..crate::interfaces::AGENT_INFO_QUERY }.audit();
    }

    #[test]
    fn a_key_may_have_any_number_of_members() {
        audit_key(&[], [ROW]);
        audit_key(&["b", "a"], [ROW, Field { row: "2", name: "b", ..ROW }]);
    }

    #[test]
    #[should_panic(expected = "a key that is not a member of the request")]
    fn a_key_is_a_member() {
        audit_key(&["a", "b"], [ROW]);
    }

    #[test]
    #[should_panic(expected = "a key that is a secret")]
    fn a_key_is_not_a_secret() {
        audit_key(&["a"], [ROW.typed(JsonType::String, true)]);
    }

    #[test]
    #[should_panic(expected = "a key that is not one value")]
    fn a_key_is_one_value() {
        const TEXTS: Kind = Kind::Array(Array { element: &Text::ANY.kind(), maximum: None });
        audit_key(&["a"], [of(TEXTS)]);
    }

    /// Audits the unique member of an interface whose request has these rows.
    fn audit_unique(unique: &'static str, fields: impl Into<Vec<Field>>) {
        let fields = fields.into().leak();
        let object = Box::leak(Box::new(Object { name: "Table", description: A, fields, names: Names::of(&[]) }));
        let request = Body { wrapper: None, object };
        Interface { key: &[], unique: Some(unique), request, ..crate::interfaces::AGENT_INFO_QUERY }.audit();
    }

    #[test]
    fn a_unique_member_is_a_text() {
        audit_unique("b", [ROW, Field { row: "2", name: "b", ..ROW }]);
    }

    #[test]
    #[should_panic(expected = "a unique member that is not a member of the request")]
    fn a_unique_member_is_a_member() {
        audit_unique("b", [ROW]);
    }

    #[test]
    #[should_panic(expected = "a unique member that is a secret")]
    fn a_unique_member_is_not_a_secret() {
        audit_unique("a", [ROW.typed(JsonType::String, true)]);
    }

    #[test]
    #[should_panic(expected = "a unique member that is not a text")]
    fn a_unique_member_is_not_a_number() {
        audit_unique("a", [of(Integer::ANY.kind())]);
    }

    #[test]
    #[should_panic(expected = "two rows with one number")]
    fn no_two_rows_have_one_number() {
        audit([Field { row: "1.2", ..ROW }, ROW, Field { row: "1.2", ..ROW }]);
    }

    #[test]
    #[should_panic(expected = "a row without a number")]
    fn a_row_has_a_number() {
        audit([Field { row: "", ..ROW }]);
    }

    #[test]
    #[should_panic(expected = "a row without a name")]
    fn a_row_has_a_name() {
        audit([Field { name: "", ..ROW }]);
    }

    #[test]
    #[should_panic(expected = "a row without a label")]
    fn a_row_has_a_label_in_english() {
        audit([ROW, Field { row: "2", label: Wording { english: "", ..A }, ..ROW }]);
    }

    #[test]
    #[should_panic(expected = "a row without a label")]
    fn a_row_has_a_label_in_chinese() {
        audit([ROW, Field { row: "2", label: Wording { chinese: "", ..A }, ..ROW }]);
    }

    #[test]
    #[should_panic(expected = "a note in one language alone")]
    fn a_note_is_in_both_languages() {
        audit([ROW, Field { row: "2", note: Wording { chinese: "", ..A }, ..ROW }]);
    }

    #[test]
    #[should_panic(expected = "another name that is the name of a row")]
    fn another_name_is_the_name_of_no_row() {
        audit([ROW, Field { row: "2", name: "b", ..ROW }.other_name("a")]);
    }

    #[test]
    #[should_panic(expected = "a minimum above its maximum")]
    fn a_minimum_is_not_above_its_maximum() {
        audit([of(Text::from_to(3, 2).kind())]);
    }

    #[test]
    #[should_panic(expected = "parts of a text without a form")]
    fn parts_are_those_of_an_address() {
        audit([of(Text::ANY.parts(1, 2, 3).kind())]);
    }

    #[test]
    #[should_panic(expected = "a range of a text without a form")]
    fn a_range_is_that_of_a_number() {
        audit([of(Text::ANY.range(1, ByEdition::always(2)).kind())]);
    }

    #[test]
    #[should_panic(expected = "an array of texts or of objects")]
    fn an_array_holds_texts_or_objects() {
        const NUMBER: Kind = Integer::ANY.kind();
        audit([of(Kind::Array(Array { element: &NUMBER, maximum: None }))]);
    }

    #[test]
    #[should_panic(expected = "the type does not fit the row")]
    fn the_type_in_code_fits_the_row() {
        let _ = ROW.typed(JsonType::Integer, false);
    }

    #[test]
    fn the_type_in_code_decides_whether_a_row_is_a_secret() {
        assert!(ROW.typed(JsonType::String, true).secret);
        assert!(!ROW.typed(JsonType::String, false).secret);
    }
}
