//! Properties of reading replies.

use aicc_core::{Answer, AnyReply, Code, Finding, Interface, Outcome, Profile, Report};
use conformance::fuzzing;
use serde_json::Value;

use crate::json;
use crate::report::{self, Message};

/// The bytes before a reply.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// An interface, a status and a body.
pub fn of_bytes(bytes: &[u8]) {
    let Some((interface, status, body)) = fuzzing::reply(bytes) else { return };
    let outcome = AnyReply::read(interface, status, &[], body, &Profile::default());
    if status == 200 { is_read(interface, &outcome, body) } else { is_documented(interface, &outcome, status, body) }
}

/// A status other than 200 has its documented meaning or is undocumented, and the outcome keeps the body (reading R13).
fn is_documented(interface: &'static Interface, outcome: &Outcome<AnyReply>, status: u16, body: &[u8]) {
    let documented = interface.statuses.iter().find(|known| known.status == status);
    match (outcome, documented) {
        (Outcome::DocumentedStatus(actual, kept), Some(documented)) => {
            assert_eq!((*actual, kept.as_bytes()), (documented, body));
        }
        (Outcome::UndocumentedStatus(actual, kept), None) => assert_eq!((*actual, kept.as_bytes()), (status, body)),
        other => panic!("{other:?}"),
    }
    assert_eq!(outcome.kept_body().map(|kept| format!("{kept:?}")), Some(format!("{} bytes", body.len())));
    assert!(outcome.answer().is_none());
}

fn is_read(interface: &'static Interface, outcome: &Outcome<AnyReply>, body: &[u8]) {
    let text = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    let value = json::lossless_value(text);
    match outcome {
        Outcome::Unreadable(report, kept) => {
            assert_eq!(kept.as_bytes(), body);
            is_refused(report, interface, value.as_ref());
        }
        Outcome::Success(answer) | Outcome::Refusal(answer) => {
            assert_eq!(outcome.is_success(), answer.code == "0", "reading R12");
            assert_ne!(json::is_json(text), Some(false));
            if let Some(value) = value {
                is_code(&answer.code, code_of(interface, &value).expect("a result code"));
            }
            is_written(interface, answer);
        }
        other => panic!("{other:?}"),
    }
}

/// Reading fails only if a reply cannot be understood (reading R13).
fn is_refused(report: &Report, interface: &'static Interface, value: Option<&Value>) {
    assert!(!report.is_valid());
    report::holds(report, interface, Message::Reply, value);
    for finding in report.violations() {
        assert!(matches!(finding.code(), Code::Syntax | Code::Type | Code::Required), "{finding:?}");
    }
}

/// Returns the result code of a reply: outside the wrapper, or inside it.
fn code_of<'v>(interface: &Interface, value: &'v Value) -> Option<&'v Value> {
    let code_in = |body: &'v Value| body.get(interface.result_codes.member).filter(|code| !code.is_null());
    let wrapper = || value.get(interface.reply.wrapper.as_ref()?.name);
    code_in(value).or_else(|| wrapper().and_then(code_in))
}

/// A code is reported as it is written. The other reader loses the digits of a number that is not a 64-bit integer.
fn is_code(actual: &str, code: &Value) {
    match code {
        Value::String(code) => assert_eq!(actual, code),
        Value::Number(number) if number.is_f64() => {}
        number => assert_eq!(actual, number.to_string()),
    }
}

/// A reply that was read can be written without its wrapper, and reading it again gives an equal reply.
fn is_written(interface: &'static Interface, answer: &Answer<AnyReply>) {
    let written = answer.body.to_json();
    let outcome = AnyReply::read(interface, 200, &[], written.as_bytes(), &Profile::default());
    let again = outcome.answer().expect("a written reply is read");
    assert_eq!(
        (&again.body, &again.code, again.meaning, again.action),
        (&answer.body, &answer.code, answer.meaning, answer.action)
    );
    assert_eq!(again.body.to_json(), written, "the second writing");
    let codes = |answer: &Answer<AnyReply>| answer.advice.iter().map(Finding::code).collect::<Vec<_>>();
    assert_eq!(codes(again), codes(answer));
}
