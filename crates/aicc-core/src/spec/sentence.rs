//! Makes a sentence from a template.
//!
//! `{field}` is the name of the place; every other name in braces is an argument. `{name|one|many}` chooses a word by the number
//! in the argument, and `{name|or}` puts a word before the last item of a list. Text in brackets is left out if an argument in it
//! is absent.

use crate::escape::escape_controls;
use crate::language::{Language, Wording};
use crate::spec::param::{Param, RuleArgument, item_words};

/// Returns the sentence in a language, about a place with the name `field`.
pub(crate) fn sentence(
    template: Wording,
    field: &str,
    arguments: &[(&'static str, &dyn RuleArgument)],
    language: Language,
) -> String {
    let template = template.in_language(language);
    let filler = Filler { field, arguments, language };
    let Some((before, optional, after)) = optional_part(template) else {
        return filler.filled(template).unwrap_or_default();
    };
    let optional = if filler.filled(optional).is_some() { optional } else { "" };
    filler.filled(&[before, optional, after].concat()).unwrap_or_default()
}

/// Splits a template into the text before, in and after its brackets.
fn optional_part(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('[')?;
    let (optional, after) = rest.split_once(']')?;
    Some((before, optional, after))
}

struct Filler<'a> {
    field: &'a str,
    arguments: &'a [(&'static str, &'a dyn RuleArgument)],
    language: Language,
}

impl Filler<'_> {
    /// Returns a template with its arguments filled in; `None` if one is absent.
    fn filled(&self, template: &str) -> Option<String> {
        let mut sentence = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (place, remainder) = after.split_once('}')?;
            let words = escape_controls(&self.words(place)?);
            sentence.push_str(if self.is_close(words.chars().next()) { before.trim_end_matches(' ') } else { before });
            sentence.push_str(&words);
            rest = if self.is_close(words.chars().next_back()) { remainder.trim_start_matches(' ') } else { remainder };
        }
        Some(sentence + rest)
    }

    /// Returns whether a character follows its neighbour without a space, as in Chinese.
    fn is_close(&self, character: Option<char>) -> bool {
        self.language == Language::Chinese && character.is_some_and(|character| !character.is_ascii())
    }

    fn words(&self, place: &str) -> Option<String> {
        let (name, choice) = place.split_once('|').unwrap_or((place, ""));
        if name == "field" {
            return Some(self.field.to_owned());
        }
        let (_, argument) = self.arguments.iter().find(|(known, _)| *known == name)?;
        match (argument.to_param()?, choice.split_once('|')) {
            (Param::Integer(1), Some((one, _))) => Some(one.to_owned()),
            (Param::Integer(_), Some((_, many))) => Some(many.to_owned()),
            (Param::List(items), None) => Some(self.list(&items, choice)),
            _ => argument.words(self.language),
        }
    }

    /// Joins the items of a list, with a word before the last one if there is one.
    fn list(&self, items: &[Param], word: &str) -> String {
        let separator = match (self.language, items) {
            (Language::English, _) => ", ",
            // Quotation marks separate the items.
            (Language::Chinese, [Param::Text(_), ..]) => "",
            (Language::Chinese, _) => "、",
        };
        let words = |items: &[Param]| {
            let words: Vec<String> = items.iter().map(|item| item_words(item, self.language)).collect();
            words.join(separator)
        };
        match items.split_last() {
            Some((last, others)) if !word.is_empty() && !others.is_empty() => {
                format!("{} {word} {}", words(others), item_words(last, self.language))
            }
            _ => words(items),
        }
    }
}
