//! A violation or a piece of advice.

use std::borrow::Cow;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::escape::escape_controls;
use crate::language::{Language, Wording};
use crate::report::place::{Location, Place};
use crate::spec::Interface;
use crate::spec::param::Param;
use crate::spec::rule::{Code, Rule};

/// A broken rule or a piece of advice, with its place. It never contains the value of a secret.
#[derive(Clone)]
pub struct Finding {
    interface: &'static Interface,
    location: Location,
    place: Place,
    rule: Rule,
}

impl Finding {
    pub(crate) fn new(interface: &'static Interface, location: Location, place: Place, rule: Rule) -> Self {
        Self { interface, location, place, rule }
    }

    pub(crate) const fn place(&self) -> &Place {
        &self.place
    }

    /// Returns the interface of the message.
    #[must_use]
    pub const fn interface(&self) -> &'static Interface {
        self.interface
    }

    /// Returns the part of the message: path, header or body.
    #[must_use]
    pub const fn location(&self) -> Location {
        self.location
    }

    /// Returns the place in that part as a JSON Pointer (RFC 6901): `/skills/0/agentWeight`. The pointer of the body itself is
    /// empty.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.place.pointer()
    }

    /// Returns the pointer with `*` for the index of each array element, to count findings by their place:
    /// `/skills/*/agentWeight`. An unknown member keeps its name.
    #[must_use]
    pub fn pattern(&self) -> String {
        self.place.pattern()
    }

    /// Returns a number for the [`pattern`](Self::pattern), to count findings faster than by their patterns: within one part of
    /// one interface's messages, the numbers are equal if the patterns are. `None` for a member that the page does not name.
    #[must_use]
    pub fn pattern_number(&self) -> Option<u64> {
        self.place.pattern_number()
    }

    /// Returns the rule, with its arguments.
    #[must_use]
    pub const fn rule(&self) -> &Rule {
        &self.rule
    }

    /// Returns the code of the rule.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.rule.code()
    }

    /// Returns the address of the page of the documentation about the rule: `https://aicc.dev/rules/maxLength/`.
    #[must_use]
    pub const fn url(&self) -> &'static str {
        self.code().url()
    }

    /// Returns the arguments of the rule by name: the documented limit, and what the message has.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        self.rule.params()
    }

    /// Returns the name of the interface and the row of its page: `agentAccount/create 1.7.2`. If no row documents the place,
    /// returns the name of the interface alone.
    #[must_use]
    pub fn reference(&self) -> String {
        match self.place.row() {
            Some(row) => format!("{} {row}", self.interface.name),
            None => self.interface.name.to_owned(),
        }
    }

    /// Returns the sentence for a developer, with the wire name of the field: `agentid`.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.rule.sentence(&self.subject().name().unwrap_or_else(|| body(language)), language)
    }

    /// Returns the sentence for a person who types into a form, with the label of the field: `Agent ID`. A member that no row
    /// documents keeps its name.
    #[must_use]
    pub fn message_with_label(&self, language: Language) -> String {
        self.rule.everyday_sentence(&self.subject().label(language).unwrap_or_else(|| body(language)), language)
    }

    /// Returns the place that the sentence names. For too many elements, this is their array.
    fn subject(&self) -> Cow<'_, Place> {
        match self.rule {
            Rule::MaxItems { .. } => Cow::Owned(self.place.array()),
            _ => Cow::Borrowed(&self.place),
        }
    }
}

fn body(language: Language) -> String {
    const BODY: Wording = Wording { english: "The body", chinese: "消息体" };
    BODY.in_language(language).to_owned()
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        self.interface == other.interface
            && self.location == other.location
            && self.rule == other.rule
            && self.pointer() == other.pointer()
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}#{} {:?}", self.location.as_str(), escape_controls(&self.pointer()), self.rule)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message(Language::English);
        let pointer = escape_controls(&self.pointer());
        write!(formatter, "{}{pointer}: {message} [{}]", self.location.as_str(), self.code())
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut finding = serializer.serialize_struct("Finding", 6)?;
        finding.serialize_field("location", self.location.as_str())?;
        finding.serialize_field("pointer", &self.pointer())?;
        finding.serialize_field("rule", self.code().as_str())?;
        finding.serialize_field("params", &ParamMap(&self.params()))?;
        finding.serialize_field("reference", &self.reference())?;
        finding.serialize_field("message", &self.message(Language::English))?;
        finding.end()
    }
}

struct ParamMap<'a>(&'a [(&'static str, Param)]);

impl Serialize for ParamMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, param)| (name, param)))
    }
}
