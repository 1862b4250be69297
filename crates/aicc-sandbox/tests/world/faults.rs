//! Faults: every kind, before and after the effect, once, n times, and with a probability.

use std::time::Duration;

use aicc_core::spec::SUCCESS;
use aicc_core::{AnyReply, Outcome, Profile, interfaces};
use aicc_sandbox::{Delivery, FaultRule, Outgoing};
use serde_json::{Value, json};

use crate::client::{Client, NOW, PASSWORD, code, guid, header, json as read_json};

fn client(faults: &Value) -> Client {
    Client::new(&json!({ "faults": faults }).to_string())
}

/// Returns the answer to a creation under one fault, and whether the account is there after it.
fn created_under(fault: &Value) -> (Outgoing, bool) {
    let mut client = client(&json!([fault]));
    let outgoing = client.create("li.na@example.com");
    let is_there = client.world.accounts(NOW).next().is_some();
    (outgoing, is_there)
}

#[test]
fn every_documented_status_can_be_a_fault() {
    for interface in interfaces::ALL {
        for status in interface.statuses.iter().map(|known| known.status).chain([429, 503]) {
            let mut client = client(&json!([{"when": {"interface": interface.name}, "do": {"status": status}}]));
            let outgoing = send(&mut client, interface.name);
            let outcome = read(interface, &outgoing);
            match interface.statuses.iter().find(|known| known.status == status) {
                Some(known) => assert!(matches!(outcome, Outcome::DocumentedStatus(read, _) if read == known)),
                None => assert!(matches!(outcome, Outcome::UndocumentedStatus(read, _) if read == status)),
            }
        }
    }
}

#[test]
fn every_documented_code_can_be_a_fault() {
    for interface in interfaces::ALL {
        let codes = interface.result_codes.known.iter().chain(interface.result_codes.further);
        for known in codes.filter(|known| known.code != SUCCESS) {
            let mut client = client(&json!([{"when": {"interface": interface.name}, "do": {"code": known.code}}]));
            let outcome = read(interface, &send(&mut client, interface.name));
            let Outcome::Refusal(answer) = outcome else { panic!("{} {}", interface.name, known.code) };
            assert_eq!((answer.code.as_str(), answer.meaning), (known.code, known.meaning));
        }
    }
}

/// Sends the first example of an interface's page.
fn send(client: &mut Client, name: &str) -> Outgoing {
    let interface = interfaces::find(name).unwrap();
    let path = interface.path.replace("{agentid}", "291");
    let headers = [("Content-Type", "application/json"), ("x-app-key", "k"), ("Authorization", "Bearer t")];
    client.send(interface.method.as_str(), &path, &headers, interface.examples[0].request)
}

fn read(interface: &'static aicc_core::Interface, outgoing: &Outgoing) -> Outcome<AnyReply> {
    AnyReply::read(interface, outgoing.reply.status, &[], &outgoing.reply.body, &Profile::default())
}

#[test]
fn a_fault_before_the_effect_leaves_no_trace_and_one_after_it_does() {
    for action in [
        json!({"status": 500}),
        json!({"code": "1"}),
        json!({"reset": true}),
        json!({"cut": 3}),
        json!({"invalidJson": true}),
        json!({"contentType": "text/html"}),
        json!({"body": "<html>"}),
        json!({"bodyHex": "ff"}),
        json!({"headers": {"X-Proxy": "1"}}),
    ] {
        assert!(!created_under(&json!({ "do": action })).1, "{action}: before is the default");
        assert!(!created_under(&json!({ "effect": "before", "do": action })).1, "{action}");
        assert!(created_under(&json!({ "effect": "after", "do": action })).1, "{action}");
    }
    for action in [json!({"delay": 1}), json!({"slow": 1}), json!({"delay": 1, "slow": 1})] {
        assert!(created_under(&json!({ "do": action })).1, "{action}: the answer arrives, so the effect stays");
    }
}

#[test]
fn an_answer_can_be_lost_and_the_second_request_meets_the_effect() {
    let mut client = client(&json!([{"effect": "after", "do": {"reset": true}, "times": 1}]));
    assert_eq!(client.create("li.na@example.com").delivery, Delivery::Reset);
    assert_eq!(read_json(&client.create("li.na@example.com"))["resultCode"], "1", "the account is there");
}

#[test]
fn each_kind_of_fault_changes_the_answer() {
    let (plain, _) = created_under(&json!({"do": {"delay": 1500}}));
    assert_eq!((plain.delay, plain.delivery), (Duration::from_millis(1500), Delivery::Whole));
    assert_eq!(read_json(&plain)["resultCode"], "0");
    let whole = plain.reply.body;
    let (slow, _) = created_under(&json!({"do": {"slow": 7}}));
    assert_eq!((slow.delivery, &slow.reply.body), (Delivery::Slow { bytes_per_second: 7 }, &whole));
    let (cut, _) = created_under(&json!({"do": {"cut": 3}}));
    assert_eq!((cut.delivery, &cut.reply.body), (Delivery::Cut { bytes: 3 }, &whole));
    let (invalid, _) = created_under(&json!({"do": {"invalidJson": true}}));
    assert_eq!(invalid.reply.body, whole[..whole.len() / 2]);
    assert!(serde_json::from_slice::<Value>(&invalid.reply.body).is_err());
    let (html, _) = created_under(&json!({"do": {"contentType": "text/html", "body": "<html>"}}));
    assert_eq!((header(&html, "Content-Type"), &html.reply.body[..]), (Some("text/html"), &b"<html>"[..]));
    assert_eq!(html.reply.headers.len(), 1, "the old value is replaced");
    let (bytes, _) = created_under(&json!({"do": {"bodyHex": "fF00", "status": 502, "headers": {"Via": "1.1 proxy"}}}));
    assert_eq!((bytes.reply.status, &bytes.reply.body[..]), (502, &[255, 0][..]));
    assert_eq!(header(&bytes, "Via"), Some("1.1 proxy"));
    let (busy, _) = created_under(&json!({"do": {"status": 429, "retryAfter": 3}}));
    assert_eq!((busy.reply.status, header(&busy, "Retry-After")), (429, Some("3")));
}

#[test]
fn a_rule_fires_once_n_times_or_for_the_nth_request() {
    let statuses = |rule: Value| {
        let mut client = client(&json!([rule]));
        (0..5).map(|index| client.create(&format!("account.{index}")).reply.status).collect::<Vec<_>>()
    };
    let action = json!({"status": 500});
    assert_eq!(statuses(json!({"do": action})), [500; 5]);
    assert_eq!(statuses(json!({"do": action, "times": 1})), [500, 200, 200, 200, 200]);
    assert_eq!(statuses(json!({"do": action, "times": 3})), [500, 500, 500, 200, 200]);
    assert_eq!(statuses(json!({"do": action, "when": {"nth": 2}})), [200, 500, 200, 200, 200]);
    assert_eq!(statuses(json!({"do": action, "probability": 0.0})), [200; 5]);
    assert_eq!(statuses(json!({"do": action, "probability": 1.0})), [500; 5]);
}

#[test]
fn a_probability_depends_on_the_seed_alone() {
    let failures = |random: u64| {
        let fault = json!({"do": {"status": 503}, "probability": 0.25});
        let mut client = Client::new(&json!({"random": random, "faults": [fault]}).to_string());
        (0..1000).filter(|_| client.query("nobody").name() == "undocumentedStatus").collect::<Vec<_>>()
    };
    assert_eq!(failures(7), failures(7));
    assert_ne!(failures(7), failures(8));
    for random in 0..20 {
        let count = failures(random).len();
        assert!((175..325).contains(&count), "seed {random}: {count} of 1000");
    }
}

#[test]
fn a_rule_is_about_an_interface_and_an_account() {
    let mut client = client(&json!([
        {"when": {"interface": "loginex", "account": "LI.NA@example.com"}, "do": {"code": "100-007"}},
        {"when": {"account": "102"}, "do": {"code": "100-003"}},
        {"when": {"interface": "tokenByAkSk"}, "do": {"status": 503}},
        {"when": {"interface": "agentevent"}, "do": {"code": "000-004"}},
    ]));
    let (li, wang, other) =
        (client.created("li.na@example.com"), client.created("wang.wei"), client.created("zhang.s"));
    assert_eq!(client.sign_in_code(li, PASSWORD), "100-007", "the account of the agent");
    assert_eq!(client.sign_in_code(wang, PASSWORD), "100-003", "the agent ID");
    assert_eq!(client.found("li.na@example.com"), Some(li), "another interface");
    assert_eq!(client.token(&[], "key", "secret").reply.status, 503);
    let guid = guid(&client.sign_in(other, PASSWORD));
    assert_eq!(client.poll(other, &guid)["retcode"], "000-004");
    assert_eq!(client.sign_out(other, &guid)["retcode"], "0");
}

#[test]
fn a_code_fires_only_where_replies_have_codes() {
    let mut client = client(&json!([{"do": {"code": "100-007"}, "times": 1}]));
    assert_eq!(client.token(&[], "key", "secret").reply.status, 200);
    assert_eq!(client.send("GET", "/", &[], "").reply.status, 404);
    assert_eq!(code(&client.sign_in(101, "")), "100-007");
}

#[test]
fn a_magic_account_name_is_a_fault() {
    let mut client = Client::default();
    let mut create = |account: &str| client.create(account);
    assert_eq!(create("fault-500@example.com").reply.status, 500);
    assert_eq!(create("fault-404").reply.status, 404);
    let busy = create("fault-429");
    assert_eq!((busy.reply.status, header(&busy, "Retry-After")), (429, Some("1")));
    assert_eq!(create("fault-reset@a").delivery, Delivery::Reset);
    assert_eq!(create("fault-cut").delivery, Delivery::Cut { bytes: 10 });
    assert_eq!(create("fault-cut-3").delivery, Delivery::Cut { bytes: 3 });
    assert_eq!(create("fault-slow-20").delivery, Delivery::Slow { bytes_per_second: 20 });
    assert_eq!(create("fault-delay-250").delay, Duration::from_millis(250));
    assert_eq!(header(&create("fault-type"), "Content-Type"), Some("text/html"));
    assert!(serde_json::from_slice::<Value>(&create("fault-json").reply.body).is_err());
    let there: Vec<_> = client.world.accounts(NOW).map(|seen| seen.account).collect();
    assert_eq!(there, ["fault-delay-250", "fault-slow-20"], "the others are before the effect");
    assert_eq!(client.create("fault-500-after@example.com").reply.status, 500);
    assert_eq!(client.world.accounts(NOW).count(), 3);
    assert_eq!(read_json(&client.create("fault-zebra"))["resultCode"], "0", "not a fault");
    assert_eq!(read_json(&client.create("default-500"))["resultCode"], "0");
}

#[test]
fn a_magic_account_name_is_a_code_of_the_gateway() {
    let mut client = Client::new(
        r#"{"accounts": [{"workNo": 291, "create": {"userAccount": "fault-100-007@example.com",
            "userName": "Li Na", "password": "Aa1!Aa1!", "email": "a@b.c", "agentType": 4, "ccRoleId": 2}}]}"#,
    );
    assert_eq!(client.sign_in_code(291, PASSWORD), "100-007");
}

#[test]
fn faults_can_be_replaced() {
    let mut client = client(&json!([{"do": {"status": 500}}]));
    assert_eq!(client.query("nobody").name(), "documentedStatus");
    client.world.set_faults(Vec::new()).unwrap();
    assert_eq!(client.query("nobody").name(), "refusal");
    let rule: FaultRule = serde_json::from_value(json!({"do": {"status": 503}, "times": 1})).unwrap();
    client.world.set_faults(vec![rule.clone()]).unwrap();
    assert_eq!(client.world.faults().collect::<Vec<_>>(), [&rule]);
    assert_eq!(client.query("nobody").name(), "undocumentedStatus");
    assert_eq!(client.query("nobody").name(), "refusal");
    client.world.reset();
    assert_eq!(client.query("nobody").name(), "documentedStatus", "the faults of the seed");
}

#[test]
fn a_wrong_rule_is_refused_with_its_member() {
    let accepted = json!({"do": {"status": 500}});
    for (rule, message) in [
        (json!({"do": {}}), "do: say what goes wrong"),
        (json!({"do": {"status": 100}}), "do.status: expected 200 to 599"),
        (json!({"do": {"status": 600}}), "do.status: expected 200 to 599"),
        (json!({"do": {"code": "0"}}), "do.code: expected a code other than “0”, without status"),
        (json!({"do": {"code": "1", "status": 500}}), "do.code: expected a code other than “0”, without status"),
        (json!({"do": {"body": "", "bodyHex": ""}}), "do.body: give body, bodyHex or code, but not two of them"),
        (json!({"do": {"bodyHex": "f"}}), "do.bodyHex: expected pairs of hexadecimal digits, without code"),
        (json!({"do": {"bodyHex": "+1"}}), "do.bodyHex: expected pairs of hexadecimal digits, without code"),
        (json!({"do": {"slow": 0}}), "do.slow: expected at least 1 byte a second"),
        (json!({"do": {"headers": {"a b": "c"}}}), "do.headers: expected names and values of header fields in ASCII"),
        (
            json!({"do": {"headers": {"a": "b\r\nc"}}}),
            "do.headers: expected names and values of header fields in ASCII",
        ),
        (json!({"do": {"contentType": "\n"}}), "do.contentType: expected a header value in ASCII"),
        (json!({"do": {"status": 500}, "times": 0}), "times: expected at least 1"),
        (json!({"do": {"status": 500}, "probability": 1.5}), "probability: expected 0 to 1"),
        (json!({"do": {"status": 500}, "when": {"nth": 0}}), "when.nth: expected at least 1"),
        (
            json!({"do": {"status": 500}, "when": {"interface": "login"}}),
            "when.interface: expected the name of an interface or route",
        ),
    ] {
        let rules: Vec<FaultRule> = serde_json::from_value(json!([accepted, rule])).unwrap();
        let error = Client::default().world.set_faults(rules).unwrap_err();
        assert_eq!(error.to_string(), format!("faults[1].{message}"));
    }
    for unknown in [json!({"do": {"explode": true}}), json!({"do": {"status": 500}, "effect": "during"}), json!({})] {
        assert!(serde_json::from_value::<FaultRule>(unknown).is_err(), "a misspelt member is an error");
    }
}

#[test]
fn a_fault_is_in_the_exchange() {
    let mut client = client(&json!([
        {"when": {"interface": "loginex"}, "do": {"status": 500}},
        {"effect": "after", "do": {"delay": 20, "slow": 5}},
    ]));
    client.create("li.na@example.com");
    let exchange = client.exchanges.last().unwrap();
    assert_eq!((exchange.fault, exchange.delay, exchange.delivery.as_str()), (Some(1), 20, "slow"));
}
