//! `tokenByAkSk`, and the credentials of the other interfaces.

use serde_json::json;

use crate::client::{Client, json as read_json};

fn token(client: &mut Client, headers: &[(&str, &str)]) -> String {
    let outgoing = client.token(headers, "key", "secret");
    assert_eq!(outgoing.reply.status, 200);
    read_json(&outgoing)["AccessToken"].as_str().unwrap().to_owned()
}

#[test]
fn a_token_expires() {
    let mut client = Client::default();
    let (short, long) = (token(&mut client, &[("x-token-expire", "600")]), token(&mut client, &[]));
    assert_ne!(short, long);
    client.now += 599_999;
    assert_eq!((client.status_with(&short), client.status_with(&long)), (200, 200));
    client.world.advance(1);
    assert_eq!((client.status_with(&short), client.status_with(&long)), (401, 200));
    client.now += 3_000_000;
    assert_eq!(client.status_with(&long), 401, "an hour, the vendor's maximum");
}

#[test]
fn the_reply_has_the_members_of_the_vendors_page() {
    let mut client = Client::default();
    let mut reply = read_json(&client.token(&[("X-Token-Expire", "600")], "key", "secret"));
    assert!(reply["AccessToken"].take().is_string());
    let expected = json!({
        "AccessToken": null, "ApplyType": "Bearer", "CreateTime": "1700000000", "Expires": "600", "Scope": "sandbox",
        "AppKey": "key", "UserID": "Anonymous",
    });
    assert_eq!(reply, expected);
}

#[test]
fn a_wrong_request_for_a_token_is_refused() {
    let mut client = Client::default();
    for expiry in ["0", "3601", "ten", ""] {
        assert_eq!(client.token(&[("X-Token-Expire", expiry)], "key", "secret").reply.status, 400, "{expiry}");
    }
    assert_eq!(client.token(&[], "", "secret").reply.status, 400);
    let route = "/apigovernance/api/oauth/tokenByAkSk";
    assert_eq!(client.send("POST", route, &[], "[").reply.status, 400);
    assert_eq!(client.send("GET", route, &[], "").reply.status, 405);
    let mut client = Client::new(r#"{"apps": [{"appKey": "key", "appSecret": "secret"}]}"#);
    assert_eq!(client.token(&[], "key", "secret").reply.status, 200);
    assert_eq!(client.token(&[], "key", "other").reply.status, 401);
    assert_eq!(client.token(&[], "other", "secret").reply.status, 401);
}

#[test]
fn a_token_that_was_changed_is_unknown() {
    let mut client = Client::new(r#"{"choices": {"unknownToken": "refuse"}}"#);
    let token = token(&mut client, &[]);
    assert_eq!(client.status_with(&token), 200);
    for changed in [format!("{token}0"), format!("f{token}"), token.replace('.', "-"), "any-token".to_owned()] {
        assert_eq!(client.status_with(&changed), 401, "{changed}");
    }
    assert_eq!(Client::default().status_with("any-token"), 200, "the default accepts every token");
}

#[test]
fn an_app_key_is_one_of_those_that_the_seed_lists() {
    let status = |client: &mut Client, app_key: &str| {
        let route = "/apiaccess/CC-Management/v1/openapp/agentsettings/create";
        client.send("POST", route, &[("X-APP-Key", app_key)], r#"{"userId": "1"}"#).reply.status
    };
    let mut client = Client::new(r#"{"apps": [{"appKey": "key", "appSecret": "secret"}]}"#);
    assert_eq!((status(&mut client, "key"), status(&mut client, "other")), (200, 401));
    assert_eq!(status(&mut Client::default(), "other"), 200, "without apps in the seed every app key is accepted");
}

#[test]
fn a_query_can_have_a_user_and_a_password() {
    let query = "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount";
    let mut client = Client::new(r#"{"users": [{"username": "itau_group", "password": "right"}]}"#);
    let mut status = |name: &str, password: &str| {
        let body = json!({"accountCode": "Agents", "username": name, "password": password}).to_string();
        client.send("POST", query, &[], &body).reply.status
    };
    assert_eq!(status("itau_group", "right"), 200);
    assert_eq!(status("itau_group", "wrong"), 403, "the page: authentication fails");
    assert_eq!(status("other", "right"), 403);
    let anonymous = r#"{"accountCode": "Agents"}"#;
    assert_eq!(client.send("POST", query, &[], anonymous).reply.status, 401);
    let mut client = Client::new(r#"{"choices": {"anonymousQuery": "accept"}}"#);
    assert_eq!(client.send("POST", query, &[], anonymous).reply.status, 200);
}
