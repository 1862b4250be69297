//! Whose record it is: the members that identify a record in a list of findings.

use std::fmt;

use aicc_core::spec::{Array, Field, Kind, Object};
use aicc_core::{ColumnError, Columns, Interface, Language, Wording};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The maximum length of a text in a key, in characters.
const MAXIMUM_LENGTH: usize = 200;

/// The members that say whose record it is, such as `userAccount`. Their values are in
/// [`RecordFindings::key`](crate::RecordFindings::key).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMembers {
    interface: &'static Interface,
    /// The names, with a path for a nested member.
    names: Vec<String>,
}

impl KeyMembers {
    /// Returns the [key](Interface::key) that the table of an interface names.
    #[must_use]
    pub fn of(interface: &'static Interface) -> Self {
        Self { interface, names: interface.key.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Returns no members: records have an empty key.
    #[must_use]
    pub const fn none(interface: &'static Interface) -> Self {
        Self { interface, names: Vec::new() }
    }

    /// Returns the members with these names, each once. A nested member has a path: `skills/0/skillId`.
    ///
    /// ```
    /// use aicc_batch::KeyMembers;
    /// use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
    /// assert!(KeyMembers::new(&AGENT_ACCOUNT_CREATE, ["userAccount", "skills/0/skillId"]).is_ok());
    /// let error = KeyMembers::new(&AGENT_ACCOUNT_CREATE, ["useraccount"]).unwrap_err();
    /// assert_eq!(error.similar(), Some("userAccount"));
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if a name is not a member of the request with a single value, or is a secret.
    pub fn new<N: AsRef<str>>(
        interface: &'static Interface,
        names: impl IntoIterator<Item = N>,
    ) -> Result<Self, KeyMemberError> {
        let mut key = Self::none(interface);
        for name in names {
            let name = name.as_ref();
            match member(interface.request.object, name) {
                Some(field) if field.secret => return Err(KeyMemberError::Secret { name: name.to_owned() }),
                Some(_) if key.names.iter().any(|known| known == name) => {}
                Some(_) => key.names.push(name.to_owned()),
                None => return Err(KeyMemberError::unknown(interface, name)),
            }
        }
        Ok(key)
    }

    /// Returns the names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns the values of the members in a record. If the record can be read only up to an error, these are the values
    /// before the error. A member that is absent, or that is not a text, number or boolean, has no value.
    pub(crate) fn values<'de>(&self, record: impl Deserializer<'de>) -> Map<String, Value> {
        let mut found = Map::new();
        if self.names.is_empty() {
            return found;
        }
        let wrapper = self.interface.request.wrapper.map(|wrapper| wrapper.name);
        let wanted = self.names.iter().map(|name| (name.as_str(), name.as_str())).collect();
        // What was found before an error is kept.
        KeyReader { wanted, wrapper, found: &mut found }.deserialize(record).unwrap_or_default();
        self.names.iter().filter_map(|name| found.remove_entry(name)).collect()
    }

    /// Returns the values of the members in a record that is JSON text.
    pub(crate) fn values_in_json(&self, record: &[u8]) -> Map<String, Value> {
        self.values(&mut serde_json::Deserializer::from_slice(record))
    }

    /// Whether the records of an interface have a key.
    pub(crate) fn applies_to(&self, interface: &Interface) -> bool {
        !self.names.is_empty() && self.interface == interface
    }
}

/// Returns the row of the member with a path if it has a single value.
fn member(object: &'static Object, path: &str) -> Option<&'static Field> {
    let (name, rest) = path.split_once('/').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let (_, field) = object.find(name)?;
    match (&field.kind, rest) {
        (Kind::Text(_) | Kind::Integer(_) | Kind::Boolean { .. }, None) => Some(field),
        (Kind::Object(inner), Some(rest)) => member(inner, rest),
        (Kind::Array(Array { element, .. }), Some(rest)) => {
            let (index, rest) = rest.split_once('/').map_or((rest, None), |(index, rest)| (index, Some(rest)));
            let is_index = index.parse::<usize>().is_ok_and(|number| number.to_string() == index);
            match (element, rest) {
                _ if !is_index => None,
                (Kind::Object(inner), Some(rest)) => member(inner, rest),
                (Kind::Text(_) | Kind::Integer(_) | Kind::Boolean { .. }, None) => Some(field),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The error for a name that cannot be part of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyMemberError {
    /// The name is not a member of the request with a single value.
    Unknown {
        /// The name.
        name: String,
        /// The similar name of a member that is not a secret, if there is one.
        similar: Option<String>,
        /// The names that can be part of a key.
        known: Vec<String>,
        /// The name of the interface.
        interface: &'static str,
    },
    /// The member is a secret.
    Secret {
        /// The name.
        name: String,
    },
}

impl KeyMemberError {
    fn unknown(interface: &'static Interface, name: &str) -> Self {
        let similar = ColumnError::unknown(interface, 0, name).similar().map(str::to_owned);
        let similar = similar.filter(|similar| can_be_key(interface, similar));
        let known = Columns::names(interface).into_iter().filter(|name| can_be_key(interface, name)).collect();
        Self::Unknown { name: name.to_owned(), similar, known, interface: interface.name }
    }

    /// Returns the similar name of a member, if there is one.
    #[must_use]
    pub fn similar(&self) -> Option<&str> {
        match self {
            Self::Unknown { similar, .. } => similar.as_deref(),
            Self::Secret { .. } => None,
        }
    }

    /// Returns the sentence that describes the error.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unknown { name, similar: Some(similar), interface, .. } => UNKNOWN_SIMILAR
                .filled(&[("name", name.as_str()), ("interface", interface), ("similar", similar)], language),
            Self::Unknown { name, known, interface, .. } => UNKNOWN.filled(
                &[("name", name.as_str()), ("interface", interface), ("known", known.join(", ").as_str())],
                language,
            ),
            Self::Secret { name } => SECRET.filled(&[("name", name)], language),
        }
    }
}

fn can_be_key(interface: &'static Interface, name: &str) -> bool {
    member(interface.request.object, name).is_some_and(|field| !field.secret)
}

const UNKNOWN_SIMILAR: Wording = Wording {
    english: "“{name}” cannot be a key: it is not a member of {interface} with a single value. Did you mean “{similar}”?",
    chinese: "“{name}”不能作为标识：{interface} 中没有该名称的单值参数。您是否指“{similar}”？",
};

const UNKNOWN: Wording = Wording {
    english: "“{name}” cannot be a key: it is not a member of {interface} with a single value. Use one of {known}.",
    chinese: "“{name}”不能作为标识：{interface} 中没有该名称的单值参数。请使用以下之一：{known}。",
};

const SECRET: Wording = Wording {
    english: "“{name}” cannot be a key: it is a secret, and findings never show a secret. Use another member.",
    chinese: "“{name}”不能作为标识：它是保密信息，检查结果从不显示保密信息。请使用其他参数。",
};

impl fmt::Display for KeyMemberError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for KeyMemberError {}

/// Reads the wanted members of a value, and skips all others.
struct KeyReader<'k> {
    /// The names of the members, each with its path from this value.
    wanted: Vec<(&'k str, &'k str)>,
    /// The member that may contain the whole record (reading R1).
    wrapper: Option<&'static str>,
    found: &'k mut Map<String, Value>,
}

impl KeyReader<'_> {
    /// Keeps the value of the members that end here. The first one counts (reading R18).
    fn keep<E: Error>(self, value: impl Into<Value>) -> Result<(), E> {
        let value = value.into();
        for (name, _) in self.wanted.iter().filter(|(_, rest)| rest.is_empty()) {
            self.found.entry(*name).or_insert_with(|| value.clone());
        }
        Ok(())
    }

    /// Returns the reader of a value inside this one; `None` if nothing in it is wanted.
    fn inside(&mut self, token: &str) -> Option<KeyReader<'_>> {
        if self.wrapper == Some(token) {
            return Some(KeyReader { wanted: self.wanted.clone(), wrapper: None, found: self.found });
        }
        let wanted = self.wanted.iter().filter(|(_, path)| !path.is_empty()).filter_map(|(name, path)| {
            let rest = path.strip_prefix(token)?;
            Some((*name, if rest.is_empty() { rest } else { rest.strip_prefix('/')? }))
        });
        let wanted: Vec<_> = wanted.collect();
        (!wanted.is_empty()).then_some(KeyReader { wanted, wrapper: None, found: self.found })
    }
}

impl<'de> DeserializeSeed<'de> for KeyReader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for KeyReader<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            match self.inside(&name) {
                Some(reader) => members.next_value_seed(reader)?,
                None => members.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        for index in 0_usize.. {
            let element = match self.inside(&index.to_string()) {
                Some(reader) => elements.next_element_seed(reader)?,
                None => elements.next_element::<IgnoredAny>()?.map(drop),
            };
            if element.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.keep(shortened(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.keep(value)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.keep(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.keep(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        match serde_json::Number::from_f64(number) {
            Some(number) => self.keep(number),
            None => Ok(()),
        }
    }

    fn visit_i128<E: Error>(self, _number: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    /// A cell without a value.
    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, _fault: A) -> Result<(), A::Error> {
        Ok(())
    }
}

/// Returns a text of at most [`MAXIMUM_LENGTH`] characters. The last one is `…` if the text is longer.
fn shortened(text: &str) -> String {
    if text.chars().nth(MAXIMUM_LENGTH).is_none() {
        return text.to_owned();
    }
    text.chars().take(MAXIMUM_LENGTH.saturating_sub(1)).chain(['…']).collect()
}
