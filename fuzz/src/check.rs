//! Properties of checking a request body.

use aicc_core::{AnyRequest, Check, Code, Interface, Parts, Profile, Report, check, check_message};
use conformance::fuzzing;
use conformance::verdicts::{is_message_where_valid, of_value};
use serde::de::Deserializer;
use serde::de::value::MapDeserializer;
use serde_json::Value;

use crate::report::{self, Message};
use crate::structured::NearMessage;
use crate::{json, secrets};

/// An interface and any bytes as a body, with the default profile.
pub fn of_bytes(bytes: &[u8]) {
    let Some((interface, body)) = fuzzing::numbered(bytes) else { return };
    of_body(interface, body, &Profile::default());
}

pub(crate) fn of_body(interface: &'static Interface, bytes: &[u8], profile: &Profile) {
    let report = check(interface, bytes, profile);
    let value = json::lossless_value(bytes).filter(|_| bytes.len() <= profile.maximum_size);
    report::holds(&report, interface, Message::Request, value.as_ref());
    is_syntax_where_no_json(&report, bytes, profile);
    is_message_where_valid(interface, bytes, profile, &report);
    if let Some(value) = value {
        assert_eq!(of_value(interface, &value, profile), report, "the verdict on the parsed value");
        keeps_secrets(interface, &value, profile, &report);
    }
}

/// The rule `syntax` is reported for a body that is not JSON or is too large, and for no other body.
fn is_syntax_where_no_json(report: &Report, bytes: &[u8], profile: &Profile) {
    let is_reported = report.violations().iter().any(|finding| finding.code() == Code::Syntax);
    if bytes.len() > profile.maximum_size {
        assert!(is_reported);
    } else if let Some(is_json) = json::is_json(bytes) {
        assert_eq!(is_reported, !is_json);
    }
}

fn keeps_secrets(interface: &'static Interface, value: &Value, profile: &Profile, report: &Report) {
    let other = secrets::disguised(interface, value);
    let other_report = of_value(interface, &other, profile);
    assert_eq!(secrets::text_of(report), secrets::text_of(&other_report), "the report depends on a secret");
    let shown = |value: &Value| {
        let message = AnyRequest::from_json(interface, value.to_string().as_bytes(), profile);
        message.map(|message| format!("{message:?}")).unwrap_or_default()
    };
    assert_eq!(shown(value), shown(&other), "what is shown depends on a secret");
}

/// A whole message that is close to a valid one.
pub fn of_message(message: &NearMessage) {
    let NearMessage { interface, profile, path, headers, body } = message;
    of_body(interface, body.as_bytes(), profile);

    let report = of_parts(interface, path, headers, body, profile);
    let value = json::lossless_value(body.as_bytes());
    report::holds(&report, interface, Message::Request, value.as_ref());
    let disguised: Vec<(String, String)> = headers.iter().map(secrets::disguised_header).collect();
    let other = of_parts(interface, path, &disguised, body, profile);
    assert_eq!(secrets::text_of(&report), secrets::text_of(&other), "the report depends on a secret");

    if let Some(value) = value.filter(|_| body.len() <= profile.maximum_size) {
        let mut parts = Check::new(interface, profile);
        parts.path(pairs(path)).expect("texts can be read");
        parts.headers(pairs(headers)).expect("texts can be read");
        parts.body(&value).expect("a value can be read");
        assert_eq!(parts.report(), report, "the verdict on the parts");
    }
}

fn of_parts(
    interface: &'static Interface,
    path: &[(String, String)],
    headers: &[(String, String)],
    body: &str,
    profile: &Profile,
) -> Report {
    let (path, headers) = (borrowed(path), borrowed(headers));
    check_message(interface, Parts { path: &path, headers: &headers, body: body.as_bytes() }, profile)
}

fn borrowed(texts: &[(String, String)]) -> Vec<(&str, &str)> {
    texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

fn pairs(texts: &[(String, String)]) -> impl Deserializer<'_, Error = serde::de::value::Error> {
    MapDeserializer::new(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}
