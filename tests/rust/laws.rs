//! Properties of every message, tested with messages made from the tables.

use crate::strategies::{Body, bodies_with_one_fault, content_types, faulty_bodies, valid_bodies};
use aicc_core::spec::{Interface, Kind};
use aicc_core::{AnyReply, AnyRequest, FieldState, Location, Profile, Report, View, check, check_field, interfaces};
use conformance::verdicts::{is_message_where_valid, of_value};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

type Bodies = fn(&'static aicc_core::spec::Object) -> BoxedStrategy<Body>;

fn of_any_interface(bodies: Bodies) -> impl Strategy<Value = (&'static Interface, Body)> {
    select(interfaces::ALL)
        .prop_flat_map(move |interface| bodies(interface.request.object).prop_map(move |body| (interface, body)))
}

fn violations(report: &Report) -> Vec<(String, String)> {
    report.violations().iter().map(|found| (found.pointer(), found.code().as_str().to_owned())).collect()
}

/// Returns a body without its null members, which count as absent (reading R3).
fn without_nulls(json: &Value) -> Value {
    match json {
        Value::Object(members) => {
            let given = members.iter().filter(|(_, value)| !value.is_null());
            given.map(|(name, value)| (name.clone(), without_nulls(value))).collect()
        }
        Value::Array(elements) => elements.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

/// The integers and booleans of interface 4 may be strings, and are written as plain values (reading R5).
fn written_plainly(interface: &Interface, json: &Value) -> Value {
    let Value::Object(members) = json else { return json.clone() };
    let plain = members.iter().map(|(name, value)| {
        let (_, field) = interface.request.object.find(name).unwrap();
        let typed = !matches!(field.kind, Kind::Text(_));
        let value = value.as_str().filter(|_| typed).map_or(value.clone(), |text| serde_json::from_str(text).unwrap());
        (name.clone(), value)
    });
    plain.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_message_passes_and_survives_writing((interface, body) in of_any_interface(valid_bodies)) {
        let profile = Profile::default();
        let message = AnyRequest::from_json(interface, body.json.to_string().as_bytes(), &profile).unwrap();
        let written: Value = serde_json::from_str(&message.to_json()).unwrap();
        prop_assert_eq!(&written, &written_plainly(interface, &without_nulls(&body.json)));
        prop_assert_eq!(message.clone().validate(&profile), Ok(message.clone()));
        prop_assert_eq!(AnyRequest::from_deserializer(interface, &body.json, &profile).unwrap(), Ok(message.clone()));
        let View::Object(object, _) = message.view() else { panic!("a message is an object") };
        prop_assert_eq!(object.name, interface.request.object.name);
        let read_again = AnyRequest::from_json(interface, message.to_json().as_bytes(), &profile).unwrap();
        prop_assert_eq!(read_again.to_json(), message.to_json());
    }

    #[test]
    fn one_fault_gives_its_violations_and_no_other((interface, body) in of_any_interface(bodies_with_one_fault)) {
        let report = check(interface, body.json.to_string().as_bytes(), &Profile::default());
        prop_assert_eq!(violations(&report), body.violations);
    }

    #[test]
    fn many_faults_give_the_whole_predicted_report((interface, body) in of_any_interface(faulty_bodies)) {
        let report = check(interface, body.json.to_string().as_bytes(), &Profile::default());
        prop_assert_eq!(violations(&report), body.violations);
    }

    #[test]
    fn a_parsed_value_gets_the_verdict_of_its_text((interface, body) in of_any_interface(faulty_bodies)) {
        let profile = Profile::default();
        let report = check(interface, body.json.to_string().as_bytes(), &profile);
        prop_assert_eq!(of_value(interface, &body.json, &profile), report);
    }

    #[test]
    fn a_typed_message_is_given_exactly_when_nothing_is_violated((interface, body) in of_any_interface(faulty_bodies)) {
        let (profile, text) = (Profile::default(), body.json.to_string());
        let report = check(interface, text.as_bytes(), &profile);
        is_message_where_valid(interface, text.as_bytes(), &profile, &report);
    }

    #[test]
    fn no_start_of_a_valid_text_is_rejected((interface, body) in of_any_interface(valid_bodies)) {
        for (name, value) in body.json.as_object().unwrap() {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Number(_) | Value::Bool(_) => value.to_string(),
                _ => continue,
            };
            for (end, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let pointer = format!("/{name}");
                let typed = check_field(interface, Location::Body, &pointer, &text[..end], &Profile::default()).unwrap();
                prop_assert_ne!(typed.state, FieldState::Rejected, "{} {:?}", pointer, &text[..end]);
            }
        }
    }

    #[test]
    fn no_start_of_a_content_type_is_rejected(content_type in content_types()) {
        let state = |text: &str| {
            let interface = &interfaces::AGENT_SIGN_IN;
            check_field(interface, Location::Header, "/Content-Type", text, &Profile::default()).unwrap().state
        };
        prop_assert_eq!(state(&content_type), FieldState::Acceptable);
        for (end, _) in content_type.char_indices() {
            prop_assert_ne!(state(&content_type[..end]), FieldState::Rejected, "{:?}", &content_type[..end]);
        }
    }

    #[test]
    fn any_bytes_get_a_report(
        interface in select(interfaces::ALL),
        bytes in prop_oneof![any::<Vec<u8>>(), "[\\[\\]{}:,\"\\\\u0-9a-fA-F.+ -]{0,60}".prop_map(String::into_bytes)],
        status in any::<u16>(),
    ) {
        let profile = Profile::default();
        let report = check(interface, &bytes, &profile);
        prop_assert_eq!(
            report.violations().iter().any(|found| found.code().as_str() == "syntax"),
            serde_json::from_slice::<Value>(&bytes).is_err()
        );
        let _ = AnyReply::read(interface, status, &[], &bytes, &profile);
    }
}
