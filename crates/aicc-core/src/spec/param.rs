//! The arguments of a finding: numbers, names, characters.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::escape::escape_controls;
use crate::json::Reason;
use crate::language::{Language, Wording};
use crate::spec::actual_type::ActualType;
use crate::spec::cell_damage::CellDamage;
use crate::spec::cell_fault::CellFault;
use crate::spec::words::word_for;
use crate::spec::{CharacterClass, Choice, JsonType, Labelled, Literal};

/// An argument of a finding. It never contains the value of a secret.
#[derive(Clone, Debug, PartialEq)]
pub enum Param {
    /// A limit, a length, a count or a number in the message.
    Integer(i64),
    /// A boolean in the message.
    Boolean(bool),
    /// A name of this library, which sentences translate: a type, a class of characters, a format.
    Name(&'static str),
    /// Characters or a text in the message.
    Text(String),
    /// Several arguments, in order.
    List(Vec<Param>),
}

impl fmt::Display for Param {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(formatter, "{number}"),
            Self::Boolean(truth) => write!(formatter, "{truth}"),
            Self::Name(name) => formatter.write_str(name),
            Self::Text(text) => formatter.write_str(&escape_controls(text)),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(formatter, "{separator}{item}")?;
                }
                Ok(())
            }
        }
    }
}

impl Serialize for Param {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Boolean(truth) => serializer.serialize_bool(*truth),
            Self::Name(name) => serializer.serialize_str(name),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
        }
    }
}

/// Returns the words of a sentence for an argument. A text is quoted, so that “0” differs from 0, and an empty text has a word.
pub(super) fn item_words(param: &Param, language: Language) -> String {
    match param {
        Param::Name(name) => word_for(name, language).to_owned(),
        Param::Text(text) if text.is_empty() => EMPTY.in_language(language).to_owned(),
        Param::Text(text) => format!("“{text}”"),
        other => other.to_string(),
    }
}

const EMPTY: Wording = Wording { english: "empty", chinese: "空" };

/// A type that an argument of a rule can have.
pub(crate) trait RuleArgument {
    /// Returns the argument as data; `None` if it is not shown.
    fn to_param(&self) -> Option<Param>;

    /// Returns the words of a sentence for the argument; `None` if it is not shown.
    fn words(&self, language: Language) -> Option<String> {
        self.to_param().map(|param| item_words(&param, language))
    }
}

impl RuleArgument for i64 {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Integer(*self))
    }
}

impl RuleArgument for u64 {
    fn to_param(&self) -> Option<Param> {
        i64::try_from(*self).ok().map(Param::Integer)
    }
}

impl RuleArgument for usize {
    fn to_param(&self) -> Option<Param> {
        i64::try_from(*self).ok().map(Param::Integer)
    }
}

impl RuleArgument for &'static str {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self))
    }
}

impl RuleArgument for String {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Text(self.clone()))
    }
}

impl RuleArgument for Box<Param> {
    fn to_param(&self) -> Option<Param> {
        self.as_ref().to_param()
    }
}

impl RuleArgument for Param {
    fn to_param(&self) -> Option<Param> {
        Some(self.clone())
    }
}

impl RuleArgument for Literal {
    fn to_param(&self) -> Option<Param> {
        Some(match self {
            Self::Integer(number) => Param::Integer(*number),
            Self::Boolean(truth) => Param::Boolean(*truth),
            Self::Text(text) => Param::Text((*text).to_owned()),
        })
    }
}

impl RuleArgument for &'static [Choice] {
    fn to_param(&self) -> Option<Param> {
        Some(Param::List(self.iter().filter_map(|choice| choice.value.to_param()).collect()))
    }
}

impl<T: RuleArgument> RuleArgument for Vec<T> {
    fn to_param(&self) -> Option<Param> {
        Some(Param::List(self.iter().filter_map(RuleArgument::to_param).collect()))
    }
}

impl<T: RuleArgument> RuleArgument for Option<T> {
    fn to_param(&self) -> Option<Param> {
        self.as_ref().and_then(RuleArgument::to_param)
    }
}

impl RuleArgument for JsonType {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self.as_str()))
    }
}

impl RuleArgument for Labelled {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Integer(self.number))
    }

    fn words(&self, language: Language) -> Option<String> {
        let number = self.number;
        let Some(label) = self.label else { return Some(number.to_string()) };
        let label = label.in_language(language);
        Some(match language {
            Language::English => format!("{number} ({label})"),
            Language::Chinese => format!("{number}（{label}）"),
        })
    }
}

impl RuleArgument for Reason {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self.as_str()))
    }
}

impl RuleArgument for CharacterClass {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self.as_str()))
    }
}

impl RuleArgument for ActualType {
    fn to_param(&self) -> Option<Param> {
        Some(match self {
            Self::Json(json_type) => Param::Name(json_type.as_str()),
            Self::TypedText => Param::Name(JsonType::String.as_str()),
            Self::NotANumber => Param::Name("NaN"),
            Self::Secret => Param::Name("secret"),
            Self::Foreign(type_name) => Param::Text(type_name.to_string()),
        })
    }
}

impl RuleArgument for CellDamage {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self.as_str()))
    }
}

impl RuleArgument for CellFault {
    fn to_param(&self) -> Option<Param> {
        Some(Param::Name(self.as_str()))
    }
}
