//! Enums of the core that Kotlin and Swift share.

use aicc_core::Language;
use aicc_core::spec::{Choice, Literal};
pub use aicc_core::{FieldState, Keyboard, Location};

/// Returns the language of a locale's tag: `zh-CN`, `zh_Hans_CN`, `en-GB`. Returns English for every other language.
#[uniffi::export]
pub(crate) fn language_of_tag(tag: String) -> Language {
    Language::from_tag(&tag).unwrap_or_default()
}

/// A part of a request.
#[uniffi::remote(Enum)]
pub enum Location {
    /// The path parameters.
    Path,
    /// The header fields.
    Header,
    /// The body.
    Body,
}

/// The state of a text while a person types.
#[uniffi::remote(Enum)]
pub enum FieldState {
    /// The text breaks no rule.
    Acceptable,
    /// The text breaks a rule, but can become valid when the person types on.
    Incomplete,
    /// The text breaks a rule, and cannot become valid when the person types on.
    Rejected,
}

/// The best keyboard for a field.
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

/// Returns the meaning of a documented value, as the vendor's page states it.
pub(crate) fn label(choices: &[Choice], value: Literal, language: Option<Language>) -> String {
    let choice = choices.iter().find(|choice| choice.value == value);
    choice.map_or("", |choice| choice.label.in_language(language.unwrap_or_default())).to_owned()
}
