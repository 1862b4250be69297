//! The replies.

use aicc_core::spec::{Field, Interface, Object};

use super::record::{from_core, members, record};
use super::rust::{returned, snake};

/// An object inside a reply. The platform can leave out any of its members.
pub(super) fn nested(object: &'static Object) -> String {
    received(object, |_| false)
}

/// A reply, its outcome, and the function that reads it. The engine requires only the result code of a reply.
pub(super) fn reply(interface: &Interface) -> String {
    received(interface.reply.object, |field| field.name == interface.result_codes.member) + &outcome(interface)
}

fn received(object: &'static Object, mandatory: impl Fn(&Field) -> bool) -> String {
    let members = members(object.fields, mandatory, |_| "None".to_owned());
    record(object, "It is read from a reply.", &members) + &from_core(object)
}

fn outcome(interface: &Interface) -> String {
    let (message, reply) = (interface.request.object.name, interface.reply.object.name);
    let (wire_name, function) = (interface.name, snake(reply));
    let name = format!("{message}Outcome");
    let members = format!(
        "/// The reply; absent if the platform sent no readable reply body.
pub reply: Option<{reply}>,
/// The kind of outcome, with its details.
pub outcome: OutcomeParts,
"
    );
    returned(&name, &format!("{name}Parts"), &format!("The outcome of a `{wire_name}` request."), &members)
        + &format!(
            r"
/// Reads the reply to a `{wire_name}` request from its HTTP status, body and header fields. Undocumented values are kept.
/// The names of header fields are not case-sensitive. The only header field that is read is the one that
/// authenticates later calls.
#[uniffi::export(default(headers), default(language = None, profile))]
pub fn read_{function}(
    status: i32,
    body: Vec<u8>,
    headers: HashMap<String, String>,
    profile: Profile,
    language: Option<Language>,
) -> {name} {{
    let (reply, outcome) = read_reply::<_, aicc_core::{reply}>(status, &body, &headers, &profile, language);
    {name}({name}Parts {{ reply, outcome }})
}}
"
        )
}
