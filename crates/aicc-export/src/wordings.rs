//! Texts in every language, as data.

use aicc_core::{Language, Wording};
use serde_json::{Map, Value};

/// Returns an object with the text of each language.
pub(crate) fn wording(wording: Wording) -> Value {
    in_each_language(|language| wording.in_language(language).to_owned())
}

/// Returns an object with the text of each language.
pub(crate) fn in_each_language(text: impl Fn(Language) -> String) -> Value {
    Language::ALL
        .iter()
        .map(|language| (language.tag().to_owned(), text(*language).into()))
        .collect::<Map<_, _>>()
        .into()
}
