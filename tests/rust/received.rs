//! Reads requests, as a test double of the platform does.

use aicc_core::spec::Method;
use aicc_core::{AnyRequest, Edition, Parts, Profile, ReceiveError, check_message, interfaces, read_request};

const SIGN_IN: &str = "/agentgateway/resource/onlineagent/291/loginex";
const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn a_request_has_its_interface_its_path_and_its_advice() {
    let profile = Profile::default();
    let body = br#"{"password": "", "unknown": 1}"#;
    let received = read_request("PUT", &format!("{SIGN_IN}?trace=1"), &[JSON], body, &profile).unwrap();
    assert_eq!(received.interface, &interfaces::AGENT_SIGN_IN);
    assert_eq!(received.path, [("agentid", "291".to_owned())]);
    assert_eq!(received.message.to_json(), r#"{"password":""}"#);
    assert_eq!(received.message.advice()[0].pointer(), "/unknown");
    assert!(matches!(received.message, AnyRequest::AgentSignIn(_)));
    assert!(received.report.is_valid());
}

#[test]
fn every_error_is_in_one_report() {
    let profile = Profile::default();
    let target = "/agentgateway/resource/onlineagent/7/loginex";
    let Err(ReceiveError::Invalid(report)) = read_request("PUT", target, &[], b"{}", &profile) else { panic!() };
    let found: Vec<_> = report.violations().iter().map(|found| (found.location().as_str(), found.pointer())).collect();
    let expected = [("path", "/agentid"), ("header", "/Content-Type"), ("body", "/password")];
    assert_eq!(found, expected.map(|(location, pointer)| (location, pointer.to_owned())));
}

#[test]
fn the_report_of_a_refused_request_is_the_report_of_its_check() {
    let profile = Profile::default();
    for (agentid, headers, body) in [
        ("7", &[JSON][..], r#"{"password": "", "unknown": 1}"#),
        ("291", &[JSON], r#"{"status": 9, "password": "\u200b"}"#),
        ("7", &[], r#"{"password": "***", "status": 9}"#),
        ("7", &[], "{"),
    ] {
        let target = format!("/agentgateway/resource/onlineagent/{agentid}/loginex");
        let read = read_request("PUT", &target, headers, body.as_bytes(), &profile);
        let parts = Parts { path: &[("agentid", agentid)], headers, body: body.as_bytes() };
        let report = check_message(&interfaces::AGENT_SIGN_IN, parts, &profile);
        assert!(!report.is_valid(), "{body}");
        assert_eq!(read, Err(ReceiveError::Invalid(report)), "{body}");
    }
}

#[test]
fn a_wrong_address_alone_refuses_a_request() {
    let read = |target: &str, headers: &[(&str, &str)], edition| {
        let profile = Profile { edition, ..Profile::default() };
        read_request("PUT", target, headers, br#"{"password": ""}"#, &profile).map(|received| received.path)
    };
    let high = "/agentgateway/resource/onlineagent/60000/loginex";
    assert!(matches!(read(high, &[JSON], Edition::E2023), Err(ReceiveError::Invalid(_))));
    assert_eq!(read(high, &[JSON], Edition::E2025), Ok(vec![("agentid", "60000".to_owned())]));
    assert!(matches!(read(SIGN_IN, &[("Content-Type", "text/plain")], Edition::E2023), Err(ReceiveError::Invalid(_))));
}

#[test]
fn a_path_is_known_whole_or_not_at_all() {
    for target in [
        "",
        "/",
        "/agentgateway/resource/onlineagent/291",
        "/agentgateway/resource/onlineagent/291/loginex/",
        "x/agentgateway/resource/onlineagent/291/loginex",
    ] {
        let read = read_request("PUT", target, &[JSON], b"{}", &Profile::default());
        assert_eq!(read, Err(ReceiveError::UnknownPath), "{target}");
    }
}

#[test]
fn a_refusal_is_a_sentence() {
    assert_eq!(ReceiveError::UnknownPath.to_string(), "no interface has this path");
    let read = |method, target| read_request(method, target, &[], b"{}", &Profile::default()).unwrap_err();
    let method = read("POST", SIGN_IN);
    assert_eq!(method, ReceiveError::MethodNotAllowed(Method::Put));
    assert_eq!(method.to_string(), "the interface's method is PUT");
    assert_eq!(read("put", SIGN_IN), ReceiveError::MethodNotAllowed(Method::Put), "methods are case-sensitive");
    assert_eq!(read("GET", interfaces::AGENT_INFO_QUERY.path).to_string(), "the interface's method is POST");
    assert_eq!(
        read("POST", interfaces::AGENT_INFO_QUERY.path).to_string(),
        "1 violation\n  body/accountCode: accountCode is mandatory and is missing. [required]"
    );
}
