//! The profile and the language of an export.

use aicc_core::spec::{Field, Object};
use aicc_core::{Language, Profile, Wording};

/// The edition and password policy of the caller, and the language of the texts.
#[derive(Clone, Copy)]
pub(crate) struct Context<'p> {
    pub(crate) profile: &'p Profile,
    pub(crate) language: Language,
}

impl Context<'_> {
    /// Returns the description of a row, with its limits.
    pub(crate) fn describe(self, field: &Field) -> String {
        field.description(self.profile, self.language)
    }

    /// Returns the description of a table.
    pub(crate) const fn describe_object(self, object: &Object) -> &'static str {
        self.say(object.description)
    }

    /// Returns a sentence or label in the language.
    pub(crate) const fn say(self, wording: Wording) -> &'static str {
        wording.in_language(self.language)
    }
}
