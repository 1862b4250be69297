//! What a deserializer can give the engine besides the values of serde, and what the engine asks it for.
//!
//! serde has no call for five things. Each has a call that JSON does not need:
//!
//! | what | who calls | the call |
//! |---|---|---|
//! | the name of the row that the engine expects next | [`NameSeed`] | `deserialize_newtype_struct`, with the expected name |
//! | the reply to that: the member has the name | our JSON reader, Python's dicts | `visit_unit` |
//! | a number that is not a 64-bit integer, exactly | our JSON reader | `visit_newtype_struct`, with its text |
//! | a secret | [`visit_secret`] | `visit_bytes` |
//! | an object that has no JSON form | [`visit_foreign`] | `visit_enum`; the variant is the name of its type |
//! | a cell without a value | [`visit_fault`] | `visit_enum`; the variant is a number |
//!
//! The expected name is there for speed: members mostly come in the order of the page, and to compare a name with one other name
//! is faster than to look it up. A deserializer that does not know about it returns the name, and everything works.

use std::fmt;

use serde::de::value::{StringDeserializer, U32Deserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, Visitor};

use crate::message::secret::Secret;
use crate::spec::cell_fault::CellFault;
use crate::spec::{Field, Object};

/// Reports an object that has no JSON form to the engine, by the name of its type. It breaks the rule `type`.
///
/// Call it from the `deserialize_any` of a deserializer that [`Check`](crate::Check) or [`RequestBody`](crate::RequestBody)
/// reads: objects of a programming language are then checked without JSON in between. Visitors of other crates may refuse it.
///
/// # Errors
///
/// Returns an error if the visitor does.
pub fn visit_foreign<'de, V: Visitor<'de>, E: Error>(type_name: String, visitor: V) -> Result<V::Value, E> {
    let object: StringDeserializer<E> = type_name.into_deserializer();
    visitor.visit_enum(object)
}

/// Gives the engine a secret. In a row that holds a secret it is read as its text. In any other row it breaks the rule `type`,
/// and its value is not read.
///
/// Call it from the `deserialize_any` of a deserializer that [`Check`](crate::Check) or [`RequestBody`](crate::RequestBody)
/// reads. Visitors of other crates may refuse it.
///
/// # Errors
///
/// Returns an error if the visitor does.
pub fn visit_secret<'de, V: Visitor<'de>, E: Error>(secret: &Secret, visitor: V) -> Result<V::Value, E> {
    visitor.visit_bytes(secret.expose().as_bytes())
}

/// Reports a cell without a value to the engine.
pub(crate) fn visit_fault<'de, V: Visitor<'de>, E: Error>(fault: CellFault, visitor: V) -> Result<V::Value, E> {
    let fault: U32Deserializer<E> = u32::from(fault == CellFault::Formula).into_deserializer();
    visitor.visit_enum(fault)
}

/// What an enum represents where a value is read.
pub(crate) enum Variant {
    /// The fault of a cell: see [`visit_fault`].
    Fault(CellFault),
    /// The type name of an object without a JSON form: see [`visit_foreign`].
    Foreign(String),
}

impl<'de> Deserialize<'de> for Variant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct VariantVisitor;

        impl Visitor<'_> for VariantVisitor {
            type Value = Variant;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a type name or a fault")
            }

            fn visit_u32<E: Error>(self, fault: u32) -> Result<Variant, E> {
                Ok(Variant::Fault(if fault == 0 { CellFault::Error } else { CellFault::Formula }))
            }

            fn visit_str<E: Error>(self, type_name: &str) -> Result<Variant, E> {
                Ok(Variant::Foreign(type_name.to_owned()))
            }
        }

        deserializer.deserialize_identifier(VariantVisitor)
    }
}

/// The row that a name belongs to.
#[derive(Clone, Copy)]
pub(super) enum RowLookup {
    /// The row at a position of the table.
    Row(usize, &'static Field),
    /// No row has the name: the seed has kept it.
    Unknown,
}

/// Reads the name of a member and finds its row.
pub(super) struct NameSeed<'a> {
    pub(super) object: &'static Object,
    /// The row that comes next in the order of the page.
    pub(super) expected_next: Option<(usize, &'static Field)>,
    pub(super) ignore_case: bool,
    /// Takes a name that no row has. The names of rows need no memory.
    pub(super) unknown_name: &'a mut Box<str>,
}

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = RowLookup;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RowLookup, D::Error> {
        match self.expected_next {
            Some((_, field)) => deserializer.deserialize_newtype_struct(field.name, self),
            None => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for NameSeed<'_> {
    type Value = RowLookup;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    /// The deserializer does not compare names itself.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<RowLookup, D::Error> {
        deserializer.deserialize_str(self)
    }

    /// The name is the expected one.
    fn visit_unit<E: Error>(self) -> Result<RowLookup, E> {
        Ok(self.expected_next.map_or(RowLookup::Unknown, |(position, field)| RowLookup::Row(position, field)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<RowLookup, E> {
        let row = match self.ignore_case {
            true => self.object.find_ignoring_case(name),
            false => self.object.find(name),
        };
        let Some((position, field)) = row else {
            *self.unknown_name = name.into();
            return Ok(RowLookup::Unknown);
        };
        Ok(RowLookup::Row(position, field))
    }
}

#[cfg(test)]
mod tests {
    use serde::de::value;
    use serde::de::value::MapDeserializer;

    use super::*;
    use crate::{Check, Language, Profile, interfaces};

    /// What a deserializer of objects can give.
    #[derive(Clone)]
    enum Object {
        Secret,
        Date,
        Nan,
    }

    impl<'de> Deserializer<'de> for Object {
        type Error = value::Error;

        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
            match self {
                Self::Secret => visit_secret(&Secret::from("Hun!7zQx"), visitor),
                Self::Date => visit_foreign("datetime.date".to_owned(), visitor),
                Self::Nan => visitor.visit_f64(f64::NAN),
            }
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
            newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    impl IntoDeserializer<'_, value::Error> for Object {
        type Deserializer = Self;

        fn into_deserializer(self) -> Self {
            self
        }
    }

    fn sentences(members: &[(&'static str, Object)]) -> Vec<String> {
        let profile = Profile::default();
        let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
        check.body(MapDeserializer::new(members.iter().cloned())).unwrap();
        check.report().violations().iter().map(|violation| violation.message(Language::English)).collect()
    }

    #[test]
    fn a_value_without_a_json_form_breaks_the_rule_type() {
        let members = [("password", Object::Date), ("phonenum", Object::Nan), ("status", Object::Date)];
        let [password, phonenum, status] = &sentences(&members)[..] else { panic!("three findings") };
        assert!(password.contains("datetime.date") && status.contains("datetime.date"));
        assert!(phonenum.contains("NaN"));
    }

    #[test]
    fn only_rows_of_secrets_accept_a_secret() {
        assert!(sentences(&[("password", Object::Secret)]).is_empty());
        let [phonenum] = &sentences(&[("password", Object::Secret), ("phonenum", Object::Secret)])[..] else {
            panic!("one finding")
        };
        assert!(phonenum.contains("a secret") && !phonenum.contains("Hun"));
    }

    #[test]
    fn a_secret_in_place_of_a_body_is_refused() {
        let profile = Profile::default();
        let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
        check.body(Object::Secret).unwrap();
        let report = check.report();
        let [body] = report.violations() else { panic!("one finding") };
        let sentence = body.message(Language::English);
        assert_eq!((body.pointer().as_str(), body.code().as_str()), ("", "type"));
        assert!(sentence.contains("a secret") && !sentence.contains("Hun"), "{sentence}");
    }
}
