//! Forwarding to a server that repeats what it is sent: a recording shows no secret of the request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use aicc_core::interfaces;
use aicc_sandbox::{Exchange, ForwardTarget, Sandbox, SandboxOptions, SandboxSource};
use conformance::secrecy::{APP_KEY, MARKER, PASSWORD, TOKEN};
use serde_json::{Value, json};

use crate::wire::{connect, everything};

/// A reply: the status, a value of `Content-Type`, and the body.
type Shape = fn(&str) -> (u16, String, String);

/// The replies of a server that repeats a text in every place of a reply.
const SHAPES: [Shape; 10] = [
    |sent| {
        (200, json_type(), json!({"retcode": "1", "message": sent, "resultMessage": sent, "data": sent}).to_string())
    },
    |sent| (400, json_type(), json!({"errorCode": "400", "exceptionInfo": sent, "message": sent}).to_string()),
    |sent| (500, json_type(), json!({"result": {"content": [sent, {"message": sent}]}}).to_string()),
    |sent| (418, json_type(), json!({ sent: {"message": sent} }).to_string()),
    |sent| (404, json_type(), json!({"message": json!({"request": sent}).to_string()}).to_string()),
    |sent| (400, json_type(), json!({"message": sent.to_uppercase(), "content": sent.to_lowercase()}).to_string()),
    |sent| (201, json_type(), json!([sent]).to_string()),
    |sent| (503, json_type(), json!(sent).to_string()),
    |sent| (500, "text/plain".to_owned(), sent.to_owned()),
    |sent| (401, format!("text/plain; {}", line_of(sent)), String::new()),
];

/// Returns the last line with a secret.
fn line_of(sent: &str) -> &str {
    sent.lines().rfind(|line| line.contains(MARKER)).unwrap()
}

fn json_type() -> String {
    "application/json".to_owned()
}

/// Starts a server that replies to a connection in each shape, one after the other, and returns its URL.
fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for (connection, shape) in listener.incoming().zip(SHAPES.iter().cycle()) {
            let mut connection = BufReader::new(connection.unwrap());
            let (mut sent, mut length) = (String::new(), 0);
            while !sent.ends_with("\r\n\r\n") {
                let start = sent.len();
                assert_ne!(connection.read_line(&mut sent).unwrap(), 0);
                if let Some(value) = sent.get(start..).unwrap().strip_prefix("content-length: ") {
                    length = value.trim().parse().unwrap();
                }
            }
            let mut body = vec![0; length];
            connection.read_exact(&mut body).unwrap();
            sent += str::from_utf8(&body).unwrap();
            let (status, content_type, body) = shape(&sent);
            let length = body.len();
            let head = format!("HTTP/1.1 {status} x\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n");
            write!(connection.get_mut(), "{head}Connection: close\r\n\r\n{body}").unwrap();
        }
    });
    url
}

/// Sends requests in front of the server, each once for each shape, and returns what a recording keeps.
fn recorded(requests: &[String]) -> Vec<Exchange> {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keeping = Arc::clone(&kept);
    let sandbox = Sandbox::start(SandboxOptions {
        source: SandboxSource::Forward(ForwardTarget::new(&echo()).unwrap()),
        on_exchange: Some(Box::new(move |exchange: &Exchange, _| keeping.lock().unwrap().push(exchange.clone()))),
        ..SandboxOptions::default()
    });
    let sandbox = sandbox.unwrap();
    for request in requests {
        for _ in SHAPES {
            let reply = everything(connect(&sandbox), request.as_bytes()).unwrap();
            assert!(
                reply.to_lowercase().contains(&MARKER.to_lowercase()),
                "the client gets the reply as it is: {reply}"
            );
        }
    }
    kept.lock().unwrap().clone()
}

fn request(method: &str, target: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{method} {target} HTTP/1.1\r\nHost: a\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

#[test]
fn a_recording_shows_no_secret_that_the_server_repeats() {
    let create = interfaces::AGENT_ACCOUNT_CREATE.path;
    let sign_in = interfaces::AGENT_SIGN_IN.path.replace("{agentid}", "291");
    let headers = format!(
        "Content-Type: application/json\r\nX-App-Key: {APP_KEY}\r\nAuthorization: Bearer {TOKEN}\r\nCookie: a={TOKEN}; b\r\n"
    );
    let account = json!({"userAccount": "wang.wei", "userName": "Wang", "password": PASSWORD, "email": "a@b.c",
        "agentType": 4, "ccRoleId": 2});
    let requests = [
        request("POST", create, &headers, &account.to_string()),
        request("POST", create, &headers, &json!({ "requestParam": account }).to_string()),
        request("POST", create, &headers, &json!({ "requestParam": PASSWORD }).to_string()),
        request("POST", create, &headers, &format!(r#"{{"password": "{PASSWORD}", "password": "{TOKEN}"}}"#)),
        request("POST", create, "", &json!({"password": "Mk7\"\\q", "note": ["Mk7 1", {"x": "Mk7\n2"}]}).to_string()),
        request("PUT", &sign_in, "", &json!({ "password": MARKER }).to_string()),
        request("PUT", &sign_in, "", &format!("password={PASSWORD}")),
        request("PUT", &sign_in, "", &format!(r#"{{"password": "{PASSWORD}"#)),
        request("PUT", &format!("{sign_in}?token={TOKEN}&other=%4Dk7%20x"), "", "{}"),
        request("POST", "/other", &headers, &json!([PASSWORD, {"any": TOKEN}]).to_string()),
        request("GET", "/other?Mk7-key", &headers, ""),
    ];
    let exchanges = recorded(&requests);
    assert_eq!(exchanges.len(), requests.len() * SHAPES.len());
    for exchange in exchanges {
        let text = serde_json::to_string(&exchange).unwrap().to_lowercase();
        assert!(!text.contains(&MARKER.to_lowercase()), "{exchange:#?}");
    }
}

#[test]
fn a_recording_shows_what_a_page_documents() {
    let path = interfaces::AGENT_ACCOUNT_CREATE.path;
    let account = json!({"userAccount": "wang.wei", "password": PASSWORD});
    for body in [account.to_string(), json!({ "requestParam": account }).to_string()] {
        let exchanges = recorded(&[request("POST", path, "", &body)]);
        let body: Value = serde_json::from_str(&exchanges[1].reply_body).unwrap();
        let repeated = body["message"].as_str().unwrap();
        let members = [r#""password":"***""#, r#""userAccount":"wang.wei""#];
        assert!(members.iter().all(|member| repeated.contains(member)), "{repeated}");
    }
}

#[test]
fn a_recording_shows_a_number_only_if_it_is_not_one_of_the_request() {
    let path = interfaces::AGENT_ACCOUNT_CREATE.path;
    let exchanges = recorded(&[request("POST", path, "", &json!({"pin": 20_417, "note": "Mk7"}).to_string())]);
    for exchange in &exchanges {
        assert!(!exchange.reply_body.contains("20417"), "{exchange:#?}");
    }
    let body: Value = serde_json::from_str(&exchanges[1].reply_body).unwrap();
    assert_eq!((exchanges[1].status, &body["errorCode"]), (400, &json!("400")));
}
