//! Every vector of the interfaces: requests get the reply that their verdict deserves, and replies go out as they are.

use aicc_core::{AnyReply, Outcome, Profile, interfaces};
use aicc_sandbox::{Choices, Exchange, FaultRule, Incoming, PasswordChoice, Reply, Seed, World};
use conformance::{Kind, Vector, run, vectors};
use serde_json::json;

use crate::client::NOW;

/// Returns a world with the profile of a vector.
fn world(profile: &Profile) -> World {
    let password = PasswordChoice {
        minimum: profile.password.minimum(),
        maximum: profile.password.maximum(),
        classes: profile.password.classes(),
        validity_days: profile.password.validity_days(),
    };
    let skill_queues = profile.skill_queues.clone();
    let choices = Choices { edition: profile.edition, password, skill_queues, ..Choices::default() };
    World::new(&Seed { choices, ..Seed::default() }).unwrap()
}

fn answer(world: &mut World, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let request = Incoming { method, target, headers, body };
    let outgoing = world.answer(NOW, &request);
    assert_eq!(Exchange::new(&request, &outgoing).status, outgoing.reply.status);
    outgoing.reply
}

/// Returns whether a reply accepts the request as one that breaks no rule.
fn is_accepted(interface: &'static aicc_core::Interface, reply: &Reply) -> bool {
    match AnyReply::read(interface, reply.status, &[], &reply.body, &Profile::default()) {
        Outcome::Success(_) => true,
        Outcome::Refusal(answer) => !["100-001", "100-012", "100-016"].contains(&answer.code.as_str()),
        Outcome::DocumentedStatus(..) | Outcome::UndocumentedStatus(..) => false,
        Outcome::Unreadable(report, _) => panic!("{report}"),
    }
}

#[test]
fn every_body_gets_the_reply_of_its_verdict() {
    let headers = [("Content-Type", "application/json"), ("x-app-key", "k"), ("Authorization", "Bearer t")];
    let mut compared = 0;
    for vector in vectors(Kind::Body) {
        let interface = interfaces::find(&vector.interface).unwrap();
        let profile = vector.profile();
        if profile.maximum_size != Profile::default().maximum_size {
            continue;
        }
        let path = interface.path.replace("{agentid}", "101");
        let reply = answer(&mut world(&profile), interface.method.as_str(), &path, &headers, &vector.body());
        assert_eq!(is_accepted(interface, &reply), vector.violations.is_empty(), "{}", vector.id);
        compared += 1;
    }
    assert!(compared > 1000, "{compared}");
}

#[test]
fn every_message_gets_the_reply_of_its_verdict() {
    for vector in vectors(Kind::Message) {
        let interface = interfaces::find(&vector.interface).unwrap();
        let mut path = interface.path.to_owned();
        // A path has each parameter once.
        if vector.path.len() > interface.path_parameters.fields.len() {
            continue;
        }
        for (name, value) in &vector.path {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        let headers: Vec<_> = vector.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let profile = vector.profile();
        let reply = answer(&mut world(&profile), interface.method.as_str(), &path, &headers, &vector.body());
        // A path parameter that is missing or contains a slash or a question mark is another path; a valid query may lack credentials.
        if reply.status == 404 || (reply.status == 401 && vector.violations.is_empty()) {
            let is_other_path = !vector.path.iter().all(|(_, value)| !value.contains(['/', '?'])) || path.contains('{');
            let is_anonymous = !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"));
            assert!(is_other_path || is_anonymous, "{}", vector.id);
            continue;
        }
        assert_eq!(is_accepted(interface, &reply), vector.violations.is_empty(), "{}", vector.id);
    }
}

#[test]
fn every_written_request_is_accepted() {
    for vector in vectors(Kind::Request) {
        let Some(request) = &vector.request else { continue };
        let interface = interfaces::find(&vector.interface).unwrap();
        let headers: Vec<_> = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let path = format!("/{}", request.url.splitn(4, '/').nth(3).unwrap());
        let reply = answer(&mut world(&vector.profile()), &request.method, &path, &headers, request.body.as_bytes());
        let is_anonymous = !headers.iter().any(|(name, _)| *name == "Authorization") && reply.status == 401;
        assert!(is_accepted(interface, &reply) || is_anonymous, "{}: {reply:?}", vector.id);
    }
}

#[test]
fn every_reply_goes_out_as_it_is() {
    run("rust sandbox", Kind::Reply, |judge, vector: &Vector| {
        let interface = interfaces::find(&vector.interface).unwrap();
        let digits: String = vector.body().iter().map(|byte| format!("{byte:02x}")).collect();
        let headers: serde_json::Map<_, _> =
            vector.headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        let action = json!({"status": vector.status, "bodyHex": digits, "headers": headers});
        let rule: FaultRule = serde_json::from_value(json!({ "do": action })).unwrap();
        let mut world = World::new(&Seed::default()).unwrap();
        world.set_faults(vec![rule]).unwrap();
        let path = interface.path.replace("{agentid}", "101");
        let reply = answer(&mut world, interface.method.as_str(), &path, &[], b"{}");
        let headers: Vec<_> = reply.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let outcome = AnyReply::read(interface, reply.status, &headers, &reply.body, &vector.profile());
        judge.compare("outcome", &outcome.name(), &vector.outcome.as_str());
        judge.compare("body", &reply.body, &vector.body());
        judge.compare("code", &outcome.answer().map(|answer| answer.code.clone()), &vector.code);
    });
}

#[test]
fn every_event_of_a_vector_is_polled() {
    for vector in vectors(Kind::Events) {
        let table = interfaces::find(&vector.interface).unwrap().events.unwrap();
        if table.of(vector.value).is_empty() {
            continue;
        }
        let mut client = crate::client::Client::default();
        let agent = client.created("li.na@example.com");
        let body = json!({"password": crate::client::PASSWORD, "status": vector.value}).to_string();
        let target = format!("/agentgateway/resource/onlineagent/{agent}/loginex");
        let outgoing = client.send("PUT", &target, &[("Content-Type", "application/json")], &body);
        let guid = crate::client::guid(&outgoing);
        let mut event = || client.poll(agent, &guid)["event"]["eventType"].as_str().map(str::to_owned);
        let polled: Vec<String> = std::iter::from_fn(&mut event).collect();
        assert_eq!(polled, vector.events, "{}", vector.id);
    }
}
