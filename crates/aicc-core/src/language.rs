//! The languages of sentences and labels.

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
}
