//! The closed vocabularies of the core, as they are.

use aicc_core::Language;
use aicc_core::spec::{Choice, Literal};
pub use aicc_core::{FieldState, Keyboard, Location};

/// The language of a locale's tag: `zh-CN`, `zh_Hans_CN`, `en-GB`. English for every other language.
#[uniffi::export]
pub(crate) fn language_of_tag(tag: String) -> Language {
    Language::from_tag(&tag).unwrap_or_default()
}

/// The part of a message.
#[uniffi::remote(Enum)]
pub enum Location {
    /// The parameters of the path.
    Path,
    /// The header fields.
    Header,
    /// The body.
    Body,
}

/// What can become of a text that is being typed.
#[uniffi::remote(Enum)]
pub enum FieldState {
    /// It breaks no rule as it is.
    Acceptable,
    /// It breaks a rule, and some continuation breaks none.
    Incomplete,
    /// Every continuation breaks a rule.
    Rejected,
}

/// The keyboard that suits a field.
#[uniffi::remote(Enum)]
pub enum Keyboard {
    /// Any text.
    Text,
    /// Digits.
    Digits,
    /// An e-mail address.
    Email,
    /// An IP address: digits and dots.
    Ip,
}

/// What the page says that a documented value means.
pub(crate) fn label(choices: &[Choice], value: Literal, language: Option<Language>) -> String {
    let choice = choices.iter().find(|choice| choice.value == value);
    choice.map_or("", |choice| choice.label.in_language(language.unwrap_or_default())).to_owned()
}
