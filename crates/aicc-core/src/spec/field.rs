//! Rows and tables.

use crate::json::is_same;
use crate::language::Wording;
use crate::spec::rule::Rule;
use crate::spec::{ByEdition, Edition, JsonType, Kind, Literal, Names};

/// The fourth column of a page: mandatory or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The message is refused without it.
    Mandatory,
    /// It can be left out.
    Optional,
}

/// A row of a vendor's page.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The row number in its document: `1.7.2`; `h1` for a header, `p1` for a path parameter.
    pub row: &'static str,
    /// The vendor's spelling on the wire.
    pub name: &'static str,
    /// The name in code, in snake case.
    pub field: &'static str,
    /// The name of the type that holds its value in code.
    pub type_name: &'static str,
    /// Mandatory or not.
    pub presence: ByEdition<Presence>,
    /// Whether its value is a secret (reading R17).
    pub secret: bool,
    /// Type and limits.
    pub kind: Kind,
    /// What the platform assumes when it is left out.
    pub default: Option<Literal>,
    /// What a person calls it, without a full stop: `Agent ID`.
    pub label: Wording,
    /// What the page says about it beyond its label and its limits, in whole sentences; may be empty.
    /// [`description`](Self::description) joins the three.
    pub note: Wording,
    /// Advice that is due when it has this value.
    pub advice: Option<(Literal, &'static Rule)>,
    /// The member that it is meant to be given together with.
    pub companion: Option<&'static str>,
    /// Another name that stands for it where it is absent (reading R13).
    pub other_name: Option<&'static str>,
    /// Its part in the rule that a skill queue's type equals the agent's.
    pub skill_queue: SkillQueueRole,
}

/// The part of a row in the rule `skillQueueType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkillQueueRole {
    /// None.
    None,
    /// It holds the type of the agent.
    AgentType,
    /// It names a skill queue.
    QueueId,
}

impl Field {
    /// A row as the page prints it; the rest of its facts follow by method.
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
            note: Wording { english: "", chinese: "" },
            advice: None,
            companion: None,
            other_name: None,
            skill_queue: SkillQueueRole::None,
        }
    }

    /// The same row with its names in code.
    #[must_use]
    pub const fn in_code(self, field: &'static str, type_name: &'static str) -> Self {
        Self { field, type_name, ..self }
    }

    /// The same row with what the page says beyond the label and the limits.
    #[must_use]
    pub const fn note(self, note: Wording) -> Self {
        Self { note, ..self }
    }

    /// The same row, whose values are held in code by a type of this JSON type that is a secret or not.
    ///
    /// # Panics
    ///
    /// Panics if the row documents another JSON type: such a table does not compile.
    #[must_use]
    pub(crate) const fn typed(self, json_type: JsonType, secret: bool) -> Self {
        assert!(json_type as u8 == self.kind.json_type() as u8, "the type does not fit the row");
        Self { secret, ..self }
    }

    /// The same row, mandatory.
    #[must_use]
    pub const fn mandatory(self) -> Self {
        self.present(ByEdition::always(Presence::Mandatory))
    }

    /// The same row, mandatory in some editions.
    #[must_use]
    pub const fn present(self, presence: ByEdition<Presence>) -> Self {
        Self { presence, ..self }
    }

    /// The same row with a documented default.
    #[must_use]
    pub const fn default(self, default: Literal) -> Self {
        Self { default: Some(default), ..self }
    }

    /// The same row with advice for one value.
    #[must_use]
    pub const fn advises(self, value: Literal, advice: &'static Rule) -> Self {
        Self { advice: Some((value, advice)), ..self }
    }

    /// The same row, meant to be given together with another.
    #[must_use]
    pub const fn together_with(self, companion: &'static str) -> Self {
        Self { companion: Some(companion), ..self }
    }

    /// The same row, for which another name stands where it is absent.
    #[must_use]
    pub const fn other_name(self, name: &'static str) -> Self {
        Self { other_name: Some(name), ..self }
    }

    /// The same row with a part in the rule `skillQueueType`.
    #[must_use]
    pub const fn skill_queue(self, role: SkillQueueRole) -> Self {
        Self { skill_queue: role, ..self }
    }

    /// Whether the row is mandatory in `edition`.
    #[must_use]
    pub fn is_mandatory(&self, edition: Edition) -> bool {
        self.presence.get(edition) == Presence::Mandatory
    }
}

/// A table of a page: the rows of one object, in the vendor's order.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// The name of the type that holds it in code.
    pub name: &'static str,
    /// What it is, in whole sentences.
    pub description: Wording,
    /// Its rows.
    pub fields: &'static [Field],
    /// Where the row of a name is.
    pub names: Names,
}

impl Object {
    /// The row of a wire name, with its position.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(usize, &'static Field)> {
        let position = self.names.position(name);
        let field = self.fields.get(position)?;
        is_same(field.name.as_bytes(), name.as_bytes()).then_some((position, field))
    }

    /// The row that another name stands for.
    #[must_use]
    pub fn find_by_other_name(&self, name: &str) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.other_name == Some(name))
    }

    /// The row of a header name, which is matched without regard to case (reading R11).
    #[must_use]
    pub fn find_ignoring_case(&self, name: &str) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name.eq_ignore_ascii_case(name))
    }
}
