//! The examples that the vendor's pages print, as an export shows them.

use aicc_core::spec::Example;
use aicc_core::{AnyRequest, Interface, Profile};
use serde_json::Value;

use crate::json_schema::BodyKind;

/// Returns the request body of an example as it is written, of plain types; `None` if the caller's profile refuses it.
pub(crate) fn request(interface: &Interface, example: &Example, profile: &Profile) -> Option<Value> {
    let message = AnyRequest::from_json(interface, example.request.as_bytes(), profile).ok()?;
    serde_json::from_str(&message.to_json()).ok()
}

/// Returns the reply body of an example.
pub(crate) fn reply(example: &Example) -> Option<Value> {
    serde_json::from_str(example.reply).ok()
}

/// Returns the bodies that the page of an interface prints.
pub(crate) fn bodies(interface: &Interface, part: BodyKind) -> Vec<Value> {
    let text = |example: &Example| match part {
        BodyKind::Request => example.request,
        BodyKind::Reply => example.reply,
    };
    interface.examples.iter().filter_map(|example| serde_json::from_str(text(example)).ok()).collect()
}
