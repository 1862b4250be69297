//! Forms that answer at each keystroke.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use aicc_core::spec::{Interface, Kind, Literal};
use aicc_core::{FieldState, Form, Keyboard, Language, Location, RequestBody, Secret, Valid};

use crate::check::UnknownFieldError;
use crate::finding::{Finding, Report, Speech, findings};
use crate::profile::Profile;

/// A field of a form, as the vendor's page describes it: what a screen is built from.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct FormField {
    /// The vendor's name on the wire: `phonenum`.
    pub name: String,
    // No example of an element: a star beside a slash would end the comment in Kotlin and Swift.
    /// Its JSON Pointer, `/phonenum`, with a star in place of the index of an array element.
    pub pointer: String,
    /// The part of the request that it stands in: the path or the body.
    pub location: Location,
    /// The row of the document that describes it: `loginex 2`.
    pub reference: String,
    /// What is typed in it.
    pub kind: FieldKind,
    /// Whether the request is refused without it.
    pub mandatory: bool,
    /// Whether its text must not be shown.
    pub secret: bool,
    /// The least number of characters (Unicode code points); absent for a field that is no text.
    pub minimum_length: Option<i32>,
    /// The greatest number of characters (Unicode code points), where one is documented.
    pub maximum_length: Option<i32>,
    /// The keyboard that suits it.
    pub keyboard: Keyboard,
    /// What the platform assumes when it is left empty, where documented.
    pub default_text: Option<String>,
    /// Its documented values; empty where the page names none.
    pub choices: Vec<Choice>,
    /// The most elements of the list that it stands in, where documented.
    pub maximum_items: Option<i32>,
    /// What a person calls it, in the language of the form: `Agent phone number`.
    pub label: String,
    /// What the page says about it, with its limits, in the language of the form.
    pub description: String,
}

/// What is typed in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum FieldKind {
    /// A text.
    Text,
    /// An integer, in decimal digits.
    Integer,
    /// `true` or `false`.
    Boolean,
}

/// A documented value of a field.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Choice {
    /// The value, as it is typed.
    pub text: String,
    /// What the page says it means, in the language of the form.
    pub meaning: String,
}

/// What an edit amounts to.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct FormState {
    /// What can become of the text of the field.
    pub state: FieldState,
    /// The rules that it breaks now, those that it breaks together with other fields included.
    pub findings: Vec<Finding>,
    /// Whether the form as a whole can be submitted.
    pub can_be_submitted: bool,
}

/// What all forms have in common.
pub(crate) struct FormHolder {
    form: Mutex<Form>,
    pub(crate) speech: Speech,
}

impl FormHolder {
    pub(crate) fn new(interface: &'static Interface, profile: &Profile, language: Option<Language>) -> Self {
        let speech = Speech { language: language.unwrap_or_default(), labels: true };
        Self { form: Mutex::new(Form::new(interface, profile.core())), speech }
    }

    /// No call leaves a form half changed.
    fn form(&self) -> MutexGuard<'_, Form> {
        self.form.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn fields(&self) -> Vec<FormField> {
        let form = self.form();
        let fields = Form::fields(form.interface());
        fields.iter().map(|field| FormField::new(field, &form, self.speech.language)).collect()
    }

    pub(crate) fn edit(&self, pointer: &str, text: Secret) -> Result<FormState, UnknownFieldError> {
        Ok(self.state(self.form().edit(pointer, text.expose())?))
    }

    pub(crate) fn field(&self, pointer: &str) -> Result<FormState, UnknownFieldError> {
        Ok(self.state(self.form().field(pointer)?))
    }

    fn state(&self, state: aicc_core::FormState) -> FormState {
        FormState {
            state: state.state,
            findings: findings(&state.findings, self.speech),
            can_be_submitted: state.can_be_submitted,
        }
    }

    pub(crate) fn texts(&self, including_secrets: bool) -> HashMap<String, String> {
        let form = self.form();
        form.texts(including_secrets).into_iter().map(|(pointer, text)| (pointer, text.to_owned())).collect()
    }

    pub(crate) fn restore(&self, texts: HashMap<String, String>) -> Vec<String> {
        let texts: Vec<(String, Secret)> = texts.into_iter().map(|(pointer, text)| (pointer, text.into())).collect();
        self.form().restore(texts.iter().map(|(pointer, text)| (pointer.as_str(), text.expose())))
    }

    pub(crate) fn remove(&self, pointer: &str) -> Result<(), UnknownFieldError> {
        Ok(self.form().remove(pointer)?)
    }

    pub(crate) fn clear(&self) {
        self.form().clear();
    }

    pub(crate) fn report(&self) -> Report {
        Report::new(&self.form().report(), self.speech)
    }

    pub(crate) fn message<T: RequestBody>(&self) -> Result<Valid<T>, aicc_core::Report> {
        self.form().message()
    }

    pub(crate) fn path_parameter(&self, name: &str) -> String {
        self.form().path_parameter(name).to_owned()
    }
}

impl FormField {
    fn new(field: &aicc_core::FormField, form: &Form, language: Language) -> Self {
        let length = field.length_range(form.profile());
        let row = field.row;
        let choices = field.kind.choices().iter();
        Self {
            name: row.name.to_owned(),
            pointer: field.pointer.clone(),
            location: field.location,
            reference: format!("{} {}", form.interface().name, row.row),
            kind: match field.kind {
                Kind::Integer(_) => FieldKind::Integer,
                Kind::Boolean { .. } => FieldKind::Boolean,
                _ => FieldKind::Text,
            },
            mandatory: field.is_mandatory(form.profile()),
            secret: row.secret,
            minimum_length: length.map(|(minimum, _)| count(minimum)),
            maximum_length: length.and_then(|(_, maximum)| maximum).map(count),
            keyboard: field.keyboard(),
            default_text: row.default.map(typed),
            choices: choices
                .map(|choice| Choice {
                    text: typed(choice.value),
                    meaning: choice.label.in_language(language).to_owned(),
                })
                .collect(),
            maximum_items: field.maximum_items.map(count),
            label: row.label.in_language(language).to_owned(),
            description: row.description(form.profile(), language),
        }
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn typed(literal: Literal) -> String {
    match literal {
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(truth) => truth.to_string(),
        Literal::Text(text) => text.to_owned(),
    }
}
