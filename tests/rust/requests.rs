//! Requests in both directions, built by hand, and what cannot escape its place in them.

use aicc_core::{
    AgentAccountCreate, AgentEvent, AgentRole, AgentSignIn, AgentType, AnyRequest, Cloud, Endpoint, Gateway, Profile,
    ReceiveError, RequestBody, SignInStatus, Skill, Valid, interfaces, read_request,
};
use conformance::{Kind, vectors};
use proptest::prelude::*;
use url::Url;

fn account() -> Valid<AgentAccountCreate> {
    AgentAccountCreate::builder()
        .user_account("test123456")
        .user_name("李娜")
        .password("Te****34")
        .email("li.na@example.com")
        .agent_type(AgentType::Video)
        .cc_role_id(AgentRole::Agent)
        .skills(vec![Skill { skill_id: Some(3), agent_weight: Some(1), skill_weight: None }])
        .build(&Profile::default())
        .unwrap()
}

#[test]
fn a_builder_tells_every_mistake_at_once() {
    let report = AgentAccountCreate::builder().user_account("te").user_name("O'Brien").build(&Profile::default());
    let report = report.unwrap_err();
    let found: Vec<_> =
        report.violations().iter().map(|found| (found.pointer(), found.code().as_str(), found.reference())).collect();
    let expected = [
        ("/userAccount", "minLength", "1.1"),
        ("/userName", "characters", "1.2"),
        ("/password", "required", "1.3"),
        ("/email", "required", "1.4"),
        ("/agentType", "required", "1.5"),
        ("/ccRoleId", "required", "1.6"),
    ];
    let expected =
        expected.map(|(pointer, rule, row)| (pointer.to_owned(), rule, format!("agentAccount/create {row}")));
    assert_eq!(found, expected);
}

#[test]
fn a_message_changed_by_hand_is_checked_again() {
    let mut message = account().into_inner();
    message.phone = Some("0".repeat(26));
    let report = message.validate(&Profile::default()).unwrap_err();
    assert_eq!(
        report.to_string(),
        "1 violation\n  body/phone: phone can have at most 25 characters; it has 26. [maxLength]"
    );
}

#[test]
fn secrets_are_in_the_written_request_and_nowhere_else() {
    let cloud = Cloud::new("service.besclouds.com").unwrap().token("MARKER-token").app_key("MARKER-key");
    let message = AgentAccountCreate { password: "MARKER-1".into(), ..account().into_inner() };
    let shown = format!("{message:?} {cloud:?}");
    let refused = format!("{:?}", message.validate(&Profile::default()));
    let request = account().request(&cloud).unwrap();
    let shown_request = format!("{request:?} {:?} {:?}", request.masked().headers, request.masked().body);
    for text in [shown, refused, shown_request] {
        assert!(!text.contains("MARKER") && !text.contains("Te****34"), "{text}");
    }
    assert!(request.headers.contains(&("Authorization", "Bearer MARKER-token".to_owned())));
    assert!(request.headers.contains(&("x-app-key", "MARKER-key".to_owned())));
    assert!(request.body.contains(r#""password":"Te****34""#));
    assert!(request.masked().body.contains(r#""password":"***""#));
}

#[test]
fn a_sign_in_tells_the_events_that_it_triggers() {
    use AgentEvent::{OtherInService, SetNotReadySuccess, StateReady, StateWork};
    assert_eq!(SignInStatus::Busy.events(), [OtherInService, StateReady, SetNotReadySuccess]);
    assert_eq!(SignInStatus::Idle.events(), [OtherInService, StateReady]);
    assert_eq!(SignInStatus::WrapUp.events(), [OtherInService, StateReady, StateWork]);
}

#[test]
fn a_written_request_reads_back_equal() {
    let mut read = 0;
    for vector in vectors(Kind::Request) {
        let Some(request) = &vector.request else { continue };
        let url = Url::parse(&request.url).unwrap();
        let headers: Vec<(&str, &str)> = request.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let received =
            read_request(&request.method, url.path(), &headers, request.body.as_bytes(), &vector.profile()).unwrap();
        assert_eq!(received.interface, vector.interface(), "{}", vector.id);
        let expected = AnyRequest::from_json(received.interface.id, &vector.body(), &vector.profile()).unwrap();
        assert_eq!(received.message.to_json(), expected.to_json(), "{}", vector.id);
        let agent_id: Vec<_> = received.path.iter().map(|(_, value)| value.clone()).collect();
        assert_eq!(
            agent_id.first(),
            vector.agent_id.as_ref().filter(|_| vector.interface == "loginex"),
            "{}",
            vector.id
        );
        read += 1;
    }
    assert_eq!(read, 67, "requests that were read");
}

#[test]
fn a_request_that_no_page_documents_is_told_apart() {
    let profile = Profile::default();
    let path = interfaces::AGENT_INFO_QUERY.path;
    let read = |method, path: &str, body| read_request(method, path, &[], body, &profile);
    assert_eq!(read("POST", "/elsewhere", b"{}"), Err(ReceiveError::UnknownPath));
    assert_eq!(read("POST", &path.to_ascii_lowercase(), b"{}"), Err(ReceiveError::UnknownPath));
    assert!(matches!(read("GET", path, b"{}"), Err(ReceiveError::MethodNotAllowed(_))));
    assert!(matches!(read("POST", path, b"{}"), Err(ReceiveError::Invalid(_))));
    assert!(read("POST", path, br#"{"accountCode": "a"}"#).is_ok());
    assert!(matches!(read("PUT", "/agentgateway/resource/onlineagent//loginex", b"{}"), Err(ReceiveError::Invalid(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a caller supplies stays in its place, by the word of an independent URL parser, or is refused.
    #[test]
    fn nothing_escapes_its_place(
        host in prop_oneof!["[a-zA-Z0-9.:@/?#%\\[\\]_\\\\ -]{0,20}", "\\PC{0,8}", "[0-9.]{1,16}", "[a-z0-9-]{1,9}\\.[a-z]{2,3}"],
        port in prop_oneof![0..70_000_u32, Just(443), Just(8043)],
        agent_id in prop_oneof!["[0-9]{1,6}", "[0-9/?#%.]{1,6}", "\\PC{0,6}"],
        token in prop_oneof!["[A-Za-z0-9._~+/-]{1,20}={0,2}", "\\PC{0,9}", "[ -~\r\n\t]{0,9}"],
    ) {
        let Ok(endpoint) = Endpoint::new(&host).and_then(|endpoint| endpoint.with_port(port)) else { return Ok(()) };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();

        if let Ok(request) = account().request(&Cloud::at(endpoint.clone()).token(&*token)) {
            let url = Url::parse(&request.url).unwrap();
            prop_assert_eq!(url.host_str().map(|name| name.trim_matches(['[', ']']).to_owned()), Some(same_address(&host)));
            prop_assert_eq!(url.port_or_known_default(), u16::try_from(port).ok());
            prop_assert_eq!(url.path(), interfaces::AGENT_ACCOUNT_CREATE.path);
            prop_assert_eq!((url.username(), url.password(), url.query(), url.fragment()), ("", None, None, None));
            let (_, authorization) = request.headers.iter().find(|(name, _)| *name == "Authorization").unwrap();
            prop_assert_eq!(authorization, &format!("Bearer {token}"));
            prop_assert!(authorization.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        }

        let sign_in = AgentSignIn::builder().password("").build(&Profile::default()).unwrap();
        if let Ok(request) = sign_in.request(&Gateway::at(endpoint), &agent_id) {
            let url = Url::parse(&request.url).unwrap();
            prop_assert_eq!(url.path(), format!("/agentgateway/resource/onlineagent/{agent_id}/loginex"));
            prop_assert!((101..=59_999).contains(&agent_id.parse::<u32>().unwrap()));
        }
    }
}

/// IPv6 addresses have several spellings.
fn same_address(host: &str) -> String {
    host.parse::<std::net::Ipv6Addr>().map_or_else(|_| host.to_owned(), |address| address.to_string())
}
