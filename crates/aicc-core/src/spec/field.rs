//! The rows and tables of a page.

use crate::json::is_same;
use crate::language::{Language, Wording};
use crate::spec::rule::Rule;
use crate::spec::{ByEdition, Edition, JsonType, Kind, Literal, Names, Text};

/// Whether a row is mandatory: the fourth column of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The message must have it.
    Mandatory,
    /// The message can leave it out.
    Optional,
}

/// A row of a vendor's page.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The number of the row: `1.7.2`; `h1` for a header field, `p1` for a path parameter.
    pub row: &'static str,
    /// The name on the wire.
    pub name: &'static str,
    /// The name in code, in snake case.
    pub field: &'static str,
    /// The name of the type of its value in code.
    pub type_name: &'static str,
    /// Whether it is mandatory.
    pub presence: ByEdition<Presence>,
    /// Whether the value is a secret (reading R17).
    pub secret: bool,
    /// The type, with its limits.
    pub kind: Kind,
    /// The value that the platform assumes if it is left out.
    pub default: Option<Literal>,
    /// The name for people, without a full stop: `Agent ID`.
    pub label: Wording,
    /// Other words for it, in any language, which the headings of tables use: `Account`.
    pub synonyms: &'static [&'static str],
    /// What the page says besides label and limits, in whole sentences; can be empty. [`description`](Self::description) joins
    /// the three.
    pub note: Wording,
    /// A value, and the advice on it.
    pub advice: Option<(Literal, &'static Rule)>,
    /// The member that must be given together with it.
    pub companion: Option<&'static str>,
    /// Another name that a reply can use instead (reading R13).
    pub other_name: Option<&'static str>,
    /// Its role in the rule `skillQueueType`.
    pub skill_queue: SkillQueueRole,
}

/// The role of a row in the rule `skillQueueType`: the type of each skill queue equals the type of the agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkillQueueRole {
    /// It has no role.
    None,
    /// It is the type of the agent.
    AgentType,
    /// It is the ID of a skill queue.
    QueueId,
}

impl Field {
    /// Returns an optional row. The other methods add more facts.
    #[must_use]
    pub const fn new(row: &'static str, name: &'static str, kind: Kind, label: Wording) -> Self {
        Self {
            row,
            name,
            field: "",
            type_name: "",
            presence: ByEdition::always(Presence::Optional),
            secret: false,
            kind,
            default: None,
            label,
            synonyms: &[],
            note: Wording { english: "", chinese: "" },
            advice: None,
            companion: None,
            other_name: None,
            skill_queue: SkillQueueRole::None,
        }
    }

    /// Returns the row with its names in code.
    #[must_use]
    pub const fn in_code(self, field: &'static str, type_name: &'static str) -> Self {
        Self { field, type_name, ..self }
    }

    /// Returns the row with a note.
    #[must_use]
    pub const fn note(self, note: Wording) -> Self {
        Self { note, ..self }
    }

    /// Returns the row with other words for it.
    #[must_use]
    pub const fn synonyms(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }

    /// Returns the row with the facts of its type in code: the JSON type, and whether it is a secret.
    ///
    /// # Panics
    ///
    /// Panics if the row documents another JSON type: such a table does not compile.
    #[must_use]
    pub(crate) const fn typed(self, json_type: JsonType, secret: bool) -> Self {
        assert!(json_type as u8 == self.kind.json_type() as u8, "the type does not fit the row");
        Self { secret, ..self }
    }

    /// Returns the row as mandatory.
    #[must_use]
    pub const fn mandatory(self) -> Self {
        self.present(ByEdition::always(Presence::Mandatory))
    }

    /// Returns the row with an obligation that depends on the edition.
    #[must_use]
    pub const fn present(self, presence: ByEdition<Presence>) -> Self {
        Self { presence, ..self }
    }

    /// Returns the row with a documented default.
    #[must_use]
    pub const fn default(self, default: Literal) -> Self {
        Self { default: Some(default), ..self }
    }

    /// Returns the row with advice on a value.
    #[must_use]
    pub const fn advises(self, value: Literal, advice: &'static Rule) -> Self {
        Self { advice: Some((value, advice)), ..self }
    }

    /// Returns the row with a member that must be given together with it.
    #[must_use]
    pub const fn together_with(self, companion: &'static str) -> Self {
        Self { companion: Some(companion), ..self }
    }

    /// Returns the row with another name that a reply can use instead.
    #[must_use]
    pub const fn other_name(self, name: &'static str) -> Self {
        Self { other_name: Some(name), ..self }
    }

    /// Returns the row with a role in the rule `skillQueueType`.
    #[must_use]
    pub const fn skill_queue(self, role: SkillQueueRole) -> Self {
        Self { skill_queue: role, ..self }
    }

    /// Returns the words for the row: its name, its labels in every language, and its synonyms.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        let labels = Language::ALL.iter().map(|language| self.label.in_language(*language));
        [self.name].into_iter().chain(labels).chain(self.synonyms.iter().copied())
    }

    /// Returns the limits of the text; `None` if the row has another type.
    #[must_use]
    pub const fn text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns whether the row is mandatory in an edition.
    #[must_use]
    pub fn is_mandatory(&self, edition: Edition) -> bool {
        self.presence.get(edition) == Presence::Mandatory
    }
}

/// A table of a page: the rows of one object, in the vendor's order.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// The name of the type in code.
    pub name: &'static str,
    /// What the object is, in whole sentences.
    pub description: Wording,
    /// The rows.
    pub fields: &'static [Field],
    /// The positions of the rows by name.
    pub names: Names,
}

impl Object {
    /// Returns the row with a wire name, and its position.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(usize, &'static Field)> {
        let position = self.names.position(name);
        let field = self.fields.get(position)?;
        is_same(field.name.as_bytes(), name.as_bytes()).then_some((position, field))
    }

    /// Returns the row with another name, and its position.
    #[must_use]
    pub fn find_by_other_name(&self, name: &str) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.other_name == Some(name))
    }

    /// Returns the row with a header name, and its position. The case of the name does not matter (reading R11).
    #[must_use]
    pub fn find_ignoring_case(&self, name: &str) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name.eq_ignore_ascii_case(name))
    }
}
