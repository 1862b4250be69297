//! What a person reads beside a cell: what to enter, and what is wrong.

use aicc_core::spec::{Array, BOOLEAN_WORDS, Choice, Field, Kind, Literal};
use aicc_core::{Columns, Language, Profile, Wording};

use crate::template::columns::TemplateColumn;
use crate::template::definition::Template;
use crate::template::words;

/// The longest title of a message in Excel, in UTF-16 units.
const LONGEST_TITLE: usize = 32;

/// The longest message in Excel, in UTF-16 units.
const LONGEST_MESSAGE: usize = 255;

/// The texts of a row of the page.
#[derive(Clone, Copy)]
pub(super) struct RowTexts<'p> {
    pub(super) field: &'static Field,
    /// The rows of the same table.
    pub(super) fields: &'static [Field],
    pub(super) profile: &'p Profile,
    pub(super) language: Language,
}

impl<'p> RowTexts<'p> {
    fn of(column: &TemplateColumn, template: &Template<'p>) -> Self {
        Self {
            field: column.field,
            fields: template.interface.request.object.fields,
            profile: template.profile,
            language: template.language,
        }
    }

    fn say(self, wording: Wording) -> &'static str {
        wording.in_language(self.language)
    }

    /// Returns the kind of value, and its limits.
    pub(super) fn what_to_enter(self) -> String {
        let limits = self.field.limits(self.profile, self.language);
        let kind = match &self.field.kind {
            Kind::Boolean { .. } => self.say(words::CHOOSE),
            kind if !kind.choices().is_empty() => self.say(words::CHOOSE),
            Kind::Integer(_) => self.say(words::WHOLE_NUMBER),
            Kind::Array(Array { element: Kind::Text(_), .. }) => self.say(words::WITH_COMMAS),
            Kind::Text(_) if limits.is_empty() => self.say(words::ANY_TEXT),
            _ => "",
        };
        self.joined([kind, &limits])
    }

    /// Returns what the page adds: its note, the default, and the row that belongs together with this one.
    pub(super) fn notes(self) -> String {
        self.joined([self.say(self.field.note), &self.default(), &self.companion()])
    }

    /// Returns what the platform assumes for an empty cell.
    fn default(self) -> String {
        let Some(default) = self.field.default else { return String::new() };
        words::DEFAULT.filled(&[("value", value_in_words(default, &self.field.kind, self.language))], self.language)
    }

    fn companion(self) -> String {
        let Some(name) = self.field.companion else { return String::new() };
        let label = self.fields.iter().find(|field| field.name == name).map_or(name, |field| self.say(field.label));
        words::TOGETHER.filled(&[("label", label)], self.language)
    }

    fn joined<const COUNT: usize>(self, sentences: [&str; COUNT]) -> String {
        let sentences: Vec<&str> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
        sentences.join(match self.language {
            Language::English => " ",
            Language::Chinese => "",
        })
    }
}

/// Returns the words for a value of a row: the label of a choice, yes or no, or the value itself.
pub(super) fn value_in_words(value: Literal, kind: &Kind, language: Language) -> String {
    let choice = kind.choices().iter().find(|choice| choice.value == value);
    match (choice, value) {
        (Some(choice), _) => choice.label.in_language(language).to_owned(),
        (None, Literal::Boolean(truth)) => yes_or_no(truth).in_language(language).to_owned(),
        (None, value) => value.to_string(),
    }
}

pub(super) const fn yes_or_no(truth: bool) -> Wording {
    if truth { words::YES } else { words::NO }
}

/// Returns the values that the list of a row offers; empty if there is no list.
pub(super) fn values_of_list(kind: &Kind, language: Language) -> Vec<&'static str> {
    match kind {
        Kind::Boolean { .. } => [true, false].map(|truth| yes_or_no(truth).in_language(language)).to_vec(),
        kind => kind.choices().iter().map(|choice| choice.label.in_language(language)).collect(),
    }
}

/// Returns the words for the values of a list in every language, and the values themselves, in lower case; empty if there is no
/// list.
pub(super) fn words_of_list(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Boolean { .. } => {
            BOOLEAN_WORDS.iter().flat_map(|(_, words)| words.iter()).map(|word| (*word).to_owned()).collect()
        }
        kind => {
            let words = |choice: &Choice| {
                [choice.value.to_string()].into_iter().chain(choice.words().map(str::to_lowercase)).collect::<Vec<_>>()
            };
            kind.choices().iter().flat_map(words).collect()
        }
    }
}

/// The texts of the messages of a column.
pub(super) struct Messages {
    pub(super) title: String,
    pub(super) input: String,
    pub(super) error: String,
}

impl Messages {
    pub(super) fn of(column: &TemplateColumn, template: &Template<'_>) -> Self {
        let language = template.language;
        let texts = RowTexts::of(column, template);
        let what = texts.what_to_enter();
        let name = words::WIRE_NAME.filled(&[("name", &column.name)], language);
        let sheet = Columns::GUIDE.in_language(language);
        let see = words::SEE_GUIDE.filled(&[("row", column.field.row), ("sheet", sheet)], language);
        Self {
            title: cut(&column.heading(), LONGEST_TITLE),
            input: fitting(&[&what, &texts.notes(), &name]),
            error: fitting(&[&what, "", &see]),
        }
    }
}

/// Returns three paragraphs as a message: without the second if there is no room for it, and then with as much of the first as there
/// is room for.
fn fitting([first, second, third]: &[&str; 3]) -> String {
    let joined = |parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    };
    let whole = joined(&[first, second, third]);
    if units(&whole) <= LONGEST_MESSAGE {
        return whole;
    }
    let room = LONGEST_MESSAGE.saturating_sub(units(third)).saturating_sub(1);
    joined(&[&cut(first, room), third])
}

/// Returns a text of at most `longest` UTF-16 units, with an ellipsis in place of what is cut.
fn cut(text: &str, longest: usize) -> String {
    if units(text) <= longest {
        return text.to_owned();
    }
    let mut rest = longest.saturating_sub(1);
    let kept = text.chars().take_while(|character| match rest.checked_sub(character.len_utf16()) {
        Some(left) => {
            rest = left;
            true
        }
        None => false,
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_lists_are_read_as_booleans() {
        for (truth, words) in BOOLEAN_WORDS {
            for language in Language::ALL {
                assert!(words.contains(&yes_or_no(*truth).in_language(*language)));
            }
        }
    }

    #[test]
    fn a_text_is_cut_where_excel_cuts_it() {
        assert_eq!(cut("12345", 5), "12345");
        assert_eq!(cut("123456", 5), "1234…");
        assert_eq!(cut("123 56", 5), "123…");
        assert_eq!(cut("1😀😀😀", 5), "1😀…");
    }
}
