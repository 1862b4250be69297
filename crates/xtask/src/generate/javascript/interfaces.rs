//! The interfaces as objects.

use aicc_core::interfaces;
use aicc_core::spec::{Interface, Service};

use super::typescript::{HEADER, documentation, first_lower, imported};

/// Returns the whole file.
pub(super) fn file() -> String {
    let types = imported(interfaces::ALL.iter().flat_map(|interface| {
        let name = interface.request.object.name;
        [name.to_owned(), interface.reply.object.name.to_owned(), format!("{name}Path")]
    }));
    let objects: String =
        interfaces::ALL.iter().enumerate().map(|(position, interface)| object(position, interface)).collect();
    let names: String = interfaces::ALL.iter().map(|interface| format!("    {},\n", variable(interface))).collect();
    format!(
        "{HEADER}
import {{ Interface }} from \"../interface.js\";
import type {{ Cloud, Gateway }} from \"../server.js\";
import type {{ {types} }} from \"./messages.js\";
{objects}
/** Every interface, in the order of the specification. */
export const interfaces = Object.freeze([
{names}] as const);
"
    )
}

fn variable(interface: &Interface) -> String {
    first_lower(interface.request.object.name)
}

fn object(position: usize, interface: &Interface) -> String {
    let name = interface.request.object.name;
    let about = format!("`{}`: {}", interface.name, interface.document.summary.english);
    let server = match interface.service {
        Service::Configuration => "Cloud",
        Service::AgentGateway => "Gateway",
    };
    format!(
        "
{}export const {} = new Interface<{{
    message: {name};
    reply: {};
    server: {server};
    path: {name}Path;
}}>({position}, {{ name: {:?}, method: {:?}, path: {:?}{} }});
",
        documentation(&[&about], ""),
        variable(interface),
        interface.reply.object.name,
        interface.name,
        interface.method.as_str(),
        interface.path,
        events(interface),
    )
}

/// Returns the member with the events that a success triggers, by the value of a member of the request.
fn events(interface: &Interface) -> String {
    let Some(events) = interface.events else { return String::new() };
    let by_value: Vec<String> = events.by_value.iter().map(|(value, events)| format!("{value}: {events:?}")).collect();
    format!(", events: {{ {} }}", by_value.join(", "))
}
