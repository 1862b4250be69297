//! Makes a sentence from a template.
//!
//! `{field}` is the name of the place; every other name in braces is an argument. `{name|one|many}` chooses a word by the number
//! in the argument, and `{name|or}` puts a word before the last item of a list. Text in brackets is left out if an argument in it
//! is absent.

use std::borrow::Cow;

use crate::escape::{is_hidden, push_escaped};
use crate::language::{Language, Wording};
use crate::spec::param::{Param, RuleArgument, item_words};

/// Returns the sentence in a language, about a place with the name `field`.
pub(crate) fn sentence(
    template: Wording,
    field: &str,
    arguments: &[(&'static str, &dyn RuleArgument)],
    language: Language,
) -> String {
    let (before, optional, after) = parts(template.in_language(language));
    let filler = Filler { field, arguments, language };
    // Enough for most sentences, so that the text does not grow word by word.
    let mut sentence = String::with_capacity(128);
    // Only an argument in brackets can be absent.
    filler.fill(before, &mut sentence).unwrap_or_default();
    let length = sentence.len();
    if filler.fill(optional, &mut sentence).is_none() {
        sentence.truncate(length);
    }
    filler.fill(after, &mut sentence).unwrap_or_default();
    sentence
}

/// Splits a template into the text before, in and after its brackets.
fn parts(template: &str) -> (&str, &str, &str) {
    match template.split_once('[').map(|(before, rest)| (before, rest.split_once(']'))) {
        Some((before, Some((optional, after)))) => (before, optional, after),
        _ => (template, "", ""),
    }
}

struct Filler<'a> {
    field: &'a str,
    arguments: &'a [(&'static str, &'a dyn RuleArgument)],
    language: Language,
}

impl Filler<'_> {
    /// Adds a part of a template with its arguments filled in. Returns `None` at an argument that is absent.
    fn fill(&self, part: &str, sentence: &mut String) -> Option<()> {
        let mut rest = part;
        while let Some((before, after)) = rest.split_once('{') {
            let (place, remainder) = after.split_once('}')?;
            let words = self.words(place)?;
            sentence.push_str(if self.is_close(words.chars().next()) { before.trim_end_matches(' ') } else { before });
            push_escaped(sentence, &words);
            rest = if self.is_close(words.chars().next_back()) { remainder.trim_start_matches(' ') } else { remainder };
        }
        sentence.push_str(rest);
        Some(())
    }

    /// Returns whether a character follows its neighbour without a space, as in Chinese.
    fn is_close(&self, character: Option<char>) -> bool {
        let is_wide = |character: char| !character.is_ascii() && !is_hidden(character);
        self.language == Language::Chinese && character.is_some_and(is_wide)
    }

    fn words(&self, place: &str) -> Option<Cow<'_, str>> {
        let (name, choice) = place.split_once('|').unwrap_or((place, ""));
        if name == "field" {
            return Some(Cow::Borrowed(self.field));
        }
        let (_, argument) = self.arguments.iter().find(|(known, _)| *known == name)?;
        let words = match (argument.to_param()?, choice.split_once('|')) {
            (Param::Integer(1), Some((one, _))) => one.to_owned(),
            (Param::Integer(_), Some((_, many))) => many.to_owned(),
            (Param::List(items), None) => self.list(&items, choice),
            _ => argument.words(self.language)?,
        };
        Some(Cow::Owned(words))
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
