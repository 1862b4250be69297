//! Accounts, queries and settings (interfaces 1 to 3).

use aicc_core::{AgentAccountCreateReply, AgentType, Outcome, ReplyField};

use crate::client::{Client, header, json, read};

#[test]
fn a_query_finds_an_account_that_was_created() {
    let mut client = Client::default();
    assert_eq!(client.created_as("li.na@example.com", AgentType::Multimedia), 101, "the first number of the page");
    assert_eq!(client.created("wang.wei"), 102);
    let Outcome::Success(answer) = client.query("LI.NA@example.com") else { panic!() };
    let data = answer.body.data.unwrap();
    assert_eq!(data.work_no, Some(ReplyField::Known(101)));
    assert_eq!(data.agent_type, Some(ReplyField::Known(5)));
    assert_eq!(data.agent_status.as_deref(), Some("0"), "row 1.3.3: the default");
    assert_eq!(answer.advice, []);
}

#[test]
fn the_reply_to_a_creation_is_that_of_the_page() {
    let mut client = Client::new(r#"{"choices": {"firstWorkNumber": 108}}"#);
    let outgoing = client.create("test123456");
    let expected = r#"{"resultCode":"0","resultMessage":"create agent account success","workNo":108}"#;
    assert_eq!(String::from_utf8_lossy(&outgoing.reply.body), expected);
    assert_eq!(header(&outgoing, "Content-Type"), Some("application/json;charset=UTF-8"));
}

#[test]
fn a_query_for_an_unknown_account_fails_with_an_empty_agent_id() {
    let mut client = Client::default();
    let Outcome::Refusal(answer) = client.query("nobody") else { panic!() };
    assert_eq!(answer.code, "1");
    let target = "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount";
    let outgoing = client.send("POST", target, &[("Authorization", "Bearer t")], r#"{"accountCode": "nobody"}"#);
    let expected = r#"{"returnCode":"1","description":"failure","data":{"workNo":""}}"#;
    assert_eq!(String::from_utf8_lossy(&outgoing.reply.body), expected, "row 1.3");
}

#[test]
fn a_second_creation_is_refused_and_changes_nothing() {
    let mut client = Client::default();
    client.created("li.na@example.com");
    let before = client.world.snapshot();
    let Outcome::Refusal(answer) = read::<AgentAccountCreateReply>(&client.create("Li.Na@Example.com")) else {
        panic!()
    };
    assert_eq!((answer.code.as_str(), answer.meaning.english), ("1", "failure"));
    assert_eq!(client.world.snapshot(), before);
}

#[test]
fn agent_ids_run_out() {
    let mut client = Client::new(r#"{"choices": {"firstWorkNumber": 59999}}"#);
    assert_eq!(client.created("account.1"), 59_999, "p1: the maximum of the page");
    assert_eq!(json(&client.create("account.2"))["resultCode"], "1");
    let mut client = Client::new(r#"{"choices": {"firstWorkNumber": 59999, "edition": "2025-11-13"}}"#);
    assert_eq!((client.created("account.1"), client.created("account.2")), (59_999, 60_000), "R16");
}

#[test]
fn settings_have_an_id_and_replace_older_ones() {
    let mut client = Client::default();
    let mut id = |user| {
        let Outcome::Success(answer) = client.settings(user) else { panic!() };
        answer.body.id.unwrap()
    };
    let ids = [id("1660270845627002401"), id("2"), id("1660270845627002401")];
    assert_ne!(ids[0], ids[1]);
    assert_ne!(ids[0], ids[2]);
    let settings: Vec<_> = client.world.settings().map(|(user, settings)| (user, settings.id.clone())).collect();
    assert_eq!(settings, [("1660270845627002401", ids[2].clone()), ("2", ids[1].clone())]);
    assert_eq!(client.world.settings().next().unwrap().1.settings["callNumber"][0], "12323");
}

#[test]
fn a_request_that_breaks_rules_has_the_status_of_the_page() {
    let mut client = Client::default();
    let query = "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount";
    let token = ("Authorization", "Bearer t");
    let status = |client: &mut Client, method: &str, target: &str, headers: &[(&str, &str)], body: &str| {
        let outgoing = client.send(method, target, headers, body);
        assert_eq!(outgoing.reply.headers.iter().filter(|(name, _)| name.starts_with("X-AICC")).count(), 0);
        let text = String::from_utf8(outgoing.reply.body).unwrap();
        (outgoing.reply.status, text)
    };
    let (bad, text) = status(&mut client, "POST", query, &[token], "{}");
    assert_eq!((bad, text.as_str()), (400, r#"{"errorCode":"400","exceptionInfo":"incorrect request"}"#));
    assert!(!text.contains("accountCode"), "as the vendor: no field is named");
    assert_eq!(status(&mut client, "POST", query, &[token], "{").0, 400);
    assert_eq!(status(&mut client, "POST", query, &[("Authorization", "t")], r#"{"accountCode": "a"}"#).0, 401);
    assert_eq!(status(&mut client, "POST", "/apiaccess", &[token], "{}").0, 404);
    assert_eq!(status(&mut client, "POST", &query.to_lowercase(), &[token], "{}").0, 404, "paths are case-sensitive");
    let create = "/apiaccess/rest/cc-management/v1/agentAccount/create";
    assert_eq!(status(&mut client, "POST", create, &[], "{}").0, 401, "h2 is mandatory");
    let settings = "/apiaccess/CC-Management/v1/openapp/agentsettings/create";
    assert_eq!(status(&mut client, "POST", settings, &[token], r#"{"userId": "1"}"#).0, 401, "h1 is mandatory");
    assert_eq!(status(&mut client, "POST", settings, &[("x-app-key", "k")], r#"{"userId": "1"}"#).0, 200);
    let wrong = client.send("GET", query, &[token], "");
    assert_eq!((wrong.reply.status, header(&wrong, "Allow")), (405, Some("POST")));
}
