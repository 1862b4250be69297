//! A secret is found nowhere: not in snapshots, exchanges, views, explanations, errors and text forms.

use aicc_core::{Language, SignInAgentType, SignInStatus};
use aicc_sandbox::{EXPLANATION_HEADER, Exchange, Incoming, Outgoing, Seed, SeedError, World, Worlds};
use conformance::secrecy::{APP_KEY, MARKER, PASSWORD, TOKEN, assert_complete, assert_hidden};
use serde_json::{Value, json};

use crate::client::{Client, NOW, json as read_json};

fn seed() -> String {
    let account = json!({"workNo": 291, "create": {
        "userAccount": "li.na@example.com", "userName": "Li Na", "password": PASSWORD, "email": "a@b.c", "agentType": 4,
        "ccRoleId": 2,
    }});
    json!({
        "accounts": [account],
        "apps": [{"appKey": APP_KEY, "appSecret": PASSWORD}],
        "users": [{"username": "itau_group", "password": PASSWORD}],
        "choices": {"manner": "explain", "worldForEachAppKey": true},
        "faults": [{"when": {"nth": 1}, "effect": "after", "do": {"delay": 1}}],
    })
    .to_string()
}

/// Returns every text that a world gives about itself.
fn texts(world: &World) -> String {
    let accounts: Vec<_> = world.accounts(NOW).collect();
    let settings: Vec<_> = world.settings().collect();
    let faults: Vec<_> = world.faults().collect();
    let json = serde_json::to_string(&(world.snapshot(), &accounts, &settings, &faults, world.explanation())).unwrap();
    format!("{world:?} {world:#?} {:?} {accounts:?} {settings:?} {faults:?} {json}", world.snapshot())
}

fn texts_of(outgoing: &Outgoing) -> String {
    let explanation = outgoing.reply.headers.iter().find(|(name, _)| name == EXPLANATION_HEADER);
    format!("{outgoing:?} {outgoing:#?} {:?} {explanation:?}", outgoing.reply)
}

fn texts_of_exchanges(exchanges: &[Exchange]) -> String {
    format!("{exchanges:?} {exchanges:#?} {}", serde_json::to_string(exchanges).unwrap())
}

/// Returns the answers to requests that carry secrets, right and wrong.
fn answers(client: &mut Client) -> Vec<Outgoing> {
    let create = "/apiaccess/rest/cc-management/v1/agentAccount/create";
    let query = "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount?token=Mk7";
    let sign_in = "/agentgateway/resource/onlineagent/291/loginex";
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("Content-Type", "application/json"),
        ("X-App-Key", APP_KEY),
        ("Authorization", bearer.as_str()),
        ("Guid", TOKEN),
        ("Cookie", TOKEN),
    ];
    let account = json!({"userAccount": "wang.wei", "userName": "Wang", "password": PASSWORD, "email": "a@b.c",
        "agentType": 4, "ccRoleId": 2});
    let wrapped = json!({ "requestParam": account });
    let long = json!({"userAccount": "wang.wei", "password": [PASSWORD, {"password": PASSWORD}], "skills": PASSWORD.repeat(2).len()});
    let misspelt = json!({"accountCode": "li.na@example.com", "passwort": PASSWORD, "nested": {"password": PASSWORD}});
    let mut answers = Vec::new();
    for (method, target, body) in [
        ("POST", create, account.to_string()),
        ("POST", create, wrapped.to_string()),
        ("POST", create, long.to_string()),
        ("POST", create, format!("{{\"password\": \"{PASSWORD}")),
        ("POST", create, format!("\"{PASSWORD}\"")),
        ("POST", query, misspelt.to_string()),
        ("POST", query, json!({"username": "itau_group", "password": PASSWORD}).to_string()),
        ("POST", query, json!({"accountCode": "a", "username": "itau_group", "password": PASSWORD}).to_string()),
        ("POST", query, json!({"accountCode": "a", "username": "itau_group", "password": TOKEN}).to_string()),
        ("PUT", sign_in, json!({"password": PASSWORD}).to_string()),
        ("PUT", sign_in, json!({"password": PASSWORD}).to_string()),
        ("PUT", sign_in, json!({"password": TOKEN}).to_string()),
        ("PUT", sign_in, json!({"password": PASSWORD, "agenttype": 9}).to_string()),
        ("GET", "/agentgateway/resource/agentevent/291?guid=Mk7", String::new()),
        ("DELETE", "/agentgateway/resource/onlineagent/291/logout", String::new()),
        ("GET", create, PASSWORD.to_owned()),
        ("POST", "/unknown?password=Mk7", json!({"password": PASSWORD}).to_string()),
    ] {
        answers.push(client.send(method, target, &headers, &body));
    }
    answers.push(client.token(&[], APP_KEY, PASSWORD));
    answers.push(client.token(&[], APP_KEY, TOKEN));
    answers
}

#[test]
fn no_text_form_of_a_world_shows_a_secret() {
    let mut client = Client::new(&seed());
    for outgoing in answers(&mut client) {
        assert_hidden(&texts_of(&outgoing));
    }
    assert_hidden(&texts_of_exchanges(&client.exchanges));
    assert!(client.world.explanation().is_some());
    let snapshot = serde_json::to_value(client.world.snapshot()).unwrap();
    let digest = snapshot["accounts"]["li.na@example.com"]["password"].as_str().unwrap();
    assert!(!format!("{:?}", client.world).contains(digest), "a digest of a short password can be guessed");
    assert_hidden(&texts(&client.world));
}

#[test]
fn what_the_world_makes_up_is_masked_too() {
    let mut client = Client::new(&seed());
    let token = client.token(&[], APP_KEY, PASSWORD);
    let text = read_json(&token)["AccessToken"].as_str().unwrap().to_owned();
    let signed_in = client.sign_in_as(291, PASSWORD, SignInAgentType::Phone, SignInStatus::Idle, "127.0.0.1");
    let guid = crate::client::guid(&signed_in);
    let used = client.send("GET", "/agentgateway/resource/agentevent/291", &[("Guid", &guid)], "");
    let about = [texts_of(&token), texts_of(&signed_in), texts_of(&used), texts(&client.world)].concat()
        + &texts_of_exchanges(&client.exchanges);
    for secret in [text.as_str(), &guid] {
        assert!(!about.contains(secret), "{about}");
    }
    let [_, signed_in, _] = client.exchanges.as_slice() else { panic!("three requests") };
    assert_eq!(signed_in.reply_headers.iter().find(|(name, _)| name == "Set-GUID").unwrap().1, "***");
}

#[test]
fn an_exchange_shows_everything_else() {
    let mut client = Client::new(&seed());
    answers(&mut client);
    let exchanges = client.exchanges;
    let body = |index: usize| serde_json::from_str::<Value>(&exchanges[index].request_body).unwrap();
    assert_eq!(exchanges[0].interface.as_deref(), Some("agentAccount/create"));
    assert_eq!((&body(0)["userAccount"], &body(0)["password"]), (&json!("wang.wei"), &json!("***")));
    assert_eq!(body(1)["userAccount"], "wang.wei", "the wrapper of a valid body is not written");
    assert_eq!((&body(2)["userAccount"], &body(2)["password"]), (&json!("wang.wei"), &json!("***")));
    assert_eq!(exchanges[3].request_body, "22 bytes");
    assert_eq!((&body(6)["username"], &body(6)["password"]), (&json!("itau_group"), &json!("***")));
    assert_eq!(exchanges[0].request_headers[0], ("Content-Type".to_owned(), "application/json".to_owned()));
    assert_eq!(exchanges[0].request_headers[1], ("X-App-Key".to_owned(), "***".to_owned()));
    assert_eq!(exchanges[6].target, "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount?***");
    let reply: Value = serde_json::from_str(&exchanges[0].reply_body).unwrap();
    assert_eq!(reply["workNo"], 101);
    assert_eq!(exchanges[15].interface, None);
}

#[test]
fn no_text_form_of_a_seed_or_its_errors_shows_a_secret() {
    let parsed: Seed = serde_json::from_str(&seed()).unwrap();
    assert_hidden(&format!("{parsed:?} {parsed:#?}"));
    let broken = seed().replace("li.na@example.com", "a");
    let error = World::new(&serde_json::from_str(&broken).unwrap()).unwrap_err();
    let sentences = [Language::English, Language::Chinese].map(|language| error.message(language)).concat();
    assert_hidden(&format!("{error} {error:?} {sentences}"));
    assert!(matches!(error, SeedError::Account { .. }));
    let worlds = Worlds::new(&parsed).unwrap();
    assert_hidden(&format!(
        "{worlds:?} {:?} {}",
        worlds.snapshot(),
        serde_json::to_string(&worlds.snapshot()).unwrap()
    ));
    let headers = [("x-app-key", APP_KEY)];
    let incoming = Incoming { method: "GET", target: TOKEN, headers: &headers, body: PASSWORD.as_bytes() };
    assert_hidden(&format!("{incoming:?} {}", worlds.name_for(&incoming)));
}

#[test]
fn the_walk_names_every_public_type() {
    assert!(PASSWORD.contains(MARKER));
    let walked = [
        "AccountView",
        "AppSettings",
        "Exchange",
        "Explanation",
        "FaultRule",
        "Incoming",
        "Outgoing",
        "Reply",
        "Seed",
        "SeedAccount",
        "SeedApp",
        "SeedError",
        "SeedUser",
        "Snapshot",
        "World",
        "WorldSnapshot",
        "Worlds",
    ];
    let left_out = [
        ("parts of a fault rule, which a user writes", "FaultAction FaultCondition FaultEffect FaultError"),
        (
            "numbers and choices",
            "Acceptance Choices Delivery Manner PasswordChoice Refusal SnapshotError TooManyWorlds",
        ),
        (
            "the server, which has exchanges of worlds, addresses and limits",
            "Departure DepartureKind ForwardTarget ForwardTargetError Limits NoWorlds OnExchange RecordForm Recorder Recording \
             RecordingError Sandbox SandboxOptions SandboxService SandboxSource Side StartError TlsOptions",
        ),
    ];
    assert_complete(include_str!("../../src/lib.rs"), &walked, &left_out);
}
