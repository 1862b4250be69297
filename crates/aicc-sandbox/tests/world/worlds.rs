//! Many isolated worlds.

use aicc_core::AgentType;
use aicc_sandbox::{Incoming, Outgoing, Seed, Snapshot, TooManyWorlds, WORLD_HEADER, Worlds};
use serde_json::Value;

use crate::client::{NOW, creation};

fn worlds(seed: &str) -> Worlds {
    Worlds::new(&serde_json::from_str::<Seed>(seed).unwrap()).unwrap()
}

fn create(worlds: &mut Worlds, account: &str, header: Option<(&str, &str)>) -> Outgoing {
    let request = creation(account, AgentType::Audio);
    let own = request.headers.iter().map(|(name, value)| (*name, value.as_str()));
    let own = own.filter(|(name, _)| header.is_none_or(|(other, _)| !name.eq_ignore_ascii_case(other)));
    let headers: Vec<_> = own.chain(header).collect();
    let path = "/apiaccess/rest/cc-management/v1/agentAccount/create";
    worlds.answer(NOW, &Incoming { method: "POST", target: path, headers: &headers, body: request.body.as_bytes() })
}

fn work_no(outgoing: &Outgoing) -> Value {
    serde_json::from_slice::<Value>(&outgoing.reply.body).unwrap()["workNo"].clone()
}

#[test]
fn worlds_do_not_meet() {
    let mut worlds = worlds("{}");
    for world in [None, Some((WORLD_HEADER, "one")), Some(("x-aicc-world", "two"))] {
        assert_eq!(work_no(&create(&mut worlds, "li.na@example.com", world)), 101);
        assert_eq!(work_no(&create(&mut worlds, "wang.wei", world)), 102);
    }
    assert_eq!(worlds.names().collect::<Vec<_>>(), ["", "one", "two"]);
    worlds.world("one").unwrap().reset();
    let counts = ["", "one", "two"].map(|name| worlds.world(name).unwrap().accounts(NOW).count());
    assert_eq!(counts, [2, 0, 2]);
}

#[test]
fn an_app_key_can_have_a_world() {
    let mut shared = worlds("{}");
    create(&mut shared, "li.na@example.com", Some(("x-app-key", "Mk7Zq2-key")));
    assert_eq!(shared.names().count(), 1);
    let mut own = worlds(r#"{"choices": {"worldForEachAppKey": true}}"#);
    for key in ["Mk7Zq2-key", "other"] {
        assert_eq!(work_no(&create(&mut own, "li.na@example.com", Some(("x-app-key", key)))), 101);
    }
    assert_eq!(own.names().count(), 3);
    assert!(own.names().all(|name| !name.contains("Mk7")), "an app key is a secret");
}

#[test]
fn worlds_are_bounded() {
    let mut worlds = worlds("{}");
    for index in 0..999 {
        worlds.world(&index.to_string()).unwrap();
    }
    assert_eq!(worlds.world("more").unwrap_err(), TooManyWorlds);
    assert_eq!(create(&mut worlds, "li.na@example.com", Some((WORLD_HEADER, "more"))).reply.status, 503);
    assert!(worlds.world("998").is_ok());
    assert_eq!(work_no(&create(&mut worlds, "li.na@example.com", None)), 101);
    worlds.reset();
    assert_eq!(worlds.names().count(), 1);
    assert_eq!(work_no(&create(&mut worlds, "li.na@example.com", Some((WORLD_HEADER, "more")))), 101);
}

#[test]
fn a_snapshot_holds_all_worlds() {
    let mut worlds = worlds("{}");
    create(&mut worlds, "li.na@example.com", Some((WORLD_HEADER, "one")));
    let snapshot = worlds.snapshot();
    let text = serde_json::to_string(&snapshot).unwrap();
    worlds.reset();
    worlds.world("three").unwrap();
    worlds.restore(serde_json::from_str::<Snapshot>(&text).unwrap()).unwrap();
    assert_eq!(worlds.snapshot(), snapshot);
    assert_eq!(worlds.names().collect::<Vec<_>>(), ["", "one"]);
    assert_eq!(work_no(&create(&mut worlds, "wang.wei", Some((WORLD_HEADER, "one")))), 102);
}
