//! The secrets of a JSON body. It is read without a tree, so that a member that occurs twice is read twice.

use std::fmt;

use aicc_core::spec::Body;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer as JsonReader;

use crate::world::mask::Shown;

/// The fewest bytes of a text that no row of a table calls secret. A shorter one, such as `en`, is part of many words.
pub(super) const SHORTEST: usize = 4;

/// Returns the texts and numbers that a recording masks in a body. Without a table it masks all of them. `None` if the body is not
/// JSON.
pub(super) fn texts_of_body(bytes: &[u8], body: Option<&Body>) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    if bytes.is_empty() {
        return Some(texts);
    }
    let part = body.map_or(BodyPart::Undocumented, BodyPart::Body);
    let mut reader = JsonReader::from_slice(bytes);
    TextCollector { part, texts: &mut texts }.deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some(texts)
}

/// What a recording does with a part of a body.
#[derive(Clone, Copy)]
enum BodyPart<'a> {
    /// It is the body.
    Body(&'a Body),
    /// It shows the members that have rows.
    Shown(Shown),
    /// It masks the part, which a row calls secret.
    Secret,
    /// It masks the part, which no page documents.
    Undocumented,
}

impl BodyPart<'_> {
    /// Returns the part that is a member.
    fn member(self, name: &str) -> Self {
        match self {
            Self::Body(body) => match &body.wrapper {
                Some(wrapper) if wrapper.name == name => Self::Shown(Shown::Rows(body.object)),
                _ => Self::Shown(Shown::Rows(body.object)).member(name),
            },
            Self::Shown(Shown::Rows(object)) => match object.find(name) {
                Some((_, row)) if row.secret => Self::Secret,
                Some((_, row)) => Self::Shown(Shown::of_kind(&row.kind)),
                None => Self::Undocumented,
            },
            Self::Shown(_) => Self::Undocumented,
            Self::Secret | Self::Undocumented => self,
        }
    }

    /// Returns the fewest bytes of a text that is masked; `None` if it is shown.
    const fn shortest(self) -> Option<usize> {
        match self {
            Self::Secret => Some(1),
            // A text in place of an object is masked or refused.
            Self::Undocumented | Self::Body(_) | Self::Shown(Shown::Rows(_)) => Some(SHORTEST),
            Self::Shown(_) => None,
        }
    }
}

/// Collects the texts and numbers that are masked.
struct TextCollector<'a> {
    part: BodyPart<'a>,
    texts: &'a mut Vec<String>,
}

impl TextCollector<'_> {
    fn add<E>(self, text: String) -> Result<(), E> {
        if self.part.shortest().is_some_and(|shortest| text.len() >= shortest) {
            self.texts.push(text);
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for TextCollector<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextCollector<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.add(text.to_owned())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.add(number.to_string())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.add(number.to_string())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.add(number.to_string())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let part = self.part;
        while elements.next_element_seed(TextCollector { part, texts: &mut *self.texts })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            let part = self.part.member(&name);
            members.next_value_seed(TextCollector { part, texts: &mut *self.texts })?;
        }
        Ok(())
    }
}
