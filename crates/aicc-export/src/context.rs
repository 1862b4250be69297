//! For whom an export is written.

use aicc_core::spec::{Field, Object};
use aicc_core::{Language, Profile, Wording};

/// The edition and password policy of a caller, and a language.
#[derive(Clone, Copy)]
pub(crate) struct Context<'p> {
    pub(crate) profile: &'p Profile,
    pub(crate) language: Language,
}

impl Context<'_> {
    /// What the page says about a row, with its limits.
    pub(crate) fn describe(self, field: &Field) -> String {
        field.description(self.profile, self.language)
    }

    /// What a table is.
    pub(crate) const fn describe_object(self, object: &Object) -> &'static str {
        self.say(object.description)
    }

    /// A sentence or label in the language.
    pub(crate) const fn say(self, wording: Wording) -> &'static str {
        wording.in_language(self.language)
    }
}
