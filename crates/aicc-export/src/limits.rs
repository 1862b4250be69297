//! The limits of a row, each with the code of the rule that is broken beyond it.

use aicc_core::spec::{Array, Characters, Choice, Field, Integer, Kind, Literal, Text};
use aicc_core::{Code, Language, Profile};
use serde_json::{Number, Value, json};

use crate::wordings::{in_each_language, wording};

/// A limit of a row.
pub(crate) struct Limit {
    rule: Code,
    bound: Bound,
}

enum Bound {
    Number(Number),
    Name(&'static str),
    Characters(Characters),
    Values(&'static [Choice]),
    Value(Literal),
}

impl Limit {
    /// Returns the name of the limit among the facts of a row.
    pub(crate) const fn name(&self) -> &'static str {
        match self.bound {
            Bound::Characters(Characters::NoneOf(_)) => "forbiddenCharacters",
            Bound::Values(_) => "allowed",
            _ => self.rule.as_str(),
        }
    }

    /// Returns the limit as data.
    pub(crate) fn value(&self) -> Value {
        match &self.bound {
            Bound::Number(number) => number.clone().into(),
            Bound::Name(name) => (*name).into(),
            Bound::Characters(Characters::Only(set) | Characters::NoneOf(set)) => set.iter().collect::<String>().into(),
            Bound::Values(choices) => choices
                .iter()
                .map(|choice| json!({ "value": choice.value, "name": choice.name, "label": wording(choice.label) }))
                .collect(),
            Bound::Value(value) => json!(value),
        }
    }

    /// Returns the code of the rule, and the limit in a few words of each language.
    pub(crate) fn in_words(&self) -> Value {
        json!({ "rule": self.rule.as_str(), "limit": in_each_language(|language| self.words(language)) })
    }

    fn words(&self, language: Language) -> String {
        match &self.bound {
            Bound::Number(number) => number.to_string(),
            Bound::Name(name) => (*name).to_owned(),
            Bound::Characters(Characters::Only(set)) => ranges(&set.iter().collect::<String>()),
            Bound::Characters(Characters::NoneOf(set)) => {
                let characters: String = set.iter().collect();
                match language {
                    Language::English => format!("none of {characters}"),
                    Language::Chinese => format!("不含 {characters}"),
                }
            }
            Bound::Values(choices) => {
                let words = choices.iter().map(|choice| {
                    let (value, label) = (literal(&choice.value), choice.label.in_language(language));
                    if value == label { value } else { format!("{value} {label}") }
                });
                words.collect::<Vec<_>>().join(", ")
            }
            Bound::Value(value) => literal(value),
        }
    }
}

/// Returns the limits of a kind, but not those of the elements of an array.
pub(crate) fn limits_of_kind(kind: &Kind, mandatory: bool, profile: &Profile) -> Vec<Limit> {
    let mut limits = match kind {
        Kind::Text(text) => limits_of_text(text, mandatory, profile),
        Kind::Integer(Integer { minimum, .. }) => number(Code::Minimum, *minimum).into_iter().collect(),
        Kind::Array(Array { maximum, .. }) => number(Code::MaxItems, *maximum).into_iter().collect(),
        Kind::Boolean { .. } | Kind::Object(_) => Vec::new(),
    };
    if !kind.choices().is_empty() {
        limits.push(Limit { rule: Code::Enum, bound: Bound::Values(kind.choices()) });
    }
    limits
}

/// Returns all limits of a row in words: of its value, of the elements of its array, and its advice.
pub(crate) fn limits_in_words(field: &Field, mandatory: bool, profile: &Profile) -> Value {
    let mut limits = limits_of_kind(&field.kind, mandatory, profile);
    if let Kind::Array(array) = &field.kind {
        limits.extend(limits_of_kind(array.element, false, profile));
    }
    limits.extend(field.companion.map(|name| Limit { rule: Code::DependentRequired, bound: Bound::Name(name) }));
    limits.extend(field.advice.map(|(value, advice)| Limit { rule: advice.code(), bound: Bound::Value(value) }));
    limits.iter().map(Limit::in_words).collect()
}

fn limits_of_text(text: &Text, mandatory: bool, profile: &Profile) -> Vec<Limit> {
    let (minimum, maximum) = text.length_range(mandatory, &profile.password);
    let characters = text.characters.map(|set| Limit { rule: Code::Characters, bound: Bound::Characters(set) });
    let classes = text.password_policy.then(|| profile.password.classes());
    let format = text.format.map(|format| Limit { rule: Code::Format, bound: Bound::Name(format.as_str()) });
    let (lowest, highest) = text.range.map(|(lowest, highest)| (lowest, highest.get(profile.edition))).unzip();
    let limits = [
        number(Code::MinLength, Some(minimum).filter(|minimum| *minimum > 0)),
        number(Code::MaxLength, maximum),
        characters,
        number(Code::CharacterClasses, classes),
        format,
        number(Code::LocalPartLength, text.email_parts.map(|parts| parts.local)),
        number(Code::DomainPartLength, text.email_parts.map(|parts| parts.domain)),
        number(Code::LabelLength, text.email_parts.map(|parts| parts.label)),
        number(Code::Minimum, lowest),
        number(Code::Maximum, highest),
    ];
    limits.into_iter().flatten().collect()
}

fn number(rule: Code, number: Option<impl Into<Number>>) -> Option<Limit> {
    Some(Limit { rule, bound: Bound::Number(number?.into()) })
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(truth) => truth.to_string(),
        Literal::Text(text) => (*text).to_owned(),
    }
}

/// Returns the characters in their order, with all digits as `0–9` and all letters as `A–Z` and `a–z`.
fn ranges(characters: &str) -> String {
    ["0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"].iter().fold(
        characters.to_owned(),
        |shown, run| match (run.chars().next(), run.chars().next_back()) {
            (Some(first), Some(last)) => shown.replace(run, &format!("{first}–{last}")),
            _ => shown,
        },
    )
}
