//! The languages of sentences and labels.

use std::fmt;

use crate::escape::escape_controls;

/// A language of sentences and labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, the default.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// Every language, in the order of their tags.
    pub const ALL: &'static [Self] = &[Self::English, Self::Chinese];

    /// Returns the language tag: `en`, `zh`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// Returns the language of a tag by its first part: `en`, `en-GB`, `zh`, `zh-CN`, `zh_Hans`; `None` for any other language.
    ///
    /// ```
    /// use aicc_core::Language;
    /// assert_eq!(Language::from_tag("zh-CN"), Some(Language::Chinese));
    /// assert_eq!(Language::from_tag("fr"), None);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        if primary.eq_ignore_ascii_case("en") {
            return Some(Self::English);
        }
        primary.eq_ignore_ascii_case("zh").then_some(Self::Chinese)
    }
}

/// A sentence or label in every language. A missing language does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// English.
    pub english: &'static str,
    /// Simplified Chinese.
    pub chinese: &'static str,
}

impl Wording {
    /// Returns the text in a language.
    #[must_use]
    pub const fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }

    /// Returns the text in a language, with each `{name}` replaced by its value. Control and invisible characters of a value
    /// are written as `\u{…}`.
    ///
    /// ```
    /// use aicc_core::{Language, Wording};
    /// let wording = Wording { english: "there is no column “{column}”", chinese: "没有列“{column}”" };
    /// assert_eq!(wording.filled(&[("column", "e-mail\n")], Language::English), r"there is no column “e-mail\u{a}”");
    /// assert_eq!(wording.filled(&[("column", "{column}")], Language::Chinese), "没有列“{column}”");
    /// ```
    #[must_use]
    pub fn filled<V: fmt::Display>(&self, values: &[(&str, V)], language: Language) -> String {
        let (mut text, mut rest) = (String::new(), self.in_language(language));
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            let value =
                values.iter().find(|(known, _)| *known == name).map(|(_, value)| escape_controls(&value.to_string()));
            text.push_str(before);
            text.push_str(&value.unwrap_or_default());
            rest = after;
        }
        text + rest
    }
}
