//! Forms, which check the text of a field after each edit.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use aicc_core::spec::{Interface, Kind, Literal};
use aicc_core::{FieldState, Form, Keyboard, Language, Location, RequestBody, Secret, Valid};

use crate::check::UnknownFieldError;
use crate::finding::{Finding, Report, Speech, findings};
use crate::profile::Profile;

/// A field of a form, as the vendor's page describes it. An app builds its screen from the fields.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct FormField {
    /// The vendor's name on the wire: `phonenum`.
    pub name: String,
    // Without the example of an element, because a star before a slash ends a comment in Kotlin and Swift.
    /// The JSON Pointer of the field: `/phonenum`. A star stands for the index of a list element.
    pub pointer: String,
    /// The part of the request: path or body.
    pub location: Location,
    /// The interface, and the row of the vendor's page: `loginex 2`.
    pub reference: String,
    /// The kind of value that a person types.
    pub kind: FieldKind,
    /// Whether the request needs the field.
    pub mandatory: bool,
    /// Whether the text is secret and must not be shown.
    pub secret: bool,
    /// The smallest number of characters (Unicode code points). Absent if the field is not a text.
    pub minimum_length: Option<i32>,
    /// The largest number of characters (Unicode code points). Absent if no limit is documented.
    pub maximum_length: Option<i32>,
    /// The best keyboard for the field.
    pub keyboard: Keyboard,
    /// The value that the platform assumes for an empty field. Absent if no default is documented.
    pub default_text: Option<String>,
    /// The documented values. Empty if the vendor's page does not list values.
    pub choices: Vec<Choice>,
    /// The largest number of elements of the list that contains the field. Absent if no limit is documented.
    pub maximum_items: Option<i32>,
    /// The name for a person, in the language of the form: `Agent phone number`.
    pub label: String,
    /// The description on the vendor's page, with the limits, in the language of the form.
    pub description: String,
}

/// The kind of value that a person types in a field.
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
    /// The value as a person types it.
    pub text: String,
    /// The meaning on the vendor's page, in the language of the form.
    pub meaning: String,
}

/// The state of a field of a form, and of the form.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct FormState {
    /// Whether the text of the field is valid, or can become valid.
    pub state: FieldState,
    /// The rules that the present text breaks, alone or together with other fields.
    pub findings: Vec<Finding>,
    /// Whether the whole form is valid and can be submitted.
    pub can_be_submitted: bool,
}

/// The part that the forms of all interfaces share.
pub(crate) struct FormHolder {
    form: Mutex<Form>,
    pub(crate) speech: Speech,
}

impl FormHolder {
    pub(crate) fn new(interface: &'static Interface, profile: &Profile, language: Option<Language>) -> Self {
        let speech = Speech { language: language.unwrap_or_default(), labels: true };
        Self { form: Mutex::new(Form::new(interface, profile.core())), speech }
    }

    /// The form, also after a panic in another thread: no call leaves a form half changed.
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
