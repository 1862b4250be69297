//! Signing in (interface 4), events and signing out.

use aicc_core::{
    AgentSignInReply, AgentType, MediaServers, Outcome, PasswordValidity, ReplyField, SignInAgentType, SignInStatus,
    interfaces,
};
use serde_json::json;

use crate::client::{Client, NOW, PASSWORD, code, guid, read};

#[test]
fn an_agent_signs_in_once() {
    let mut client = Client::default();
    let agent = client.created("li.na@example.com");
    let outgoing = client.sign_in(agent, PASSWORD);
    let Outcome::Success(answer) = read::<AgentSignInReply>(&outgoing) else { panic!() };
    assert_eq!(answer.advice, []);
    let result = answer.body.result.unwrap();
    assert_eq!(result.workno.as_deref(), Some("101"));
    let servers = MediaServers { cti_server: true, webm: true, mailm: false };
    assert_eq!(result.mediatype, Some(ReplyField::Known(servers)));
    assert_eq!(result.login_time.unwrap().known().unwrap().milliseconds(), Some(NOW.cast_signed()));
    assert_eq!(result.is_force_change, Some(ReplyField::Known(true)));
    assert_eq!(result.time_remaining, Some(ReplyField::Known(PasswordValidity::Days(90))));
    assert_eq!(client.sign_in_code(agent, PASSWORD), "100-002");
}

#[test]
fn the_password_ages() {
    let mut client = Client::default();
    let agent = client.created("li.na@example.com");
    for (days, remaining) in [(1, 89), (88, 1), (1, 0), (30, 0)] {
        client.world.advance(days * 86_400_000);
        let outgoing = client.sign_in(agent, PASSWORD);
        let Outcome::Success(answer) = read::<AgentSignInReply>(&outgoing) else { panic!() };
        let time = answer.body.result.unwrap().time_remaining;
        assert_eq!(time, Some(ReplyField::Known(PasswordValidity::Days(remaining))));
        assert_eq!(client.sign_out(agent, &guid(&outgoing))["retcode"], "0");
    }
}

#[test]
fn wrong_passwords_lock_an_account() {
    let mut client = Client::default();
    let (agent, other) = (client.created("li.na@example.com"), client.created("wang.wei"));
    for _ in 0..4 {
        assert_eq!(client.sign_in_code(agent, "wrong"), "100-004");
    }
    assert_eq!(client.sign_in_code(agent, PASSWORD), "0", "four are not five");
    for _ in 0..5 {
        assert_eq!(client.sign_in_code(agent, "wrong"), "100-004", "a right password resets the count");
    }
    assert_eq!(client.sign_in_code(agent, "wrong"), "110-016");
    assert_eq!(client.sign_in_code(agent, PASSWORD), "110-016");
    client.world.advance(u64::from(u32::MAX) * 1000);
    assert_eq!(client.sign_in_code(agent, PASSWORD), "110-016", "until the world is reset");
    assert_eq!(client.sign_in_code(other, PASSWORD), "0");
    assert!(client.world.unlock("LI.NA@example.com"));
    assert_eq!(client.sign_in_code(agent, PASSWORD), "100-002");
    assert!(!client.world.unlock("nobody"));
}

#[test]
fn a_lock_can_end() {
    let mut client = Client::new(r#"{"choices": {"wrongPasswordsUntilLocked": 1, "lockSeconds": 60}}"#);
    let agent = client.created("li.na@example.com");
    assert_eq!(client.sign_in_code(agent, "wrong"), "100-004");
    client.world.advance(59_999);
    assert_eq!(client.sign_in_code(agent, PASSWORD), "110-016");
    client.now += 1;
    assert_eq!(client.sign_in_code(agent, "wrong"), "100-004", "the count starts again");
    assert_eq!(client.sign_in_code(agent, PASSWORD), "110-016", "and locks again");
    client.now += 60_000;
    assert_eq!(client.sign_in_code(agent, PASSWORD), "0");
    let mut client = Client::new(r#"{"choices": {"wrongPasswordsUntilLocked": 0}}"#);
    let agent = client.created("li.na@example.com");
    for _ in 0..20 {
        assert_eq!(client.sign_in_code(agent, "wrong"), "100-004", "0 is never");
    }
    assert_eq!(client.sign_in_code(agent, PASSWORD), "0");
}

#[test]
fn an_agent_signs_in_with_its_type() {
    use SignInAgentType::{Phone, VideoPhone};
    let mut client = Client::default();
    let cases = [
        (AgentType::Audio, Phone, "0"),
        (AgentType::Audio, VideoPhone, "100-012"),
        (AgentType::Video, VideoPhone, "0"),
        (AgentType::Video, Phone, "100-012"),
        (AgentType::Multimedia, Phone, "0"),
        (AgentType::Multimedia, VideoPhone, "100-012"),
        (AgentType::Versatile, Phone, "0"),
        (AgentType::Versatile, VideoPhone, "0"),
    ];
    for (index, (account, sign_in, expected)) in cases.into_iter().enumerate() {
        let agent = client.created_as(&format!("account.{index}"), account);
        let outgoing = client.sign_in_as(agent, PASSWORD, sign_in, SignInStatus::Idle, "127.0.0.1");
        assert_eq!(code(&outgoing), expected, "{account:?} {sign_in:?}");
    }
}

#[test]
fn an_agent_signs_in_from_its_addresses() {
    let mut client = Client::new(
        r#"{"accounts": [{"workNo": 291, "ips": ["10.0.0.7"], "create": {"userAccount": "li.na@example.com",
            "userName": "Li Na", "password": "Aa1!Aa1!", "email": "a@b.c", "agentType": 4, "ccRoleId": 2}}]}"#,
    );
    let mut from = |ip| code(&client.sign_in_as(291, PASSWORD, SignInAgentType::Phone, SignInStatus::Idle, ip));
    assert_eq!(from("10.0.0.8"), "100-016");
    assert_eq!(from("10.0.0.7"), "0");
    let target = "/agentgateway/resource/onlineagent/291/loginex";
    let outgoing = client.send("PUT", target, &[("Content-Type", "application/json")], r#"{"password": "Aa1!Aa1!"}"#);
    assert_eq!(code(&outgoing), "100-016", "row 8: the default is 127.0.0.1");
}

#[test]
fn a_sign_in_that_breaks_rules_has_a_code_of_the_page() {
    let mut client = Client::default();
    let mut send = |agent: &str, content_type: &str, body: &str| {
        let target = format!("/agentgateway/resource/onlineagent/{agent}/loginex");
        code(&client.send("PUT", &target, &[("Content-Type", content_type)], body))
    };
    let json = "application/json; charset=UTF-8";
    assert_eq!(send("101", json, r#"{"password": ""}"#), "100-004", "an unknown agent");
    assert_eq!(send("101", json, "{}"), "100-001");
    assert_eq!(send("7", json, r#"{"password": ""}"#), "100-001");
    assert_eq!(send("101", "text/plain", r#"{"password": ""}"#), "100-001");
    assert_eq!(send("101", json, r#"{"password": "", "agenttype": 9}"#), "100-012");
    assert_eq!(send("101", json, r#"{"password": "", "ip": "::1"}"#), "100-016");
}

#[test]
fn every_code_of_the_world_is_documented() {
    let codes = &interfaces::AGENT_SIGN_IN.result_codes;
    for code in ["100-001", "100-002", "100-004", "100-012", "100-016", "110-016"] {
        assert!(codes.find(code).is_some(), "{code}");
    }
    assert!(codes.further.iter().any(|further| further.code == "000-003"));
}

#[test]
fn a_poll_returns_the_events_of_the_page_one_by_one() {
    let mut client = Client::default();
    for (index, (status, events)) in [
        (SignInStatus::Busy, &["AgentOther_InService", "AgentState_Ready", "AgentState_SetNotReady_Success"][..]),
        (SignInStatus::Idle, &["AgentOther_InService", "AgentState_Ready"]),
        (SignInStatus::WrapUp, &["AgentOther_InService", "AgentState_Ready", "AgentState_Work"]),
    ]
    .into_iter()
    .enumerate()
    {
        let agent = client.created(&format!("account.{index}"));
        let outgoing = client.sign_in_as(agent, PASSWORD, SignInAgentType::Phone, status, "127.0.0.1");
        let guid = guid(&outgoing);
        for event in events {
            let expected = json!({"eventType": event, "workNo": agent.to_string(), "content": null});
            assert_eq!(client.poll(agent, &guid), json!({"message": "", "retcode": "0", "event": expected}));
        }
        assert_eq!(client.poll(agent, &guid), json!({"message": "", "retcode": "0", "event": null}));
    }
}

#[test]
fn a_session_ends_with_a_sign_out() {
    let mut client = Client::default();
    let agent = client.created("li.na@example.com");
    assert_eq!(client.poll(agent, "x")["retcode"], "000-003", "not signed in");
    let first = guid(&client.sign_in(agent, PASSWORD));
    assert_eq!(first.len(), 36 + ".AgentGateway1".len(), "{first}: the form of the page's example");
    assert_eq!(client.poll(agent, "x")["retcode"], "000-003", "another session");
    assert_eq!(client.sign_out(agent, "x")["retcode"], "000-003");
    assert_eq!(client.poll(agent + 1, &first)["retcode"], "000-003", "another agent");
    assert_eq!(client.sign_out(agent, &first), json!({"message": "", "retcode": "0", "result": null}));
    assert_eq!(client.poll(agent, &first)["retcode"], "000-003", "signed out");
    let second = guid(&client.sign_in(agent, PASSWORD));
    assert_ne!(first, second);
    assert_eq!(client.poll(agent, &second)["event"]["eventType"], "AgentOther_InService");
}
