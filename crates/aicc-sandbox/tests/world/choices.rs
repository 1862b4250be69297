//! What the pages leave open, and the two manners.

use aicc_sandbox::{Choices, EXPLANATION_HEADER, Seed, SeedError, World};
use serde_json::Value;

use crate::client::{Client, PASSWORD, header, json};

#[test]
fn a_second_creation_can_be_accepted() {
    let mut client = Client::new(r#"{"choices": {"duplicateAccount": "accept"}}"#);
    let agent = client.created("li.na@example.com");
    assert_eq!(client.created("LI.NA@example.com"), agent);
    assert_eq!(client.created("wang.wei"), agent + 1);
}

#[test]
fn a_refusal_can_be_status_500() {
    let mut client = Client::new(r#"{"choices": {"refusal": "businessFailure", "duplicateSettings": "refuse"}}"#);
    client.created("li.na@example.com");
    let outgoing = client.create("li.na@example.com");
    assert_eq!((outgoing.reply.status, json(&outgoing)["exceptionInfo"].as_str()), (500, Some("business failure")));
    assert_eq!(client.query("nobody").name(), "documentedStatus");
    assert_eq!(client.settings("1").name(), "success");
    assert_eq!(client.settings("1").name(), "documentedStatus");
}

#[test]
fn a_creation_can_become_visible_late() {
    let mut client = Client::new(r#"{"choices": {"visibleAfterSeconds": 10}}"#);
    let agent = client.created("li.na@example.com");
    assert_eq!(json(&client.create("li.na@example.com"))["resultCode"], "1", "it is there, if invisible");
    client.now += 9_999;
    assert_eq!((client.found("li.na@example.com"), client.sign_in_code(agent, PASSWORD)), (None, "100-004".to_owned()));
    assert!(!client.world.accounts(client.now).next().unwrap().visible);
    client.now += 1;
    assert_eq!((client.found("li.na@example.com"), client.sign_in_code(agent, PASSWORD)), (Some(101), "0".to_owned()));
}

#[test]
fn a_poll_can_wait() {
    let mut client = Client::new(r#"{"choices": {"pollWaitMilliseconds": 10000}}"#);
    let agent = client.created("li.na@example.com");
    let guid = crate::client::guid(&client.sign_in(agent, PASSWORD));
    let target = format!("/agentgateway/resource/agentevent/{agent}");
    let mut delay = || client.send("GET", &target, &[("Guid", &guid)], "").delay.as_millis();
    assert_eq!([delay(), delay(), delay()], [0, 0, 10_000]);
}

#[test]
fn the_manner_explain_adds_the_whole_report() {
    let mut client = Client::new(r#"{"choices": {"manner": "explain"}}"#);
    let query = "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount";
    let mut send = |body: &str| client.send("POST", query, &[("Authorization", "Bearer t")], body);
    let outgoing = send(r#"{"username": "u"}"#);
    assert_eq!(json(&outgoing)["exceptionInfo"], "incorrect request", "the body stays that of the vendor");
    let value = header(&outgoing, EXPLANATION_HEADER).unwrap();
    assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{value}");
    let explanation: Value = serde_json::from_str(value).unwrap();
    assert_eq!(explanation["status"], 400);
    assert_eq!(explanation["report"]["violations"][0]["pointer"], "/accountCode");
    assert_eq!(explanation["report"]["advice"][0]["rule"], "dependentRequired");
    assert_eq!(explanation["reason"]["zh"], "请求违反了文档中的规则");
    let outgoing = send(r#"{"accountCode": "nobody", "nickname": 1}"#);
    let explanation: Value = serde_json::from_str(header(&outgoing, EXPLANATION_HEADER).unwrap()).unwrap();
    assert_eq!(explanation["code"], "1");
    assert_eq!(explanation["reason"]["en"], "there is no such account, or it is not visible yet");
    client.created("li.na@example.com");
    let body = r#"{"accountCode": "li.na@example.com", "nickname": 1}"#;
    let outgoing = client.send("POST", query, &[("Authorization", "Bearer t")], body);
    let explanation: Value = serde_json::from_str(header(&outgoing, EXPLANATION_HEADER).unwrap()).unwrap();
    assert_eq!(explanation["report"]["advice"][0]["pointer"], "/nickname");
    assert_eq!(serde_json::to_value(client.world.explanation()).unwrap(), explanation);
    let body = format!(r#"{{"accountCode": "li.na@example.com", {}}}"#, members(500));
    let outgoing = client.send("POST", query, &[("Authorization", "Bearer t")], &body);
    assert_eq!(header(&outgoing, EXPLANATION_HEADER), Some(r#"{"see":"/_aicc/explain"}"#));
    assert_eq!(client.world.explanation().unwrap().report.as_ref().unwrap().advice().len(), 500);
}

fn members(count: usize) -> String {
    (0..count).map(|index| format!(r#""member{index}": 1"#)).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_vendor_names_nothing_but_the_world_can_explain() {
    let mut client = Client::default();
    assert!(client.world.explanation().is_none());
    let outgoing = client.create("li.na@example.com");
    assert_eq!(header(&outgoing, EXPLANATION_HEADER), None);
    assert!(client.world.explanation().is_none());
    client.create("li.na@example.com");
    assert_eq!(client.world.explanation().unwrap().reason.english, "the account is already there");
}

#[test]
fn a_seed_has_accounts_and_is_checked() {
    let account = |name: &str, rest: &str| {
        format!(
            r#"{{"create": {{"userAccount": "{name}", "userName": "Li Na", "password": "Aa1!Aa1!", "email": "a@b.c",
                "agentType": 4, "ccRoleId": 2}}{rest}}}"#
        )
    };
    let world = |accounts: &[String], choices: &str| {
        let text = format!(r#"{{"accounts": [{}], "choices": {{{choices}}}}}"#, accounts.join(","));
        World::new(&serde_json::from_str(&text).unwrap())
    };
    let accounts = [account("account.1", ""), account("account.2", r#", "workNo": 101, "locked": true"#)];
    let world_of_two = world(&accounts, "").unwrap();
    let seen: Vec<_> = world_of_two.accounts(0).map(|seen| (seen.account, seen.work_no, seen.locked)).collect();
    assert_eq!(seen, [("account.1".to_owned(), 102, false), ("account.2".to_owned(), 101, true)]);
    let message = |accounts: &[String], choices| world(accounts, choices).unwrap_err().to_string();
    let twice = [account("account.1", ""), account("ACCOUNT.1", "")];
    assert_eq!(message(&twice, ""), "accounts[1]: this account is already there; the case of letters does not matter");
    let same = [account("account.1", r#", "workNo": 291"#), account("account.2", r#", "workNo": 291"#)];
    assert_eq!(message(&same, ""), "accounts[1].workNo: expected a free agent ID from 101 to 59999");
    assert_eq!(
        message(&[account("a", "")], ""),
        "accounts[0].create/userAccount: userAccount must have at least 6 characters; it has 1."
    );
    assert_eq!(message(&[], r#""tokenSeconds": 3601"#), "choices.tokenSeconds: expected 1 to 3600");
    let policy = world(&[], r#""password": {"minimum": 9}"#).unwrap_err();
    assert!(matches!(policy, SeedError::Policy(_)));
    let longer = world(&[], r#""password": {"maximum": 32}"#);
    assert_eq!(longer.unwrap().choices().password.maximum, 32);
    assert!(serde_json::from_str::<Seed>(r#"{"choices": {"mood": 1}}"#).is_err(), "a misspelt choice is an error");
    assert!(serde_json::from_str::<Seed>(r#"{"choices": {"edition": "2024-01-01"}}"#).is_err());
    assert_eq!(Seed::default().choices, Choices::default());
}

#[test]
fn the_documentation_names_every_choice_and_its_default() {
    let page = include_str!("../../../../docs/reference/sandbox-rules.md");
    let section = page.split("## What the pages leave open").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `")).map(|row| {
        let cells: Vec<_> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        (cells[1].to_owned(), serde_json::from_str::<Value>(cells[2]).unwrap())
    });
    let documented = Value::Object(rows.collect());
    assert_eq!(documented, serde_json::to_value(Choices::default()).unwrap());
}
