//! The forms.

use aicc_core::spec::Interface;

use super::rust::{documentation, server, snake, writing};

/// The form for a request of an interface.
pub(super) fn form(interface: &Interface) -> String {
    let message = interface.request.object.name;
    let name = format!("{message}Form");
    let table = snake(message).to_uppercase();
    let ((server, server_type), call) = (server(interface), writing(interface));
    let path: String = interface
        .path_parameters
        .fields
        .iter()
        .map(|row| format!("let {} = self.holder.path_parameter({:?});\n", row.field, row.name))
        .collect();
    let summary = documentation(&format!(
        "A form for a `{}` request. It checks the text of a field after each edit. An empty optional field is not sent.",
        interface.name
    ));
    format!(
        r"
{summary}///
/// A form can be used from any thread. It never shows the text of a secret field.
#[derive(uniffi::Object)]
pub struct {name} {{
    holder: FormHolder,
}}

#[uniffi::export]
impl {name} {{
    /// Creates an empty form. Its sentences, labels and descriptions are in `language` (default: English).
    #[uniffi::constructor(default(language = None, profile))]
    pub fn new(profile: Profile, language: Option<Language>) -> Self {{
        Self {{ holder: FormHolder::new(&interfaces::{table}, &profile, language) }}
    }}

    /// Returns every field, in the order of the vendor's page.
    pub fn fields(&self) -> Vec<FormField> {{
        self.holder.fields()
    }}

    /// Replaces the text of the field at a JSON Pointer and returns the new state of the field. Integers and booleans are
    /// written as in JSON. Fails if the form has no such field.
    pub fn edit(&self, pointer: String, text: String) -> Result<FormState, UnknownFieldError> {{
        self.holder.edit(&pointer, text.into())
    }}

    /// Returns the state of the field at a JSON Pointer. Fails if the form has no such field.
    pub fn state(&self, pointer: String) -> Result<FormState, UnknownFieldError> {{
        self.holder.field(&pointer)
    }}

    /// Returns the non-empty texts by the pointers of their fields, so that the app can save them when it goes to the
    /// background. The default leaves secrets out. If the app asks for them, it must not save them where others can
    /// read them.
    #[uniffi::method(default(including_secrets = false))]
    pub fn texts(&self, including_secrets: bool) -> HashMap<String, String> {{
        self.holder.texts(including_secrets)
    }}

    /// Sets the text of each field that has a pointer in `texts`; other fields keep their text. Returns the pointers that
    /// match no field of the form.
    pub fn restore(&self, texts: HashMap<String, String>) -> Vec<String> {{
        self.holder.restore(texts)
    }}

    /// Empties every field.
    pub fn clear(&self) {{
        self.holder.clear();
    }}

    /// Removes an element of a list, by its JSON Pointer. The elements after it move up by one. Fails if the pointer is
    /// not the pointer of an element.
    pub fn remove(&self, pointer: String) -> Result<(), UnknownFieldError> {{
        self.holder.remove(&pointer)
    }}

    /// Returns the report on the request in its present state. The pointer of a finding is the pointer of a field of the
    /// form, with the index that the element has in the form.
    pub fn report(&self) -> Report {{
        self.holder.report()
    }}

    /// Returns the message, or a report of every rule that the form breaks.
    pub fn message(&self) -> Parsed{message} {{
        let (content, report) = parsed(self.holder.message::<aicc_core::{message}>(), self.holder.speech);
        Parsed{message}(Parsed{message}Parts {{ content, report }})
    }}

    /// Returns the HTTP request, or a report of every rule that the form or the credentials break.
    pub fn request(&self, {server}: &{server_type}) -> RequestResult {{
        {path}let message = self.holder.message::<aicc_core::{message}>();
        RequestResult::new(message.and_then(|message| {call}), self.holder.speech)
    }}
}}
"
    )
}
