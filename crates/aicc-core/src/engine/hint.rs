//! The type of a value that was found, also of one that JSON has no form for.
//!
//! Objects of a programming language can be checked without JSON in between. [`visit_foreign`] and [`visit_secret`] are how
//! a deserializer of such objects gives the engine what serde has no call for.

use std::fmt;

use serde::de::value::{StringDeserializer, U32Deserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};

use crate::message::secret::Secret;
use crate::spec::cell_fault::CellFault;

/// Gives the engine an object that has no JSON form, by the name of its type: the rule `type` is broken at its place.
///
/// Everything that [`Check`](crate::Check) and [`RequestBody`](crate::RequestBody) read takes it; another visitor may refuse it.
///
/// # Errors
///
/// Returns an error if the visitor does.
pub fn visit_foreign<'de, V: Visitor<'de>, E: Error>(type_name: String, visitor: V) -> Result<V::Value, E> {
    let object: StringDeserializer<E> = type_name.into_deserializer();
    // JSON has no enums: one without content stands for the object.
    visitor.visit_enum(object)
}

/// Gives the engine a secret: a text in a row that holds a secret. In any other row the rule `type` is broken, and the value is
/// not looked at.
///
/// Everything that [`Check`](crate::Check) and [`RequestBody`](crate::RequestBody) read takes it; another visitor may refuse it.
///
/// # Errors
///
/// Returns an error if the visitor does.
pub fn visit_secret<'de, V: Visitor<'de>, E: Error>(secret: &Secret, visitor: V) -> Result<V::Value, E> {
    // JSON has no bytes: they stand for the secret.
    visitor.visit_bytes(secret.expose().as_bytes())
}

/// Gives the engine a cell without a value: JSON has no enums, and one whose variant is a number stands for the fault.
pub(crate) fn visit_fault<'de, V: Visitor<'de>, E: Error>(fault: CellFault, visitor: V) -> Result<V::Value, E> {
    let fault: U32Deserializer<E> = u32::from(fault == CellFault::Formula).into_deserializer();
    visitor.visit_enum(fault)
}

/// What an enum stands for where a value is read.
pub(crate) enum Variant {
    /// The fault of a cell: see [`visit_fault`].
    Fault(CellFault),
    /// An object without a JSON form: see [`visit_foreign`](crate::visit_foreign).
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
    fn what_has_no_json_form_is_of_another_type() {
        let members = [("password", Object::Date), ("phonenum", Object::Nan), ("status", Object::Date)];
        let [password, phonenum, status] = &sentences(&members)[..] else { panic!("three findings") };
        assert!(password.contains("datetime.date") && status.contains("datetime.date"));
        assert!(phonenum.contains("NaN"));
    }

    #[test]
    fn a_secret_stands_in_a_row_for_secrets_alone() {
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
