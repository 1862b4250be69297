//! Interfaces, parts of requests, and pairs of names and texts, as they cross.

use aicc_core::interfaces::{self, ALL};
use aicc_core::{Interface, Location, Secret};
use serde::de::Deserializer;
use serde::de::value::{Error, MapDeserializer};

use crate::lines::{Line, Lines};

/// Returns the interface at a position of the list. The generated code of JavaScript has no other positions.
pub(crate) fn interface_at(position: u32) -> &'static Interface {
    let interface = usize::try_from(position).ok().and_then(|position| ALL.get(position));
    interface.copied().unwrap_or(&interfaces::AGENT_ACCOUNT_CREATE)
}

/// Returns the part of a request with a name. Every other name is the body.
pub(crate) fn location_named(name: &str) -> Location {
    [Location::Path, Location::Header].into_iter().find(|location| location.as_str() == name).unwrap_or(Location::Body)
}

/// Names and texts, such as the header fields of a request. The texts may be credentials.
#[derive(Default)]
pub(crate) struct NamedTexts(Vec<(String, Secret)>);

impl NamedTexts {
    /// Reads the lines of an object of texts.
    pub(crate) fn read(text: &str) -> Self {
        let mut lines = Lines::of(text);
        lines.next();
        Self::of_members(&mut lines)
    }

    /// Reads the members of an object whose first line was read.
    fn of_members(lines: &mut Lines<'_>) -> Self {
        let mut pairs = Vec::new();
        while let Some(name) = lines.next_name() {
            if let Some(text) = lines.next().and_then(Line::into_text) {
                pairs.push((name.into_owned(), text));
            }
        }
        Self(pairs)
    }

    pub(crate) fn deserializer(&self) -> impl Deserializer<'_, Error = Error> {
        MapDeserializer::new(self.iter())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.expose()))
    }

    pub(crate) fn as_pairs(&self) -> Vec<(&str, &str)> {
        self.iter().collect()
    }

    /// Returns the text of a name.
    pub(crate) fn get(&self, wanted: &str) -> Option<&str> {
        self.iter().find(|(name, _)| *name == wanted).map(|(_, text)| text)
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for NamedTexts {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect())
    }
}
