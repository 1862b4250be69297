//! Snapshots, reset and determinism: same seed, same bytes.

use aicc_sandbox::{SnapshotError, World, WorldSnapshot};
use serde_json::{Value, json};

use crate::client::{Client, NOW, PASSWORD, guid};

#[test]
fn a_snapshot_brings_a_world_back() {
    let mut client = Client::default();
    let agent = client.created("li.na@example.com");
    let guid = guid(&client.sign_in(agent, PASSWORD));
    client.world.advance(5);
    let text = serde_json::to_string(&client.world.snapshot()).unwrap();
    client.created("wang.wei");
    client.sign_out(agent, &guid);

    let mut other = Client::default();
    let snapshot: WorldSnapshot = serde_json::from_str(&text).unwrap();
    other.world.restore(snapshot.clone()).unwrap();
    assert_eq!(other.world.snapshot(), snapshot);
    assert_eq!((other.found("li.na@example.com"), other.found("wang.wei")), (Some(agent), None));
    assert_eq!(other.poll(agent, &guid)["event"]["eventType"], "AgentOther_InService");
    assert_eq!(other.sign_in_code(agent, PASSWORD), "100-002");
    assert_eq!(other.world.advanced(), 5);
    assert_eq!(other.created("wang.wei"), agent + 1);
}

#[test]
fn a_changed_snapshot_is_refused_and_changes_nothing() {
    let mut client = Client::default();
    client.created("account.1");
    client.created("account.2");
    let whole = serde_json::to_value(client.world.snapshot()).unwrap();
    let mut restore = |change: &dyn Fn(&mut Value)| {
        let mut changed = whole.clone();
        change(&mut changed);
        let before = client.world.snapshot();
        let restored = serde_json::from_value(changed).map(|snapshot| client.world.restore(snapshot));
        assert_eq!(client.world.snapshot(), before);
        restored
    };
    let error = Err(SnapshotError);
    assert_eq!(restore(&|state| state["accounts"]["account.1"]["workNo"] = json!(102)).unwrap(), error);
    assert_eq!(restore(&|state| state["accounts"]["account.1"]["account"] = json!("other")).unwrap(), error);
    let fault = json!({"rule": {"do": {}}, "matched": 0, "fired": 0});
    assert_eq!(restore(&|state| state["faults"] = json!([fault])).unwrap(), error);
    assert!(restore(&|state| state["extra"] = json!(1)).is_err());
    assert!(restore(&|state| state["accounts"] = json!([])).is_err());
    assert_eq!(restore(&|_| ()).unwrap(), Ok(()));
}

#[test]
fn a_reset_brings_the_seed_back() {
    let mut client = Client::default();
    let start = client.world.snapshot();
    client.created("li.na@example.com");
    client.settings("1");
    client.world.advance(1);
    client.create("li.na@example.com");
    assert!(client.world.explanation().is_some());
    client.world.reset();
    assert_eq!(client.world.snapshot(), start);
    assert!(client.world.explanation().is_none());
    assert_eq!(client.created("wang.wei"), 101);
}

/// Returns every byte that a world sends in a history with everything random in it.
fn history(seed: &str) -> String {
    let mut client = Client::new(seed);
    let mut sent = String::new();
    for round in 0..20 {
        let account = format!("account.{round}");
        let created = client.create(&account);
        let agent = 101 + round;
        for outgoing in [
            created,
            client.token(&[("X-Token-Expire", "60")], "key", "secret"),
            client.sign_in(agent, PASSWORD),
            client.sign_in(agent, "wrong"),
        ] {
            sent += &format!("{:?}{:?}", outgoing.reply.headers, outgoing.reply.body);
            sent += &format!("{:?}{:?}\n", outgoing.delay, outgoing.delivery);
        }
        client.world.advance(7);
    }
    sent + &serde_json::to_string(&(client.exchanges, client.world.snapshot())).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let seed = |random: u64| {
        let fault = json!({"do": {"status": 503}, "probability": 0.3, "effect": "after"});
        json!({"random": random, "faults": [fault]}).to_string()
    };
    assert_eq!(history(&seed(1)), history(&seed(1)));
    assert_ne!(history(&seed(1)), history(&seed(2)));
}

#[test]
fn the_seeded_bytes_are_stable_across_releases() {
    let mut client = Client::new(r#"{"random": 1}"#);
    let agent = client.created("li.na@example.com");
    assert_eq!(guid(&client.sign_in(agent, PASSWORD)), "a833bdcd-b6d1-beb1-88dc-97e5aab5fe3d.AgentGateway1");
}

#[test]
fn views_are_of_the_time_that_is_given() {
    let mut client = Client::new(r#"{"choices": {"wrongPasswordsUntilLocked": 1, "lockSeconds": 1}}"#);
    let agent = client.created("li.na@example.com");
    client.sign_in(agent, PASSWORD);
    client.sign_in(agent, "wrong");
    let view = |world: &World, now| serde_json::to_value(world.accounts(now).next().unwrap()).unwrap();
    let mut expected = json!({
        "account": "li.na@example.com", "name": "Li Na", "workNo": 101, "agentType": 4, "visible": true,
        "locked": true, "signedIn": true, "wrongPasswords": 1, "waitingEvents": 2,
    });
    assert_eq!(view(&client.world, NOW), expected);
    expected["locked"] = json!(false);
    assert_eq!(view(&client.world, NOW + 1000), expected);
}
