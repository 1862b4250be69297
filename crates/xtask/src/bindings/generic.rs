//! The generic types of Kotlin and Swift. UniFFI does not support generic types: it writes `AgentSignInOutcome` as an alias of the
//! hand-written `Outcome<AgentSignInReply>`, and makes the value from the record that crosses.

use aicc_core::interfaces;
use aicc_core::spec::Interface;

use super::hidden::PARTS;

/// Returns the configuration of UniFFI for the types of each interface.
pub(super) fn configuration() -> String {
    interfaces::ALL.iter().map(|interface| of(interface)).collect()
}

fn of(interface: &Interface) -> String {
    let (message, reply) = (interface.request.object.name, interface.reply.object.name);
    let outcome = custom_type(&format!("{message}Outcome"), &format!("Outcome<{reply}>"), "reply, {}.outcome");
    outcome + &custom_type(&format!("Parsed{message}"), &format!("Parsed<{message}>"), "content, {}.report")
}

/// The alias of a generic type. Its values only come from the library, so that nothing converts them back.
fn custom_type(alias: &str, generic: &str, members: &str) -> String {
    let maker = generic.split('<').next().unwrap_or(generic);
    let bindings = "[crates.aicc_ffi.bindings";
    format!(
        r#"{bindings}.kotlin.custom_types.{alias}]
type_name = "{generic}"
lift = "{maker}.of({{}}.{members})"
lower = "onlyReturned<{alias}{PARTS}>()"

{bindings}.swift.custom_types.{alias}]
type_name = "{generic}"
lift = "{generic}({{}}.{members})"
lower = "onlyReturned() as {alias}{PARTS}"

"#
    )
}
