//! The messages of requests.

use aicc_core::spec::{Edition, Field, Interface, Object};

use super::super::tables::documented;
use super::record::{documented_default, from_core, members, record, to_core};
use super::rust::{documentation, returned, server, snake, writing};

/// An object inside a request.
pub(super) fn nested(object: &'static Object) -> String {
    converted(object, "It is checked with the message that contains it.")
}

/// A message, its functions, and the function that parses it.
pub(super) fn message(interface: &Interface) -> String {
    let object = interface.request.object;
    let secrets =
        if object.fields.iter().any(|field| field.secret) { " A copy shares the secrets of the original." } else { "" };
    let purpose = format!(
        "The body of a `{}` request. An absent optional field is not sent; a field with a documented default has that default here.{secrets}",
        interface.name
    );
    converted(object, &purpose) + &functions(interface) + &parsing(interface)
}

fn converted(object: &'static Object, purpose: &str) -> String {
    let members = members(object.fields, is_mandatory, documented_default);
    record(object, purpose, &members) + &to_core(object) + &from_core(object)
}

fn is_mandatory(field: &Field) -> bool {
    field.is_mandatory(Edition::default())
}

fn functions(interface: &Interface) -> String {
    let name = interface.request.object.name;
    let ((server, server_type), call) = (server(interface), writing(interface));
    let path_parameters = interface.path_parameters.fields;
    let path: String = path_parameters.iter().map(|row| format!("{}: String, ", row.field)).collect();
    let mut about =
        "Returns the HTTP request, or a report of every rule that the message, its path or its credentials break."
            .to_owned();
    about.extend(path_parameters.iter().map(|row| format!(" {}", documented(row, "`"))));
    let (mut wrapped, mut default, mut wrapping) = ("", "", "");
    if let Some(wrapper) = &interface.request.wrapper {
        about.push_str(&format!(
            " With `wrapped`, the body is an object with the one member `{}`, as on the vendor's page.",
            wrapper.name
        ));
        (wrapped, default) = ("wrapped: bool, ", "wrapped = false, ");
        wrapping = "let message = if wrapped { message.wrapped() } else { message };";
    }
    let about = documentation(&about);
    format!(
        r"
#[uniffi::export]
impl {name} {{
    /// Checks the message. Returns every rule that it breaks, and the advice.
    #[uniffi::method(default(language = None, profile))]
    pub fn check(&self, profile: Profile, language: Option<Language>) -> Report {{
        Report::of(&self.to_core().validate(&profile.core()), language)
    }}

{about}    #[uniffi::method(default({default}language = None, profile))]
    pub fn request(&self, {server}: &{server_type}, {path}{wrapped}profile: Profile, language: Option<Language>) -> RequestResult {{
        let written = self.to_core().validate(&profile.core()).and_then(|message| {{
            {wrapping}
            {call}
        }});
        RequestResult::new(written, language)
    }}
}}
"
    )
}

fn parsing(interface: &Interface) -> String {
    let (name, wire_name) = (interface.request.object.name, interface.name);
    let function = snake(name);
    let members = format!(
        "/// The message; absent if it breaks rules.
pub content: Option<{name}>,
/// Every rule that it breaks, and the advice.
pub report: Report,
"
    );
    let purpose = format!("A parsed `{wire_name}` request body, or every rule that it breaks.");
    returned(&format!("Parsed{name}"), &format!("Parsed{name}Parts"), &purpose, &members)
        + &format!(
            r"
/// Parses and checks a `{wire_name}` request body, which is JSON text in UTF-8.
#[uniffi::export(default(language = None, profile))]
pub fn parse_{function}(body: Vec<u8>, profile: Profile, language: Option<Language>) -> Parsed{name} {{
    let (content, report) = parsed(aicc_core::{name}::from_json(&body, &profile.core()), language);
    Parsed{name}(Parsed{name}Parts {{ content, report }})
}}
"
        )
}
