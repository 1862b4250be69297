//! Properties of writing: a valid message that is read, written and read again is equal.

use aicc_core::spec::{Kind, Object};
use aicc_core::{AnyRequest, Interface, Profile, read_request};
use serde_json::{Value, json};

use crate::structured::ValidBody;
use crate::{request, secrets};

/// A body that breaks no rule.
pub fn of_valid_body(ValidBody { interface, json }: &ValidBody) {
    is_written(interface, json);
    is_received(interface, json);
}

fn is_written(interface: &'static Interface, json: &str) {
    let message = read(interface, json);
    let written = message.to_json();
    let value: Value = serde_json::from_str(&written).expect("a written message is JSON");
    let given: Value = serde_json::from_str(json).expect("a message is JSON");
    assert_eq!(value, as_written(interface.request.object, &given));
    assert_eq!(value.to_string(), written, "a written message is compact");

    let again = read(interface, &written);
    assert_eq!(again, message);
    assert_eq!(again.to_json(), written, "the second writing");

    let disguised = read(interface, &secrets::disguised(interface, &given).to_string());
    let shown = |message: &AnyRequest| format!("{message:?} {}", message.to_masked_json());
    assert_eq!(shown(&message), shown(&disguised), "what is shown depends on a secret");

    let built = message.clone().validate(&Profile::default()).expect("a valid message stays valid");
    assert_eq!(built, message);

    let wrapped = message.clone().wrapped().to_json();
    let expected = match &interface.request.wrapper {
        Some(wrapper) => json!({wrapper.name: value}).to_string(),
        None => written,
    };
    assert_eq!(wrapped, expected);
    assert_eq!(read(interface, &wrapped).to_json(), message.to_json());
}

fn read(interface: &'static Interface, json: &str) -> AnyRequest {
    match AnyRequest::from_json(interface, json.as_bytes(), &Profile::default()) {
        Ok(message) => message,
        Err(report) => panic!("{json}\n{report}"),
    }
}

/// Members are in the order of their rows, without null members (R3); integers and booleans are plain (R5).
fn as_written(object: &Object, value: &Value) -> Value {
    let members = object.fields.iter().filter_map(|field| {
        let value = value.get(field.name).filter(|value| !value.is_null())?;
        Some((field.name.to_owned(), value_as_written(&field.kind, value)))
    });
    members.collect()
}

fn value_as_written(kind: &Kind, value: &Value) -> Value {
    match (kind, value) {
        (Kind::Integer(_) | Kind::Boolean { .. }, Value::String(text)) => serde_json::from_str(text).expect("a scalar"),
        (Kind::Array(array), Value::Array(elements)) => {
            elements.iter().map(|element| value_as_written(array.element, element)).collect()
        }
        (Kind::Object(object), value) => as_written(object, value),
        (_, value) => value.clone(),
    }
}

/// A test double of the platform reads the same message.
fn is_received(interface: &'static Interface, json: &str) {
    let profile = Profile::default();
    let target = request::path(interface, "101");
    let headers = [("Authorization", "Bearer a"), ("X-APP-Key", "a"), ("content-type", "application/json")];
    let received =
        read_request(interface.method.as_str(), &target, &headers, json.as_bytes(), &profile).expect("a request");
    let message = AnyRequest::from_json(interface, json.as_bytes(), &profile).expect("a message");
    assert_eq!((received.interface, received.message), (interface, message));
}
