//! Describes a row for people: its label, its note, and its limits under a profile.
//!
//! The sentences are here once for all rows. Their values come from the row's kind, the edition and the password policy (reading
//! R8).

use crate::language::Language;
use crate::profile::Profile;
use crate::spec::words::wording_of;
use crate::spec::{CharacterClass, CharacterSet, Characters, EmailParts, Field, Integer, Kind, Text};

impl Field {
    /// Returns what the page says about the row, with its limits under a profile: `Agent ID. The value ranges from 101 to 59999.`
    /// The text does not contain the documented values and the default: see [`Kind::choices`] and [`Field::default`].
    #[must_use]
    pub fn description(&self, profile: &Profile, language: Language) -> String {
        let limits = self.limits(profile, language);
        let (stop, space) = match language {
            Language::English => (".", " "),
            Language::Chinese => ("。", ""),
        };
        let mut description = format!("{}{stop}", self.label.in_language(language));
        for part in [self.note.in_language(language), limits.as_str()].iter().filter(|part| !part.is_empty()) {
            description.push_str(space);
            description.push_str(part);
        }
        description
    }

    /// Returns the limits of the row under a profile as one sentence: `The value ranges from 101 to 59999.` The text is empty if
    /// there are no limits. It does not contain the documented values and the default.
    #[must_use]
    pub fn limits(&self, profile: &Profile, language: Language) -> String {
        DescriptionWriter { profile, language }.sentence(&self.kind)
    }
}

#[derive(Clone, Copy)]
struct DescriptionWriter<'p> {
    profile: &'p Profile,
    language: Language,
}

/// Returns the text in the writer's language, with the values of the names in braces.
macro_rules! say {
    ($writer:ident, $english:literal, $chinese:literal) => {
        match $writer.language {
            Language::English => format!($english),
            Language::Chinese => format!($chinese),
        }
    };
}

impl DescriptionWriter<'_> {
    /// Returns the limits as one sentence; empty if there are no limits.
    fn sentence(self, kind: &Kind) -> String {
        let limits = self.limits(kind);
        let (separator, stop) = match self.language {
            Language::English => ("; ", "."),
            Language::Chinese => ("；", "。"),
        };
        let mut letters = limits.join(separator);
        if let Some(first) = letters.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        if limits.is_empty() { letters } else { letters + stop }
    }

    fn limits(self, kind: &Kind) -> Vec<String> {
        match kind {
            Kind::Text(text) => self.text(text),
            Kind::Integer(Integer { minimum: Some(minimum), .. }) => {
                vec![say!(self, "the minimum value is {minimum}", "最小值为 {minimum}")]
            }
            Kind::Array(array) => {
                let maximum =
                    array.maximum.map(|maximum| say!(self, "at most {maximum} elements", "最多 {maximum} 个元素"));
                let element = self.limits(array.element).into_iter().enumerate().map(|(index, limit)| match index {
                    0 => say!(self, "each element: {limit}", "每个元素：{limit}"),
                    _ => limit,
                });
                maximum.into_iter().chain(element).collect()
            }
            Kind::Integer(_) | Kind::Boolean { .. } | Kind::Object(_) => Vec::new(),
        }
    }

    fn text(self, text: &Text) -> Vec<String> {
        let empty = text.can_be_empty.then(|| say!(self, "can be empty", "可以为空"));
        let characters = text.characters.map(|characters| match characters {
            Characters::Only(set) => self.only(set),
            Characters::NoneOf(set) => {
                let forbidden: String = set.iter().collect();
                say!(self, "none of the characters “{forbidden}”", "不能包含字符“{forbidden}”")
            }
        });
        let format = text.format.and_then(|format| wording_of(format.as_str())).map(|wording| {
            let format = wording.in_language(self.language);
            say!(self, "form: {format}", "格式：{format}")
        });
        let range = text.range.map(|(minimum, maximum)| {
            let maximum = maximum.get(self.profile.edition);
            say!(self, "the value ranges from {minimum} to {maximum}", "取值范围为 {minimum}～{maximum}")
        });
        let parts = text.email_parts.map(|EmailParts { local, domain, label }| {
            say!(
                self,
                "at most {local} characters before the @, at most {domain} after it, and at most {label} between the dots",
                "@ 之前最多 {local} 个字符，@ 之后最多 {domain} 个字符，点与点之间最多 {label} 个字符"
            )
        });
        let limits = [self.length(text), empty, characters, format, range, parts];
        limits.into_iter().flatten().chain(self.policy(text)).collect()
    }

    fn length(self, text: &Text) -> Option<String> {
        let (minimum, maximum) = text.length_range(false, &self.profile.password);
        let s = if maximum.unwrap_or(minimum) == 1 { "" } else { "s" };
        Some(match (minimum, maximum) {
            (0, None) => return None,
            (_, None) => say!(self, "at least {minimum} character{s}", "至少 {minimum} 个字符"),
            (0, Some(maximum)) => say!(self, "at most {maximum} character{s}", "最多 {maximum} 个字符"),
            (_, Some(maximum)) if minimum == maximum => {
                say!(self, "exactly {minimum} character{s}", "必须为 {minimum} 个字符")
            }
            (_, Some(maximum)) => say!(self, "{minimum} to {maximum} characters", "{minimum}～{maximum} 个字符"),
        })
    }

    /// Names letters, digits, and punctuation if all of it is allowed; lists the other characters.
    fn only(self, set: &CharacterSet) -> String {
        let all_punctuation = ('!'..='~').filter(char::is_ascii_punctuation).all(|character| set.contains(character));
        let is_named =
            |character: &char| character.is_ascii_alphanumeric() || all_punctuation && character.is_ascii_punctuation();
        let special: String = set.iter().filter(|character| !is_named(character)).collect();
        if all_punctuation {
            return say!(
                self,
                "only letters, digits, ASCII punctuation, and the special characters “{special}”",
                "只能包含字母、数字、英文标点符号和特殊字符“{special}”"
            );
        }
        say!(
            self,
            "only letters, digits, and the special characters “{special}”",
            "只能包含字母、数字和特殊字符“{special}”"
        )
    }

    /// Returns the requirements of the password policy, except the length (reading R8).
    fn policy(self, text: &Text) -> Vec<String> {
        if !text.password_policy {
            return Vec::new();
        }
        let (classes, days) = (self.profile.password.classes(), self.profile.password.validity_days());
        let names = CharacterClass::ALL.iter().filter_map(|class| wording_of(class.as_str()));
        let names: Vec<&str> = names.map(|wording| wording.in_language(self.language)).collect();
        let (all, separator) = (names.len(), say!(self, ", ", "、"));
        let names = names.join(&separator);
        let classes = match classes {
            0 => None,
            _ if classes == all => {
                Some(say!(self, "all {all} kinds of characters: {names}", "必须包含全部 {all} 类字符：{names}"))
            }
            _ => Some(say!(
                self,
                "at least {classes} of the {all} kinds of characters: {names}",
                "至少包含以下 {all} 类字符中的 {classes} 类：{names}"
            )),
        };
        let validity = say!(self, "valid for {days} days", "有效期为 {days} 天");
        classes.into_iter().chain([validity]).collect()
    }
}
